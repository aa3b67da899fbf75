#include "app/gui/sync_view_model.h"

#include "app/gui/format.h"
#include "app/gui/worker.h"
#include "core/forms/explanation.h"

#include <algorithm>

namespace jixiao {

namespace {

/// What the page shows, as one job of the store reads it.
struct Lists {
    QList<OutboxItem> outbox;
    QList<Conflict> conflicts;
    QMap<Id, QString> titles; ///< of the forms the conflicts are in
};

QString outboxStateName(OutboxState state) {
    switch (state) {
    case OutboxState::Waiting:
    case OutboxState::Exported: // its reason says so
        return QStringLiteral("waiting");
    case OutboxState::InFlight:
        return QStringLiteral("sending");
    case OutboxState::Conflict:
        return QStringLiteral("conflict");
    case OutboxState::Refused:
        return QStringLiteral("refused");
    }
    return {};
}

/// What a change touches, in the words of the form.
QString partOf(const OutboxItem& item) {
    if (item.kind == MutationKind::Command) return OutboxModel::tr("流程操作（送审、审批或退回）");
    static const QMap<QString, const char*> names{
        {RecordType::project, QT_TRANSLATE_NOOP("jixiao::OutboxModel", "项目信息")},
        {RecordType::declaration, QT_TRANSLATE_NOOP("jixiao::OutboxModel", "表头与预算")},
        {RecordType::spendingPlan, QT_TRANSLATE_NOOP("jixiao::OutboxModel", "支出计划")},
        {RecordType::goal, QT_TRANSLATE_NOOP("jixiao::OutboxModel", "绩效目标")},
        {RecordType::indicator, QT_TRANSLATE_NOOP("jixiao::OutboxModel", "绩效指标")},
        {RecordType::report, QT_TRANSLATE_NOOP("jixiao::OutboxModel", "完成情况")},
        {RecordType::evidence, QT_TRANSLATE_NOOP("jixiao::OutboxModel", "佐证材料")},
        {RecordType::explanation, QT_TRANSLATE_NOOP("jixiao::OutboxModel", "提醒的说明")},
        {RecordType::opinion, QT_TRANSLATE_NOOP("jixiao::OutboxModel", "审核意见")}};
    const auto* name = names.value(item.recordType);
    return name != nullptr ? OutboxModel::tr(name) : QString();
}

} // namespace

int OutboxModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(rows_.size()); }

QVariant OutboxModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_.at(index.row());
    const auto& item = row.first;
    switch (role) {
    case TitleRole:
        return item.scopeTitle;
    case WhatRole:
        if (item.kind == MutationKind::Command) return row.parts.join(QString());
        return tr("%1 处修改：%2").arg(row.changes).arg(row.parts.join(tr("、")));
    case StateRole:
        return outboxStateName(item.state);
    case ReasonRole:
        return item.reason;
    case NextTryRole:
        return clockTime(item.nextAttemptMs);
    case MutationIdRole:
        return item.mutationId.toString();
    case FormIdRole:
        return item.scope.isNull() ? QString() : item.scope.toString();
    default:
        return {};
    }
}

QHash<int, QByteArray> OutboxModel::roleNames() const {
    return {{TitleRole, "title"},   {WhatRole, "what"},       {StateRole, "mutationState"},
            {ReasonRole, "reason"}, {NextTryRole, "nextTry"}, {MutationIdRole, "mutationId"},
            {FormIdRole, "formId"}};
}

bool OutboxModel::belong(const OutboxItem& a, const OutboxItem& b) {
    return a.scope == b.scope && a.state == b.state && a.state != OutboxState::Refused &&
           a.kind != MutationKind::Command && b.kind != MutationKind::Command;
}

void OutboxModel::setItems(const QList<OutboxItem>& items) {
    beginResetModel();
    rows_.clear();
    count_ = int(items.size());
    for (const auto& item : items) {
        auto row =
            std::find_if(rows_.begin(), rows_.end(), [&](const Row& known) { return belong(known.first, item); });
        if (row == rows_.end())
            row = rows_.insert(rows_.end(), {item, 1, {}});
        else
            ++row->changes;
        if (const auto part = partOf(item); !part.isEmpty() && !row->parts.contains(part)) row->parts += part;
    }
    endResetModel();
    Q_EMIT countChanged();
}

int ConflictModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant ConflictModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& item = items_.at(index.row());
    switch (role) {
    case FieldRole:
        return places_.at(index.row()).field;
    case FormTitleRole:
        return places_.at(index.row()).form;
    case MineRole:
        return valueOf(item, item.mine);
    case TheirsRole:
        return valueOf(item, item.theirs);
    case TheirsByRole:
        return item.theirsBy;
    case TheirsAtRole:
        return friendlyTime(item.theirsAtMs, nowMs_);
    case FormIdRole:
        return item.scope.isNull() ? QString() : item.scope.toString();
    default:
        return {};
    }
}

QHash<int, QByteArray> ConflictModel::roleNames() const {
    return {{FieldRole, "field"},       {FormTitleRole, "formTitle"}, {MineRole, "mine"},    {TheirsRole, "theirs"},
            {TheirsByRole, "theirsBy"}, {TheirsAtRole, "theirsAt"},   {FormIdRole, "formId"}};
}

/// A whole row that one side removed has no value to show.
QString ConflictModel::valueOf(const Conflict& item, const QString& value) const {
    if (item.field != QLatin1String("deleted")) return value;
    return value == QLatin1String("1") ? tr("删除") : tr("保留");
}

void ConflictModel::setItems(QList<Conflict> items, QList<Place> places, qint64 nowMs) {
    beginResetModel();
    items_ = std::move(items);
    places_ = std::move(places);
    nowMs_ = nowMs;
    endResetModel();
    Q_EMIT countChanged();
}

SyncViewModel::SyncViewModel(Services& services) : services_(services) {
    connect(&services, &Services::syncStateChanged, this, &SyncViewModel::onState, Qt::QueuedConnection);
    connect(&services, &Services::formsChanged, this, &SyncViewModel::reload);
    const auto adopt = [this] {
        state_ = services_.sync() != nullptr ? State::Idle : State::LocalOnly;
        serverUrl_ = services_.server().url;
        Q_EMIT stateChanged();
    };
    connect(&services, &Services::opened, this, adopt);
    connect(&services, &Services::identityChanged, this, adopt);
    connect(&services, &Services::closed, this, [this] {
        outbox_.setItems({});
        conflicts_.setItems({}, {}, 0);
        error_ = {};
        nextTry_.clear();
        lastSync_.clear();
    });
}

void SyncViewModel::onState(const SyncState& state) {
    const bool wasRunning = state_ == State::Running;
    switch (state.kind) {
    case SyncState::Kind::Idle:
        state_ = State::Idle;
        break;
    case SyncState::Kind::Running:
        state_ = State::Running;
        break;
    case SyncState::Kind::Offline:
        state_ = State::Offline;
        break;
    case SyncState::Kind::Failed:
        state_ = State::Failed;
        break;
    }
    progress_ = state.progress.total > 0 ? double(state.progress.done) / state.progress.total : 0;
    error_ = state.error ? ErrorInfo::from(*state.error) : ErrorInfo{};
    nextTry_ = clockTime(state.retryAtMs);
    if (state.last.atMs > 0) lastSync_ = clockTime(state.last.atMs);
    Q_EMIT stateChanged();
    // Statuses such as "sending" change with every run, contents only when something moved.
    if (wasRunning != (state_ == State::Running)) Q_EMIT services_.formsChanged({});
}

void SyncViewModel::reload() {
    if (services_.store() == nullptr) return;
    runInStore(
        *services_.store(), this,
        [](Store& store) {
            Lists lists{store.outbox().valueOr({}), store.conflicts().valueOr({}), {}};
            for (const auto& conflict : lists.conflicts)
                if (!lists.titles.contains(conflict.scope))
                    if (const auto form = store.formSummary(conflict.scope))
                        lists.titles.insert(conflict.scope, form->title);
            return lists;
        },
        [this](const Lists& lists) {
            outbox_.setItems(lists.outbox);
            QList<ConflictModel::Place> places;
            for (const auto& conflict : lists.conflicts)
                places.append({labelOf(conflict), lists.titles.value(conflict.scope)});
            conflicts_.setItems(lists.conflicts, places, services_.clock().nowMs());
            Q_EMIT stateChanged();
        });
}

/// What the templates call the field; a row that was removed goes by the name of its table.
QString SyncViewModel::labelOf(const Conflict& conflict) const {
    const auto matches = [&](const FieldSpec& spec, const QString& record) {
        // A report has the fields of the forms it is reported for.
        const bool reported = conflict.recordType == RecordType::report &&
                              (record == RecordType::outcome || record == RecordType::fundLine);
        return (record == conflict.recordType || reported) &&
               (spec.recordField.isEmpty() ? spec.id : spec.recordField) == conflict.field;
    };
    for (const auto& form : services_.catalogue().forms()) {
        for (const auto& field : form.fields)
            if (matches(field, field.record)) return field.label;
        for (const auto& table : form.tables) {
            const bool own = table.record == conflict.recordType;
            if (own && conflict.field == QLatin1String("deleted")) return table.label;
            if (own && conflict.field == Field::ordinal) return tr("%1的次序").arg(table.label);
            for (const auto& column : table.columns)
                if (matches(column, table.record)) return column.label;
        }
    }
    return conflict.field;
}

void SyncViewModel::settle(const Result<void>& done) {
    if (!done) {
        error_ = ErrorInfo::from(done.error());
        Q_EMIT stateChanged();
    }
    Q_EMIT services_.formsChanged({});
}

QString SyncViewModel::stateText() const {
    const auto waiting = outbox_.count() > 0 ? tr("，%1 项待发送").arg(outbox_.count()) : QString();
    switch (state_) {
    case State::LocalOnly:
        return tr("仅在本机使用");
    case State::Running:
        return tr("正在同步");
    case State::Offline:
        return tr("离线") + waiting;
    case State::Failed:
        return tr("同步未完成") + waiting;
    case State::Idle:
        break;
    }
    if (outbox_.count() > 0) return tr("%1 项待发送").arg(outbox_.count());
    return lastSync_.isEmpty() ? tr("等待同步") : tr("已同步 %1").arg(lastSync_);
}

void SyncViewModel::syncNow() {
    if (services_.sync() == nullptr) return;
    services_.store()->run([](Store& store) { return store.retryNow().ok(); });
    services_.sync()->requestSync();
}

void SyncViewModel::resolve(int conflict, bool keepMine) {
    if (conflict < 0 || conflict >= conflicts_.count() || services_.store() == nullptr) return;
    runInStore(
        *services_.store(), this,
        [chosen = conflicts_.items().at(conflict), keepMine, actor = services_.actor()](Store& store) {
            return store.resolveConflict(chosen, keepMine, actor);
        },
        [this](const Result<void>& done) {
            settle(done);
            if (services_.sync() != nullptr) services_.sync()->requestSync();
        });
}

void SyncViewModel::dismiss(const QString& mutationId) {
    const auto id = Id::fromString(mutationId);
    if (!id || services_.store() == nullptr) return;
    runInStore(
        *services_.store(), this, [id = *id](Store& store) { return store.dismissRefusal(id); },
        [this](const Result<void>& done) { settle(done); });
}

} // namespace jixiao

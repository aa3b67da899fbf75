#include "app/gui/project_list_model.h"

#include "app/gui/format.h"
#include "app/gui/worker.h"
#include "core/store/search_match.h"
#include "core/store/search_text.h"

#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int formsFound = 1'000;
constexpr int excerptLength = 40;
constexpr qsizetype shortList = 250;
constexpr qsizetype fewChanges = 50;
const auto nameField = QStringLiteral("name");
const auto codeField = QStringLiteral("code");

} // namespace

ProjectListModel::ProjectListModel(Services& services) : services_(services) {
    connect(&services, &Services::formsChanged, this, &ProjectListModel::reload);
    connect(&services, &Services::closed, this, [this] {
        beginResetModel();
        all_.clear();
        shown_.clear();
        found_.clear();
        endResetModel();
        Q_EMIT countChanged();
        Q_EMIT loaded();
    });
}

int ProjectListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant ProjectListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& form = shown_.at(index.row());
    if (role == MarkedTitleRole) return markedName(form, nameField);
    if (role != MatchRole) return roleOf(form, role, services_);
    if (isNamed(form)) return markedName(form, codeField);
    const auto hit = found_.constFind(form.id);
    return hit == found_.cend() ? QString() : markedExcerpt(*hit, excerptLength);
}

/// The name or the code of a form with what was searched for in bold; "" when that is not in there.
QString ProjectListModel::markedName(const FormSummary& form, const QString& field) const {
    if (words_.isEmpty()) return {};
    const auto match =
        matchRecord({{nameField, nameOf(form)}, {codeField, form.projectCode}}, {nameField, codeField}, words_);
    if (!match || match->field != field || match->textBegin > 0) return {};
    SearchHit hit;
    hit.text = match->text;
    hit.highlights = match->highlights;
    return markedExcerpt(hit, int(hit.text.size()));
}

QVariant ProjectListModel::roleOf(const FormSummary& form, int role, const Services& services) {
    switch (role) {
    case FormIdRole:
        return form.id.toString();
    case TitleRole:
        return jixiao::nameOf(form, services.catalogue());
    case CodeRole:
        return form.projectCode;
    case BudgetRole:
        return form.budgetTotal;
    case MoneyUnitRole:
        return form.moneyUnit;
    case YearRole:
        return form.fiscalYear;
    case StatusRole:
        return statusName(form.status);
    case NoteRole:
        return form.note;
    case ErrorsRole:
        return form.review.errors;
    case WarningsRole:
        return form.review.warnings;
    case UnsentRole:
        return form.unsent;
    case ChangedRole:
        return friendlyTime(form.changedMs, services.clock().nowMs());
    case RoundRole:
        return form.round;
    case FormNameRole: {
        const auto* known = services.catalogue().find(form.form);
        return known != nullptr ? known->name : form.form;
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> ProjectListModel::formRoleNames() {
    return {{FormIdRole, "formId"},       {TitleRole, "title"},       {CodeRole, "code"},     {BudgetRole, "budget"},
            {MoneyUnitRole, "moneyUnit"}, {YearRole, "year"},         {StatusRole, "status"}, {NoteRole, "note"},
            {ErrorsRole, "errors"},       {WarningsRole, "warnings"}, {UnsentRole, "unsent"}, {ChangedRole, "changed"},
            {RoundRole, "round"},         {FormNameRole, "formName"}};
}

QHash<int, QByteArray> ProjectListModel::roleNames() const {
    auto names = formRoleNames();
    names.insert(MatchRole, "match");
    names.insert(MarkedTitleRole, "markedTitle");
    return names;
}

void ProjectListModel::setSearch(const QString& text) {
    if (text == search_) return;
    // A longer query finds no more than the shorter one did, so its rows stay until the answer is here.
    if (search_.isEmpty() || !text.startsWith(search_)) found_.clear();
    search_ = text;
    words_ = searchWords(text);
    Q_EMIT filterChanged();
    refilter();
    searchInside();
}

void ProjectListModel::searchInside() {
    auto* store = services_.store();
    if (store == nullptr || searching_) return;
    if (words_.isEmpty()) {
        found_.clear();
        return;
    }
    searching_ = true;
    runInStore(
        *store, this, [text = search_](Store& owned) { return owned.search(text, formsFound, HitPer::Form); },
        [this, text = search_](const Result<QList<SearchHit>>& hits) {
            searching_ = false;
            if (services_.store() == nullptr) return;
            if (text != search_) {
                searchInside();
                return;
            }
            found_.clear();
            if (hits) {
                for (const auto& hit : *hits)
                    found_.insert(hit.form, hit);
            }
            refilter();
        });
}

void ProjectListModel::setStatusFilter(const QString& status) {
    if (status == statusFilter_) return;
    statusFilter_ = status;
    Q_EMIT filterChanged();
    refilter();
}

void ProjectListModel::setSortKey(SortKey key) {
    if (key == sortKey_) return;
    sortKey_ = key;
    Q_EMIT filterChanged();
    refilter();
}

void ProjectListModel::reload() {
    auto* store = services_.store();
    if (store == nullptr) return;
    stale_ = loading_;
    if (loading_) return;
    loading_ = true;
    Q_EMIT countChanged();
    runInStore(
        *store, this, [](Store& owned) { return owned.formSummaries(); },
        [this](const Result<QList<FormSummary>>& summaries) {
            loading_ = false;
            if (services_.store() == nullptr) return;
            if (summaries) all_ = *summaries;
            refilter();
            searchInside();
            Q_EMIT countChanged();
            Q_EMIT loaded();
            if (stale_) reload();
        });
}

QString ProjectListModel::nameOf(const FormSummary& form) const { return jixiao::nameOf(form, services_.catalogue()); }

bool ProjectListModel::accepts(const FormSummary& form) const {
    if (!statusFilter_.isEmpty() && statusName(form.status) != statusFilter_) return false;
    return isNamed(form) || found_.contains(form.id);
}

bool ProjectListModel::isNamed(const FormSummary& form) const {
    const QString name = foldForSearch(nameOf(form)), code = foldForSearch(form.projectCode);
    return std::all_of(words_.begin(), words_.end(),
                       [&](const QString& word) { return name.contains(word) || code.contains(word); });
}

bool ProjectListModel::comesBefore(const FormSummary& a, const FormSummary& b) const {
    switch (sortKey_) {
    case SortKey::Changed:
        if (a.changedMs != b.changedMs) return a.changedMs > b.changedMs;
        break;
    case SortKey::Name:
        if (const int order = QString::localeAwareCompare(nameOf(a), nameOf(b)); order != 0) return order < 0;
        break;
    case SortKey::Budget:
        if (const auto left = budgetOf(a.budgetTotal, a.moneyUnit), right = budgetOf(b.budgetTotal, b.moneyUnit);
            left != right)
            return left > right;
        break;
    case SortKey::Code:
        if (a.projectCode != b.projectCode) return a.projectCode < b.projectCode;
        break;
    }
    return a.id < b.id;
}

void ProjectListModel::refilter() {
    QList<FormSummary> wanted;
    std::copy_if(all_.begin(), all_.end(), std::back_inserter(wanted),
                 [this](const FormSummary& form) { return accepts(form); });
    std::stable_sort(wanted.begin(), wanted.end(),
                     [this](const FormSummary& a, const FormSummary& b) { return comesBefore(a, b); });

    const auto sameOrder = wanted.size() == shown_.size() &&
                           std::equal(wanted.begin(), wanted.end(), shown_.begin(),
                                      [](const FormSummary& a, const FormSummary& b) { return a.id == b.id; });
    if (sameOrder) {
        shown_ = wanted;
        if (!shown_.isEmpty()) Q_EMIT dataChanged(index(0), index(count() - 1));
        return;
    }
    if (isFarFrom(wanted)) {
        beginResetModel();
        shown_ = wanted;
        endResetModel();
        Q_EMIT countChanged();
        return;
    }
    changeInto(wanted);
    shown_ = wanted;
    if (!shown_.isEmpty()) Q_EMIT dataChanged(index(0), index(count() - 1));
    Q_EMIT countChanged();
}

/// So much of a long list is new or elsewhere that changing it row by row would take longer than showing it anew.
bool ProjectListModel::isFarFrom(const QList<FormSummary>& wanted) const {
    if (wanted.size() + shown_.size() <= shortList) return false;
    QHash<Id, qsizetype> places;
    for (const auto& form : wanted)
        places.insert(form.id, places.size());
    qsizetype kept = 0;
    qsizetype last = -1;
    for (const auto& form : shown_) {
        const auto place = places.value(form.id, -1);
        if (place < 0) continue;
        if (place < last) return true;
        last = place;
        ++kept;
    }
    return wanted.size() + shown_.size() - 2 * kept > fewChanges;
}

/// Removes what went, then inserts or moves the rest into place one by one: delegates that stay are kept.
void ProjectListModel::changeInto(const QList<FormSummary>& wanted) {
    QSet<Id> staying;
    for (const auto& form : wanted)
        staying.insert(form.id);
    for (int row = count() - 1; row >= 0; --row) {
        if (staying.contains(shown_.at(row).id)) continue;
        beginRemoveRows({}, row, row);
        shown_.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < wanted.size(); ++row) {
        const auto at = std::find_if(shown_.begin() + row, shown_.end(),
                                     [&](const FormSummary& form) { return form.id == wanted.at(row).id; });
        if (at == shown_.end()) {
            beginInsertRows({}, row, row);
            shown_.insert(row, wanted.at(row));
            endInsertRows();
        } else if (const int from = int(at - shown_.begin()); from != row) {
            beginMoveRows({}, from, from, {}, row);
            shown_.move(from, row);
            endMoveRows();
        }
    }
}

} // namespace jixiao

#include "app/gui/history_models.h"

#include "app/gui/format.h"

#include <algorithm>

namespace jixiao {

int HistoryStepModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(steps_.size()); }

QVariant HistoryStepModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& step = steps_.at(index.row());
    switch (role) {
    case TitleRole:
        return titleOf(step);
    case PersonRole:
        return step.personName;
    case DayRole:
        return friendlyDay(step.toMs, clock_.nowMs());
    case TimeRole: {
        const QString from = clockTime(step.fromMs), to = clockTime(step.toMs);
        return from == to ? to : from + u'–' + to;
    }
    case KindRole:
        return step.kind;
    case CountRole:
        return step.kind == QLatin1String("command") ? 0 : step.entries;
    case ReasonRole:
        return step.reason;
    default:
        return {};
    }
}

QHash<int, QByteArray> HistoryStepModel::roleNames() const {
    return {{TitleRole, "title"}, {PersonRole, "person"}, {DayRole, "day"},      {TimeRole, "time"},
            {KindRole, "kind"},   {CountRole, "count"},   {ReasonRole, "reason"}};
}

/// Takes away the rows that are no steps any more.
void HistoryStepModel::keepCommon(const QList<HistoryStep>& steps) {
    for (int row = int(steps_.size()) - 1; row >= 0; --row) {
        const auto oldest = steps_.at(row).oldest;
        if (std::any_of(steps.cbegin(), steps.cend(),
                        [oldest](const HistoryStep& step) { return step.oldest == oldest; }))
            continue;
        beginRemoveRows({}, row, row);
        steps_.removeAt(row);
        endRemoveRows();
    }
}

void HistoryStepModel::setSteps(const QList<HistoryStep>& steps) {
    keepCommon(steps);
    for (int row = 0; row < steps.size(); ++row) {
        if (row < steps_.size() && steps_.at(row).oldest == steps.at(row).oldest) continue;
        beginInsertRows({}, row, row);
        steps_.insert(row, steps.at(row));
        endInsertRows();
    }
    steps_ = steps;
    if (!steps_.isEmpty()) Q_EMIT dataChanged(index(0), index(int(steps_.size()) - 1));
}

int HistoryChangeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(changes_.size());
}

QVariant HistoryChangeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& change = changes_.at(index.row());
    switch (role) {
    case PlaceRole:
        return change.place;
    case SectionRole:
        return change.section;
    case KindRole: {
        static const QStringList kinds{QStringLiteral("value"), QStringLiteral("added"), QStringLiteral("removed"),
                                       QStringLiteral("moved")};
        return kinds.at(int(change.kind));
    }
    case BeforeRole:
        return change.before;
    case AfterRole:
        return change.after;
    case RestorableRole:
        return isRestorable(index.row());
    default:
        return {};
    }
}

QHash<int, QByteArray> HistoryChangeModel::roleNames() const {
    return {{PlaceRole, "place"},   {SectionRole, "section"}, {KindRole, "kind"},
            {BeforeRole, "before"}, {AfterRole, "after"},     {RestorableRole, "restorable"}};
}

void HistoryChangeModel::setChanges(const QList<HistoryChange>& changes, bool restorable) {
    beginResetModel();
    changes_ = changes;
    restorable_ = restorable;
    endResetModel();
}

bool HistoryChangeModel::isRestorable(int row) const {
    if (!restorable_ || row < 0 || row >= changes_.size()) return false;
    const auto kind = changes_.at(row).kind;
    return kind == HistoryChange::Kind::Value || kind == HistoryChange::Kind::Moved;
}

} // namespace jixiao

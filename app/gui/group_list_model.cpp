#include "app/gui/group_list_model.h"

#include <algorithm>
#include <utility>

namespace jixiao {

int GroupListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(groups_.size()); }

QVariant GroupListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& group = groups_.at(index.row());
    switch (role) {
    case LevelRole:
        return group.level;
    case LabelRole:
        return group.label;
    case CaptionRole:
        return group.caption;
    case FieldsRole:
        return QVariant::fromValue(group.fields.get());
    case AddLabelRole:
        return group.addLabel;
    case SeverityRole:
        return group.severity;
    default:
        return {};
    }
}

QHash<int, QByteArray> GroupListModel::roleNames() const {
    return {{LevelRole, "level"},   {LabelRole, "label"},       {CaptionRole, "caption"},
            {FieldsRole, "fields"}, {AddLabelRole, "addLabel"}, {SeverityRole, "severity"}};
}

void GroupListModel::setGroups(const QList<Group>& groups) {
    const bool same = std::equal(groups.begin(), groups.end(), groups_.begin(), groups_.end(),
                                 [](const Group& a, const Group& b) { return a.level == b.level; });
    if (same) return;
    beginResetModel();
    // Delegates outlive the reset by a moment and still look at their old models.
    retired_ = std::exchange(groups_, groups);
    for (auto& group : groups_)
        for (const auto& old : std::as_const(retired_))
            if (old.level == group.level) group.fields = old.fields;
    endResetModel();
}

void GroupListModel::setDerived(int group, const QString& caption, const QString& severity) {
    auto& known = groups_[group];
    if (known.caption == caption && known.severity == severity) return;
    known.caption = caption;
    known.severity = severity;
    Q_EMIT dataChanged(index(group), index(group), {CaptionRole, SeverityRole});
}

} // namespace jixiao

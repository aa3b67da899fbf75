#include "app/gui/row_list_model.h"

#include <algorithm>

namespace jixiao {

int RowListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant RowListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_.at(index.row());
    switch (role) {
    case RowIdRole:
        return row.id.toString();
    case FieldsRole:
        return QVariant::fromValue(row.fields.get());
    case CaptionRole:
        return row.caption;
    case SubtitleRole:
        return row.subtitle;
    case SeverityRole:
        return row.severity;
    case OpinionRole:
        return row.opinion;
    case GroupsRole:
        return QVariant::fromValue(row.groups.get());
    case FixedRole:
        return row.fixed;
    case CanMoveUpRole:
        return row.canMoveUp;
    case CanMoveDownRole:
        return row.canMoveDown;
    default:
        return {};
    }
}

QHash<int, QByteArray> RowListModel::roleNames() const {
    return {{RowIdRole, "rowId"},         {FieldsRole, "fields"},
            {CaptionRole, "caption"},     {SubtitleRole, "subtitle"},
            {SeverityRole, "severity"},   {OpinionRole, "opinion"},
            {GroupsRole, "groups"},       {FixedRole, "fixed"},
            {CanMoveUpRole, "canMoveUp"}, {CanMoveDownRole, "canMoveDown"}};
}

void RowListModel::setRows(const QList<Row>& rows) {
    const auto has = [](const QList<Row>& list, const Id& id) {
        return std::any_of(list.begin(), list.end(), [&](const Row& row) { return row.id == id; });
    };
    for (int row = count() - 1; row >= 0; --row) {
        if (has(rows, rows_.at(row).id)) continue;
        beginRemoveRows({}, row, row);
        rows_.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < rows.size(); ++row) {
        const auto at = std::find_if(rows_.begin() + row, rows_.end(),
                                     [&](const Row& known) { return known.id == rows.at(row).id; });
        if (at == rows_.end()) {
            beginInsertRows({}, row, row);
            rows_.insert(row, rows.at(row));
            endInsertRows();
        } else if (const int from = int(at - rows_.begin()); from != row) {
            beginMoveRows({}, from, from, {}, row);
            rows_.move(from, row);
            endMoveRows();
        }
    }
    for (int row = 0; row < count(); ++row) {
        rows_.at(row).fields->setRowIndex(row);
        if (!rows_.at(row).groups) continue;
        for (const auto& group : rows_.at(row).groups->groups())
            group.fields->setRowIndex(row);
    }
    Q_EMIT countChanged();
}

void RowListModel::setPlace(int row, bool fixed, bool canMoveUp, bool canMoveDown) {
    auto& known = rows_[row];
    if (known.fixed == fixed && known.canMoveUp == canMoveUp && known.canMoveDown == canMoveDown) return;
    known.fixed = fixed;
    known.canMoveUp = canMoveUp;
    known.canMoveDown = canMoveDown;
    Q_EMIT dataChanged(index(row), index(row), {FixedRole, CanMoveUpRole, CanMoveDownRole});
}

void RowListModel::setDerived(int row, const QString& caption, const QString& subtitle, const QString& severity,
                              const QString& opinion) {
    auto& known = rows_[row];
    if (known.caption == caption && known.subtitle == subtitle && known.severity == severity &&
        known.opinion == opinion)
        return;
    known.caption = caption;
    known.subtitle = subtitle;
    known.severity = severity;
    known.opinion = opinion;
    Q_EMIT dataChanged(index(row), index(row), {CaptionRole, SubtitleRole, SeverityRole, OpinionRole});
}

} // namespace jixiao

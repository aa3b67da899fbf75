// The part of FormViewModel that shows what neighbouring rows have in common once, around them.
#include "app/gui/form_view_model.h"
#include "app/gui/form_view_model_p.h"

#include <algorithm>

namespace jixiao {

namespace {

/// The columns of a group in the order of the table.
QList<FieldSpec> columnsOf(const TableSpec& table, int level) {
    const auto ids = table.groups.at(level).columns.values();
    QList<FieldSpec> columns;
    for (const auto& column : table.columns)
        if (ids.contains(column.id)) columns.append(column);
    return columns;
}

/// Whether two rows stand in one group of this level, and so in one of every outer level.
bool sameGroup(const TableSpec& table, int level, const FormRow& a, const FormRow& b) {
    for (int i = 0; i <= level; ++i)
        for (const auto& column : table.groups.at(i).columns)
            if (a.cell(column) != b.cell(column)) return false;
    return true;
}

} // namespace

QString groupLabel(const TableSpec& table, int level) {
    const auto columns = columnsOf(table, level);
    return columns.isEmpty() ? table.label : columns.first().label;
}

int levelOf(const FormTemplate& form, const FieldPath& path) {
    const auto* table = form.table(path.table);
    if (table == nullptr) return -1;
    for (int level = 0; level < table->groups.size(); ++level)
        if (table->groups.at(level).columns.values().contains(path.field)) return level;
    return -1;
}

QList<GroupListModel::Group> FormViewModel::groupsAt(const TableSpec& table, int r) const {
    const auto rows = document_.rows(table.id);
    QList<GroupListModel::Group> groups;
    for (int level = 0; level < table.groups.size(); ++level) {
        if (r > 0 && sameGroup(table, level, rows.at(r - 1), rows.at(r))) continue;
        GroupListModel::Group group;
        group.level = level;
        group.label = groupLabel(table, level);
        if (level + 1 < table.groups.size()) group.addLabel = groupLabel(table, level + 1);
        group.fields = std::make_shared<FieldListModel>();
        QList<FieldListModel::Item> items;
        const auto columns = columnsOf(table, level);
        for (const auto& column : columns)
            items += itemOf({table.id, r, column.id}, column);
        group.fields->setItems(items);
        if (!items.isEmpty()) group.caption = items.first().value.simplified();
        groups.append(group);
    }
    return groups;
}

/// Captions, values and findings of the groups; which rows they span stays as it is until rows change.
void FormViewModel::refreshGroups(int s, const TableSpec& table) {
    const auto& rows = *sections_.sections().at(s).rows;
    for (int r = 0; r < rows.count(); ++r) {
        const auto& groups = rows.rows().at(r).groups;
        if (!groups) continue;
        for (int g = 0; g < groups->rowCount(); ++g) {
            const auto group = groups->groups().at(g);
            const auto last = groupAround(rows, r, group.level).second;
            QString worst;
            for (int f = 0; f < group.fields->items().size(); ++f) {
                const auto item = group.fields->items().at(f);
                group.fields->refresh(f, itemOf({table.id, r, item.spec.id}, item.spec));
                std::optional<Finding> found;
                for (const auto& finding : findings_.findings()) {
                    const auto& at = finding.path;
                    const bool here = at.table == table.id && at.field == item.spec.id && at.row >= r && at.row <= last;
                    if (here && (!found || finding.severity < found->severity)) found = finding;
                }
                group.fields->setFinding(f, found);
                group.fields->setOpinion(f, opinionAt({table.id, r, item.spec.id}));
                if (found && (worst.isEmpty() || found->severity == Severity::Error))
                    worst = severityLetter(found->severity);
            }
            group.fields->setEditable(isEditable());
            const auto caption = group.fields->items().isEmpty() ? QString() : group.fields->items().first().value;
            groups->setDerived(g, caption.simplified(), worst);
        }
    }
}

std::pair<int, int> FormViewModel::groupAround(const RowListModel& rows, int row, int level) const {
    const auto begins = [&](int r) {
        const auto& groups = rows.rows().at(r).groups;
        return groups && std::any_of(groups->groups().begin(), groups->groups().end(),
                                     [&](const GroupListModel::Group& group) { return group.level <= level; });
    };
    int first = row;
    while (first > 0 && !begins(first))
        --first;
    int last = row;
    while (last + 1 < rows.count() && !begins(last + 1))
        ++last;
    return {first, last};
}

QList<FieldPath> FormViewModel::everywhere(const FieldPath& path) const {
    const auto* known = form();
    const int level = known != nullptr ? levelOf(*known, path) : -1;
    if (level < 0) return {path};
    for (const auto& section : sections_.sections()) {
        if (section.spec.table != path.table || !section.rows || path.row >= section.rows->count()) continue;
        const auto [first, last] = groupAround(*section.rows, path.row, level);
        QList<FieldPath> paths;
        for (int r = first; r <= last; ++r)
            paths.append({path.table, r, path.field});
        return paths;
    }
    return {path};
}

void FormViewModel::addInGroup(const QString& tableId, int row, int level) {
    const auto* table = form() != nullptr ? form()->table(tableId) : nullptr;
    const auto rows = document_.rows(tableId);
    if (table == nullptr || row < 0 || row >= rows.size() || level < 0 || level >= table->groups.size()) return;
    QMap<QString, QString> cells;
    for (int i = 0; i <= level; ++i)
        for (const auto& column : table->groups.at(i).columns)
            cells.insert(column, rows.at(row).cell(column));
    for (const auto& section : sections_.sections())
        if (section.spec.table == tableId && section.rows && row < section.rows->count())
            return insertRow(tableId, groupAround(*section.rows, row, level).second, cells);
}

} // namespace jixiao

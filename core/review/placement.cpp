#include "core/review/placement.h"

#include <algorithm>
#include <vector>

namespace jixiao::review {

Placement::Placement(const FormTemplate& form) {
    int next = 0;
    const auto place = [&](const QString& field) {
        if (!fields_.contains(field)) fields_.insert(field, next++);
    };
    const auto placeTable = [&](const TableSpec& table) {
        if (tables_.contains(table.id)) return;
        auto& known = tables_[table.id];
        known.place = next++;
        for (int i = 0; i < table.columns.size(); ++i)
            known.columns.insert(table.columns[i].id, i);
    };
    for (const auto& section : form.sections) {
        for (const QString& field : section.fields)
            place(field);
        if (const auto* table = form.table(section.table)) placeTable(*table);
    }
    for (const auto& field : form.fields)
        place(field.id);
    for (const auto& table : form.tables)
        placeTable(table);
    end_ = next;
}

Placement::Place Placement::of(const FieldPath& path) const {
    if (path.table.isEmpty()) return {fields_.value(path.field, end_), -1, -1};
    const auto table = tables_.constFind(path.table);
    if (table == tables_.cend()) return {end_, path.row, -1};
    return {table->place, path.row, table->columns.value(path.field, -1)};
}

void Placement::sort(QList<Finding>& findings) const {
    struct Keyed {
        Place place;
        qsizetype at;
    };
    std::vector<Keyed> order;
    order.reserve(size_t(findings.size()));
    for (qsizetype i = 0; i < findings.size(); ++i)
        order.push_back({of(findings[i].path), i});
    std::stable_sort(order.begin(), order.end(), [](const Keyed& a, const Keyed& b) { return a.place < b.place; });
    QList<Finding> sorted;
    sorted.reserve(findings.size());
    for (const auto& key : order)
        sorted.append(std::move(findings[key.at]));
    findings = std::move(sorted);
}

} // namespace jixiao::review

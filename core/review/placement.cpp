#include "core/review/placement.h"

#include <algorithm>
#include <vector>

namespace jixiao::review {

Placement::Placement(const FormTemplate& form) {
    int next = 0;
    for (const auto& section : form.sections) {
        for (const QString& field : section.fields)
            places_.insert(field, next++);
        if (!section.table.isEmpty()) places_.insert(section.table, next++);
    }
    for (const auto& table : form.tables)
        for (int i = 0; i < table.columns.size(); ++i)
            columns_.insert(table.id + u'.' + table.columns[i].id, i);
    end_ = next;
}

std::array<int, 3> Placement::of(const FieldPath& path) const {
    const bool inTable = !path.table.isEmpty();
    const int place = places_.value(inTable ? path.table : path.field, end_);
    return {place, inTable ? path.row : -1, inTable ? columns_.value(path.table + u'.' + path.field, -1) : -1};
}

void Placement::sort(QList<Finding>& findings) const {
    struct Keyed {
        std::array<int, 3> place;
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

#include "core/forms/form_template.h"

#include <algorithm>
#include <numeric>

namespace jixiao {

namespace {

template <typename List>
auto findById(const List& list, const QString& id) -> decltype(&list.first()) {
    const auto found = std::find_if(list.cbegin(), list.cend(), [&](const auto& entry) { return entry.id == id; });
    return found == list.cend() ? nullptr : &*found;
}

/// Labels and words are compared without any white space (DOMAIN §2).
QString squeezed(const QString& text) {
    QString result;
    for (const QChar c : text)
        if (!c.isSpace()) result.append(c);
    return result;
}

} // namespace

const FieldSpec* TableSpec::column(const QString& columnId) const { return findById(columns, columnId); }

bool TableSpec::isGrouped(const QString& columnId) const {
    return std::any_of(groups.cbegin(), groups.cend(),
                       [&](const RowGroup& group) { return group.columns.values().contains(columnId); });
}

QList<FormRow> TableSpec::withFixedRows(const QList<FormRow>& rows) const {
    if (fixedRows.isEmpty() || columns.isEmpty()) return rows;
    const auto& item = columns.first().id;
    auto left = rows;
    QList<FormRow> result;
    for (const auto& words : fixedRows) {
        const auto same = [&](const FormRow& row) { return squeezed(row.cell(item)) == squeezed(words); };
        const auto found = std::find_if(left.begin(), left.end(), same);
        if (found == left.end()) {
            result.append(FormRow{{}, {{item, words}}});
        } else {
            result.append(*found);
            left.erase(found);
        }
    }
    return result + left;
}

QList<QList<int>> GridTable::cellColumns() const {
    QList<int> freeFrom(widths.size(), 0);
    QList<QList<int>> columns;
    for (qsizetype row = 0; row < rows.size(); ++row) {
        QList<int> begins;
        qsizetype column = 0;
        for (const auto& cell : rows[row]) {
            while (column < freeFrom.size() && freeFrom[column] > row)
                ++column;
            begins.append(int(column));
            for (int i = 0; i < cell.columnSpan && column < freeFrom.size(); ++i, ++column)
                freeFrom[column] = int(row) + cell.rowSpan;
        }
        columns.append(begins);
    }
    return columns;
}

const FieldSpec* FormTemplate::field(const QString& fieldId) const { return findById(fields, fieldId); }

const TableSpec* FormTemplate::table(const QString& tableId) const { return findById(tables, tableId); }

const FieldSpec* FormTemplate::spec(const FieldPath& path) const {
    if (path.table.isEmpty()) return field(path.field);
    const auto* owner = table(path.table);
    return owner ? owner->column(path.field) : nullptr;
}

const FieldSpec* FormTemplate::printedField(const QString& text) const {
    if (const auto* found = field(text)) return found;
    const auto path = FieldPath::fromString(text);
    const auto* owner = path.table.isEmpty() ? nullptr : table(path.table);
    return owner && path.row < owner->fixedRows.size() ? owner->column(path.field) : nullptr;
}

int FormTemplate::gridWidth() const {
    int widest = 0;
    for (const auto& part : grid)
        widest = std::max(widest, std::accumulate(part.widths.cbegin(), part.widths.cend(), 0));
    return widest;
}

QString FormTemplate::canonicalWord(const QString& vocabulary, const QString& spelling) const {
    const auto wanted = squeezed(spelling);
    const auto words = vocabularies.value(vocabulary);
    for (const auto& word : words) {
        const auto same = [&](const QString& known) { return squeezed(known) == wanted; };
        if (same(word.value) || std::any_of(word.synonyms.cbegin(), word.synonyms.cend(), same)) return word.value;
    }
    return spelling;
}

} // namespace jixiao

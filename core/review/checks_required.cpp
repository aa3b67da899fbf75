#include "core/review/check.h"
#include "core/review/text.h"

#include <QSet>

#include <algorithm>

namespace jixiao::review {

namespace {

using Cells = QMap<QString, QString>;

bool isBlank(const Cells& cells, const QString& column) { return cells.value(column).trimmed().isEmpty(); }

/// A box is there whether it is ticked or not.
bool isFilled(const Cells& cells, const FieldSpec& column) {
    return column.type == FieldType::Bool ? cells.value(column.id) == QStringLiteral("true")
                                          : !isBlank(cells, column.id);
}

/// What is written above a row in the columns in which a blank cell means just that: those of groups, and those that
/// are printed as one merged cell.
class Above {
public:
    Above(const FormTemplate& form, const TableSpec& table) : table_(table) {
        for (const auto& printed : form.grid)
            if (printed.repeat == table.id) merged_.append(printed.mergeColumns);
    }

    /// Reads the next row; a group that begins in it leaves nothing of the one before.
    void read(const Cells& cells) {
        bool begins = false;
        for (const auto& group : table_.groups) {
            for (const auto& column : group.columns)
                begins = begins || (!isBlank(cells, column) && texts_.contains(column) &&
                                    cells.value(column) != texts_.value(column));
            for (const auto& column : group.columns) {
                if (begins) texts_.remove(column);
                take(cells, column);
            }
        }
        for (const auto& column : merged_)
            if (!table_.isGrouped(column)) take(cells, column);
    }
    bool says(const QString& column) const { return texts_.contains(column); }

private:
    void take(const Cells& cells, const QString& column) {
        if (!isBlank(cells, column)) texts_.insert(column, cells.value(column));
    }

    const TableSpec& table_;
    QStringList merged_;
    Cells texts_;
};

/// Secret rows show nothing, and say so.
bool isSecret(const Cells& cells, const TableSpec& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const FieldSpec& column) {
        const QString text = cells.value(column.id);
        return isMasked(text) || (!column.mask.isEmpty() && text == QStringLiteral("true"));
    });
}

using Columns = QList<const FieldSpec*>;

/// A line that only opens a group need not fill in more than that group.
void keepOpened(const Cells& cells, const TableSpec& table, Columns& missing) {
    const auto beside = [&](const FieldSpec& column) { return !table.isGrouped(column.id) && isFilled(cells, column); };
    if (table.groups.isEmpty() || std::any_of(table.columns.begin(), table.columns.end(), beside)) return;
    QSet<QString> opened;
    for (const auto& group : table.groups) {
        const auto ids = group.columns.values();
        if (std::any_of(ids.begin(), ids.end(), [&](const QString& id) { return !isBlank(cells, id); }))
            opened.unite(QSet<QString>(ids.begin(), ids.end()));
    }
    missing.removeIf([&](const FieldSpec* column) { return !opened.contains(column->id); });
}

/// The places of the form another rule speaks of: "table.column" or a field.
QSet<QString> spokenOf(const Check& check) {
    const auto& elsewhere = check.map(QStringLiteral("elsewhere"));
    const auto places =
        elsewhere.value(check.form.family).split(u',') + elsewhere.value(QStringLiteral("default")).split(u',');
    return {places.begin(), places.end()};
}

/// One finding for a row, at its first blank place.
void blankCells(Check& check, const TableSpec& table, const QSet<QString>& elsewhere) {
    Columns wanted;
    for (const auto& column : table.columns)
        if (column.required && !column.computed && !elsewhere.contains(table.id + u'.' + column.id))
            wanted.append(&column);
    if (wanted.isEmpty()) return;
    const auto rows = check.form.document.rows(table.id);
    Above above(check.form.form, table);
    for (int row = 0; row < rows.size(); ++row) {
        const auto& cells = rows.at(row).cells;
        above.read(cells);
        Columns missing = wanted;
        missing.removeIf(
            [&](const FieldSpec* column) { return !isBlank(cells, column->id) || above.says(column->id); });
        if (missing.isEmpty() || isSecret(cells, table)) continue;
        keepOpened(cells, table, missing);
        if (missing.isEmpty()) continue;
        const bool empty = std::none_of(table.columns.begin(), table.columns.end(),
                                        [&](const FieldSpec& column) { return isFilled(cells, column); });
        QStringList labels;
        for (const auto* column : missing)
            labels.append(column->label);
        check.report({table.id, row, missing.first()->id}, {{QStringLiteral("k"), labels.join(u'、')}},
                     empty ? QStringLiteral("row") : QString());
    }
}

void requiredBlank(Check& check) {
    const auto elsewhere = spokenOf(check);
    for (const auto& field : check.form.form.fields)
        if (field.required && !field.computed && !elsewhere.contains(field.id) &&
            isBlank(check.form.document.fields, field.id))
            check.report({{}, -1, field.id}, {{QStringLiteral("k"), field.label}});
    for (const auto& table : check.form.form.tables)
        if (!elsewhere.contains(table.id)) blankCells(check, table, elsewhere);
}

} // namespace

QList<CheckEntry> requiredChecks() {
    return {
        {QStringLiteral("required_blank"), requiredBlank, {QStringLiteral("map:elsewhere")}, {QStringLiteral("row")}}};
}

} // namespace jixiao::review

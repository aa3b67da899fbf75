#include "core/documents/fixed_rows.h"

#include "core/documents/loose_row.h"
#include "core/forms/list_numbers.h"

#include <QRegularExpression>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype longestLabel = 40;

/// How many years before the form's own the label names; -1 when it names none.
int yearsBefore(const GridCell* label) {
    static const QRegularExpression year(QStringLiteral(R"(\A\{fiscalYear(-\d)?\}\D*\z)"));
    const auto match = label ? year.match(label->text) : QRegularExpressionMatch();
    return match.hasMatch() ? -match.captured(1).toInt() : -1;
}

bool isPlace(const GridCell& cell) { return cell.content == GridCell::Content::Field && cell.text.contains(u'['); }

/// An empty cell between the values of a row: its columns cannot be told by counting.
bool hasGapBetweenPlaces(const QList<GridCell>& row) {
    const auto first = std::find_if(row.cbegin(), row.cend(), isPlace);
    const auto last = std::find_if(row.crbegin(), row.crend(), isPlace).base();
    return first < last &&
           std::any_of(first, last, [](const GridCell& cell) { return cell.content == GridCell::Content::Empty; });
}

int yearIn(const QString& text) {
    static const QRegularExpression year(QStringLiteral(R"((20\d\d)年)"));
    return year.match(bareText(text)).captured(1).toInt();
}

/// Columns of years look alike: the latest year is that of the latest column.
void placeYears(const FixedTables& printed, const QStringList& labels, QStringList& columns) {
    QList<QPair<int, qsizetype>> found;
    for (qsizetype i = 0; i < labels.size(); ++i)
        if (columns.at(i).isEmpty() && yearIn(labels.at(i)) > 0) found.append({-yearIn(labels.at(i)), i});
    QList<QPair<int, QString>> wanted;
    for (const auto& column : printed.columns)
        if (column.yearsBefore >= 0) wanted.append({column.yearsBefore, column.id});
    if (found.size() != wanted.size()) return;
    std::sort(found.begin(), found.end());
    std::sort(wanted.begin(), wanted.end());
    for (qsizetype i = 0; i < found.size(); ++i)
        columns[found.at(i).second] = wanted.at(i).second;
}

} // namespace

QList<FixedTables> fixedTablesOf(const FormTemplate& form, const QList<PatternStep>& steps) {
    QList<FixedTables> all;
    for (const auto& grid : form.grid) {
        const auto starts = grid.cellColumns();
        QMap<int, QList<const GridCell*>> above; // label cells by the grid column they begin in
        FixedTables fixed;
        for (qsizetype row = 0; row < grid.rows.size(); ++row)
            for (qsizetype i = 0; i < grid.rows.at(row).size(); ++i) {
                const auto& cell = grid.rows.at(row).at(i);
                const int start = starts.at(row).at(i);
                const auto place = FieldPath::fromString(cell.text);
                if (!isPlace(cell) && cell.content == GridCell::Content::Label && fixed.tables.isEmpty())
                    above[start].append(&cell);
                if (!isPlace(cell)) continue;
                if (!fixed.tables.contains(place.table)) fixed.tables.append(place.table);
                const bool known = std::any_of(fixed.columns.cbegin(), fixed.columns.cend(),
                                               [&](const auto& column) { return column.id == place.field; });
                if (known || !above.contains(start)) continue;
                FixedColumn column{place.field, {}, yearsBefore(above[start].last())};
                for (const auto& step : steps)
                    for (const auto& label : step.cells)
                        if (label.kind == PatternCell::Kind::Label && above[start].contains(label.style))
                            column.labels.append(label);
                fixed.columns.append(column);
            }
        const bool whole = std::none_of(grid.rows.cbegin(), grid.rows.cend(), hasGapBetweenPlaces);
        if (whole && fixed.columns.size() > 1) all.append(fixed);
    }
    return all;
}

bool FixedOrder::isPrinted(const FixedTables& printed) const {
    QStringList order;
    for (const auto& column : printed.columns)
        order.append(column.id);
    return order == columns;
}

std::optional<FixedOrder> fixedOrder(const FixedTables& printed, const QList<QStringList>& rows) {
    const QStringList labels = stackedLabels(rows);
    QStringList columns(labels.size());
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const QString bare = labels.at(i).size() <= longestLabel ? bareText(labels.at(i)) : QString();
        for (const auto& column : printed.columns) {
            const bool called = !bare.isEmpty() && column.yearsBefore < 0 &&
                                std::any_of(column.labels.cbegin(), column.labels.cend(),
                                            [&](const auto& label) { return label.isLabel(bare); });
            if (called && columns.contains(column.id)) return std::nullopt;
            if (called) columns[i] = column.id;
        }
    }
    // Years alone are the second row of a header.
    if (columns.count(QString()) == columns.size()) return std::nullopt;
    placeYears(printed, labels, columns);
    const auto known = labels.size() - columns.count(QString());
    if (known < 2 || known * 2 < printed.columns.size()) return std::nullopt;
    qsizetype first = 0;
    while (columns.at(first).isEmpty())
        ++first;
    return FixedOrder{columns.mid(first), labels.mid(first), printed.tables};
}

int fixedRowCalled(const TableSpec& table, const QString& text) {
    if (text.isEmpty() || text.size() > longestLabel) return -1;
    QString bare = bareText(withoutListNumber(text));
    bare = bare.mid(bare.indexOf(u':') + 1);
    for (int row = 0; row < table.fixedRows.size(); ++row)
        if (bareText(table.fixedRows.at(row)) == bare) return row;
    return -1;
}

} // namespace jixiao

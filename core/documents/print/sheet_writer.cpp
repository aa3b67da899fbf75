#include "core/documents/print/sheet_writer.h"

#include "core/documents/print/page_blocks.h"
#include "core/documents/print/page_text.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace jixiao {

namespace {

constexpr double highestRow = 400 * mmPerPoint;
constexpr double slack = 1.1; ///< spreadsheets set lines as far apart as the font wants
constexpr double textGap = 4; ///< mm beside a text at the right end of a line
constexpr qsizetype longestName = 31;

class SheetBuilder {
public:
    explicit SheetBuilder(const PrintedForm& form) : form_(form) {
        edges_ = {0, form.width};
        for (const auto& block : form.blocks)
            if (const auto* table = std::get_if<PrintedTable>(&block))
                for (int column = 0; column <= table->widths.size(); ++column)
                    edges_.append(table->left(column));
        sortEdges();
        for (const auto& block : form.blocks)
            if (const auto* line = std::get_if<PrintedLine>(&block); line && line->texts.size() >= edges_.size())
                edges_ += wantedStarts(*line);
        sortEdges();
        for (qsizetype i = 1; i < edges_.size(); ++i)
            sheet_.widths.append(edges_.at(i) - edges_.at(i - 1));
        for (const auto& block : blocksOf(form))
            heights_ += block.heights;
    }

    Sheet run() {
        for (const auto& block : form_.blocks)
            std::visit([&](const auto& part) { add(part); }, block);
        return sheet_;
    }

private:
    void sortEdges() {
        std::sort(edges_.begin(), edges_.end());
        edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
    }

    int columns() const { return int(sheet_.widths.size()); }

    int columnAt(double x) const { return int(std::lower_bound(edges_.cbegin(), edges_.cend(), x) - edges_.cbegin()); }

    /// The last edge up to x, but not one outside from..to.
    int edgeUpTo(double x, int from, int to) const {
        const auto after = std::upper_bound(edges_.cbegin(), edges_.cend(), x) - edges_.cbegin();
        return std::clamp(int(after) - 1, from, to);
    }

    /// The next printed row as one or more rows of the sheet; returns the first.
    int addRow(double least) {
        const double height = slack * std::max(heights_.at(printedRow_++), least);
        const int count = std::max(1, int(std::ceil(height / highestRow)));
        const auto first = int(sheet_.heights.size());
        for (int i = 0; i < count; ++i)
            sheet_.heights.append(height / count);
        return first;
    }

    /// Where the texts of a line but the first would begin if columns could be anywhere, in mm.
    QList<double> wantedStarts(const PrintedLine& line) const {
        const auto count = line.texts.size();
        const bool rightmost = count > 1 && line.texts.last().align == Qt::AlignRight;
        const auto shares = rightmost ? count - 1 : count;
        const double room = form_.width / double(count);
        const double needed = rightmost ? textWidth(line.texts.last().text, line.role) + textGap : 0;
        const double end = form_.width - std::ceil(std::min(needed, room));
        QList<double> starts;
        for (qsizetype i = 1; i < count; ++i)
            starts.append(end * double(i) / double(shares));
        return starts;
    }

    /// The columns where the texts of a line begin, and the end of the last.
    QList<int> startsOf(const PrintedLine& line) const {
        QList<int> starts{0};
        for (const double wanted : wantedStarts(line)) {
            const auto left = int(line.texts.size() - starts.size()); // texts that need a column from here on
            starts.append(edgeUpTo(wanted, starts.last() + 1, columns() - left));
        }
        starts.append(columns());
        return starts;
    }

    void add(const PrintedLine& line) {
        const auto starts = startsOf(line);
        QList<SheetCell> cells;
        for (qsizetype i = 0; i < line.texts.size(); ++i) {
            const auto& text = line.texts.at(i);
            cells.append({0, starts.at(i), 1, starts.at(i + 1) - starts.at(i), line.role, text.align, text.path,
                          text.text, FieldType::Text, false});
        }
        double least = 0;
        for (const auto& cell : std::as_const(cells)) {
            const double width = edges_.at(cell.column + cell.columnSpan) - edges_.at(cell.column);
            const auto lines = wrapText(cell.text, cell.role, width - 2 * cellPadding);
            least = std::max(least, double(lines.size()) * lineHeight(cell.role) + line.spaceAfter);
        }
        const int row = addRow(least);
        for (auto& cell : cells) {
            cell.row = row;
            cell.rowSpan = int(sheet_.heights.size()) - row;
            sheet_.cells.append(cell);
        }
    }

    void add(const PrintedTable& table) {
        QList<int> rows; // first row of the sheet by row of the table
        for (int row = 0; row < table.rows; ++row)
            rows.append(addRow(0));
        rows.append(int(sheet_.heights.size()));
        for (const auto& cell : table.cells) {
            const int column = columnAt(table.left(cell.column));
            const int end = columnAt(table.left(cell.column + cell.columnSpan));
            const int row = rows.at(cell.row);
            sheet_.cells.append({row, column, rows.at(cell.row + cell.rowSpan) - row, end - column, cell.role,
                                 cell.align, cell.path, cell.text, cell.type, table.bordered});
        }
        if (table.headerRows == 0) return;
        sheet_.firstTitleRow = rows.first();
        sheet_.lastTitleRow = rows.at(table.headerRows) - 1;
    }

    const PrintedForm& form_;
    QList<double> edges_; ///< mm from the left, ascending
    QList<double> heights_;
    qsizetype printedRow_ = 0;
    Sheet sheet_;
};

/// At most `length` units, without half a character at the end.
QString cut(const QString& text, qsizetype length) {
    const QString kept = text.left(length);
    return !kept.isEmpty() && kept.back().isHighSurrogate() ? kept.chopped(1) : kept;
}

QString allowedName(const QString& title) {
    static const QString refused = QStringLiteral("[]:*?/\\");
    QString name;
    for (const QChar c : title.simplified())
        name += refused.contains(c) || !c.isPrint() ? QChar(u' ') : c;
    name = cut(name.simplified(), longestName);
    while (name.startsWith(u'\''))
        name.remove(0, 1);
    while (name.endsWith(u'\'') || name.endsWith(u' '))
        name.chop(1);
    // A spreadsheet keeps this one name for itself.
    return name.compare(QLatin1String("history"), Qt::CaseInsensitive) == 0 ? QString() : name;
}

} // namespace

Sheet sheetOf(const PrintedForm& form) { return SheetBuilder(form).run(); }

QStringList sheetNames(const QList<PrintedForm>& forms) {
    QStringList names;
    QSet<QString> taken;
    for (qsizetype i = 0; i < forms.size(); ++i) {
        QString name = allowedName(forms.at(i).title);
        if (name.isEmpty()) name = QString::number(i + 1);
        const QString wanted = name;
        for (int again = 2; taken.contains(name.toCaseFolded()); ++again) {
            const QString ending = QStringLiteral(" (%1)").arg(again);
            name = cut(wanted, longestName - ending.size()) + ending;
        }
        taken.insert(name.toCaseFolded());
        names.append(name);
    }
    return names;
}

} // namespace jixiao

#include "app/cli/text_table.h"

#include <algorithm>
#include <array>

namespace jixiao::cli {

namespace {

int widthOf(char32_t c) {
    struct Range {
        char32_t first;
        char32_t last;
    };
    static constexpr std::array<Range, 11> wide{{{0x1100, 0x115F},
                                                 {0x2E80, 0x303E},
                                                 {0x3041, 0x33FF},
                                                 {0x3400, 0x4DBF},
                                                 {0x4E00, 0xA4CF},
                                                 {0xAC00, 0xD7A3},
                                                 {0xF900, 0xFAFF},
                                                 {0xFE30, 0xFE6F},
                                                 {0xFF00, 0xFF60},
                                                 {0xFFE0, 0xFFE6},
                                                 {0x20000, 0x3FFFD}}};
    if (QChar::category(c) == QChar::Mark_NonSpacing || QChar::category(c) == QChar::Other_Format) return 0;
    const auto holds = [c](const Range& range) { return c >= range.first && c <= range.last; };
    return std::any_of(wide.begin(), wide.end(), holds) ? 2 : 1;
}

QString shown(const QString& text) {
    QString result = text.trimmed();
    std::replace_if(
        result.begin(), result.end(), [](QChar c) { return c.category() == QChar::Other_Control; }, u' ');
    return result;
}

/// The text in pieces of at most `widest` columns.
QStringList wrapped(const QString& text, int widest) {
    if (widest <= 0) return {text};
    QStringList lines{QString()};
    int used = 0;
    const auto points = text.toUcs4();
    for (const uint point : points) {
        const int width = widthOf(point);
        if (used + width > widest) {
            lines.append(QString());
            used = 0;
        }
        const auto c = char32_t(point);
        lines.last() += QString::fromUcs4(&c, 1);
        used += width;
    }
    return lines;
}

QString padded(const QString& text, int width, bool right) {
    const QString space(std::max(0, width - terminalWidth(text)), u' ');
    return right ? space + text : text + space;
}

QString line(const QStringList& cells, const QList<int>& widths, const QList<TextColumn>& columns) {
    QString result;
    for (int i = 0; i < columns.size(); ++i)
        result += padded(cells.value(i), widths[i], columns[i].right) + QStringLiteral("  ");
    while (result.endsWith(u' '))
        result.chop(1);
    return result + u'\n';
}

} // namespace

int terminalWidth(const QString& text) {
    int width = 0;
    const auto points = text.toUcs4();
    for (const uint point : points)
        width += widthOf(point);
    return width;
}

QString textTable(const QList<TextColumn>& columns, const QList<QStringList>& rows) {
    QStringList titles;
    QList<int> widths;
    for (const auto& column : columns) {
        titles.append(column.title);
        widths.append(terminalWidth(column.title));
    }
    QList<QList<QStringList>> cells; // row, column, piece
    for (const auto& row : rows) {
        QList<QStringList> pieces;
        for (int i = 0; i < columns.size(); ++i) {
            pieces.append(wrapped(shown(row.value(i)), columns[i].widest));
            for (const auto& piece : std::as_const(pieces.last()))
                widths[i] = std::max(widths[i], terminalWidth(piece));
        }
        cells.append(pieces);
    }
    QString result = line(titles, widths, columns);
    for (const auto& row : std::as_const(cells)) {
        qsizetype height = 1;
        for (const auto& pieces : row)
            height = std::max(height, pieces.size());
        for (qsizetype k = 0; k < height; ++k) {
            QStringList parts;
            for (const auto& pieces : row)
                parts.append(pieces.value(k));
            result += line(parts, widths, columns);
        }
    }
    return result;
}

} // namespace jixiao::cli

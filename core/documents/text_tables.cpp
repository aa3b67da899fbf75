#include "core/documents/text_tables.h"

#include "core/documents/debris.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype maxCellsInRow = 256;
constexpr int maxQuotedLines = 200;

enum class Dialect { Dump, Tabs, Pipes };

bool isBlankText(QStringView text) {
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace() || c == QChar(0xFEFF); });
}

Dialect dialectOf(const QStringList& lines) {
    qsizetype dump = 0;
    qsizetype tabs = 0;
    qsizetype pipes = 0;
    for (const QString& line : lines) {
        if (line.lastIndexOf(u'\t') > 0)
            ++tabs;
        else if (line.startsWith(u'\t'))
            ++dump;
        else if (line.count(u'|') >= 2)
            ++pipes;
    }
    if (dump > 0 && dump >= tabs && dump >= pipes) return Dialect::Dump;
    return tabs >= pipes ? Dialect::Tabs : Dialect::Pipes;
}

/// Line ends of every platform become "\n", the soft line break too; form feeds and cell marks go.
QStringList linesOf(QString text) {
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.replace(u'\r', u'\n');
    text.replace(u'\v', u'\n');
    text.remove(u'\a');
    text.remove(u'\f');
    return text.split(u'\n');
}

class Reader {
public:
    Reader(const QStringList& lines, const ImportLimits& limits) : lines_(lines), limits_(limits) {}

    Result<SourceDocument> read() {
        const Dialect dialect = dialectOf(lines_);
        source_.cellsMayContinue = dialect == Dialect::Dump;
        source_.blanksAreMerged = true;
        for (index_ = 0; index_ < lines_.size(); ++index_) {
            QString line = lines_.at(index_);
            for (const QString& debris : stripDebris(line))
                source_.debris.append({lineNumber(), debris});
            if (dialect == Dialect::Dump)
                dumpLine(line);
            else if (line.contains(dialect == Dialect::Tabs ? u'\t' : u'|') ||
                     (dialect == Dialect::Tabs && opensQuotedRow(line)))
                rowLine(line, dialect);
            else
                paragraph(line);
            if (rows_ > limits_.maxRows || source_.items.size() > 10 * qsizetype(limits_.maxRows))
                return Error{ErrorCode::FileTooLarge, QStringLiteral("more than %1 rows").arg(limits_.maxRows)};
        }
        return std::move(source_);
    }

private:
    int lineNumber() const { return int(index_) + 1; }

    void dumpLine(const QString& line) {
        if (line.startsWith(u'\t')) {
            if (!rowOpen_) startRow();
            auto& row = source_.items.last();
            if (row.cells.size() < maxCellsInRow)
                row.cells.append({line.mid(1), lineNumber()});
            else
                row.cells.last().text += line;
            row.lastLine = lineNumber();
        } else if (isBlankText(line)) {
            rowOpen_ = false;
            ++blanks_;
        } else if (rowOpen_) {
            auto& row = source_.items.last();
            row.cells.last().text += u'\n' + line;
            row.lastLine = lineNumber();
        } else {
            paragraph(line);
        }
    }

    void startRow() {
        // Rows are one blank line apart, tables more.
        if (afterParagraph_ || blanks_ > 1) ++table_;
        SourceItem row;
        row.kind = SourceItem::Kind::Row;
        row.table = table_;
        source_.items.append(row);
        rowOpen_ = true;
        afterParagraph_ = false;
        blanks_ = 0;
        ++rows_;
    }

    void paragraph(const QString& line) {
        if (isBlankText(line)) return;
        SourceItem item;
        item.cells.append({line, lineNumber()});
        item.lastLine = lineNumber();
        source_.items.append(item);
        afterParagraph_ = true;
        blanks_ = 0;
    }

    void rowLine(const QString& line, Dialect dialect) {
        const int first = lineNumber();
        const QStringList cells = dialect == Dialect::Tabs ? tabCells(line) : pipeCells(line);
        if (cells.isEmpty()) return; // the rule below a header of pipes
        startRow();
        rowOpen_ = false;
        auto& row = source_.items.last();
        for (const QString& cell : cells)
            row.cells.append({cell, first});
        row.lastLine = lineNumber();
    }

    /// Splits at tabs; a cell that begins with a quote runs to its closing quote, over later lines if need be.
    QStringList tabCells(const QString& line) {
        QStringList cells;
        QString text = line;
        qsizetype from = 0;
        while (true) {
            const bool quoted = from < text.size() && text.at(from) == u'"';
            const qsizetype end = quoted ? quotedEnd(text, from) : text.indexOf(u'\t', from);
            if (end < 0 || cells.size() + 1 >= maxCellsInRow) {
                cells.append(unquoted(text.mid(from)));
                return cells;
            }
            cells.append(unquoted(text.mid(from, end - from)));
            from = end + 1;
        }
    }

    /// A row whose first cell is quoted and goes on in the lines below.
    bool opensQuotedRow(const QString& line) {
        if (!line.startsWith(u'"')) return false;
        const auto here = index_;
        QString text = line;
        const auto end = quotedEnd(text, 0);
        index_ = here;
        return end >= 0;
    }

    /// Index of the tab after the quoted cell at `from`; -1 when it is the last one. Takes following lines into `text`
    /// while the quote is open; a quote that never closes is an ordinary character.
    qsizetype quotedEnd(QString& text, qsizetype from) {
        QString joined = text;
        qsizetype search = from + 1;
        for (qsizetype ahead = 0; quoteBudget_ > 0;) {
            for (qsizetype at = joined.indexOf(u'"', search); at >= 0; at = joined.indexOf(u'"', search)) {
                const bool last = at + 1 == joined.size();
                if (last || joined.at(at + 1) == u'\t') {
                    text = joined;
                    index_ += ahead;
                    return last ? -1 : at + 1;
                }
                search = at + (joined.at(at + 1) == u'"' ? 2 : 1);
            }
            if (++ahead > maxQuotedLines || index_ + ahead >= lines_.size()) break;
            const QString& next = lines_.at(index_ + ahead);
            const auto quote = next.indexOf(u'"');
            const auto tab = next.indexOf(u'\t');
            if (tab >= 0 && (quote < 0 || tab < quote)) break; // the row below: the quote was an ordinary one
            search = joined.size() + 1;
            joined += u'\n' + next;
            quoteBudget_ -= joined.size() - search + 1;
        }
        quoteBudget_ -= joined.size();
        return text.indexOf(u'\t', from);
    }

    static QString unquoted(QString cell) {
        if (cell.size() < 2 || !cell.startsWith(u'"') || !cell.endsWith(u'"')) return cell;
        cell = cell.sliced(1, cell.size() - 2);
        return cell.replace(QStringLiteral("\"\""), QStringLiteral("\""));
    }

    static QStringList pipeCells(const QString& line) {
        QString text = line.trimmed();
        if (text.startsWith(u'|')) text.remove(0, 1);
        if (text.endsWith(u'|') && !text.endsWith(QLatin1String("\\|"))) text.chop(1);
        const bool rule = text.contains(u'-') && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
                              return c == u'-' || c == u':' || c == u'|' || c == u' ' || c == u'+';
                          });
        if (rule) return {};
        text.replace(QLatin1String("<br>"), QLatin1String("\n"), Qt::CaseInsensitive);
        QStringList cells{QString()};
        for (qsizetype i = 0; i < text.size(); ++i) {
            const bool escaped = text.at(i) == u'\\' && i + 1 < text.size() && text.at(i + 1) == u'|';
            if (escaped) ++i;
            if (text.at(i) == u'|' && !escaped && cells.size() < maxCellsInRow)
                cells.append(QString());
            else
                cells.last() += text.at(i);
        }
        return cells;
    }

    const QStringList& lines_;
    const ImportLimits& limits_;
    SourceDocument source_;
    qsizetype index_ = 0;
    qsizetype quoteBudget_ = 32 * 1024 * 1024; ///< characters looked at for closing quotes, over the whole file
    int rows_ = 0;
    int table_ = -1;
    int blanks_ = 0;
    bool rowOpen_ = false;
    bool afterParagraph_ = true;
};

} // namespace

Result<SourceDocument> readTextTables(const DecodedText& decoded, const ImportLimits& limits) {
    const QStringList lines = linesOf(decoded.text);
    auto source = Reader(lines, limits).read();
    if (!source) return source;
    source->endsInsideCharacter = decoded.endsInsideCharacter;
    const bool lineEnded =
        lines.last().isEmpty() || source->items.isEmpty() || source->items.last().lastLine < lines.size();
    source->endsInsideLine = decoded.endsInsideCharacter || !lineEnded;
    return source;
}

} // namespace jixiao

#include "core/documents/printed_reader.h"

#include "core/documents/print/printed_form.h"
#include "core/documents/printed_walk.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype longestLine = 4000;
constexpr qsizetype longestOrdinal = 10;
const QString titleField = QStringLiteral("title");
const QString ordinalField = QStringLiteral("ordinal");

/// The lines of texts, outer white space aside: what paper shows of them.
void addLines(const QString& text, QStringList& lines) {
    for (const auto& line : text.split(u'\n'))
        for (const auto& piece : line.split(u'\t'))
            if (!piece.trimmed().isEmpty()) lines.append(piece.trimmed());
}

QStringList linesOf(const PrintedForm& form) {
    QStringList lines;
    for (const auto& block : form.blocks) {
        if (const auto* line = std::get_if<PrintedLine>(&block))
            for (const auto& text : line->texts)
                addLines(text.text, lines);
        else
            for (const auto& cell : std::get<PrintedTable>(block).cells)
                addLines(cell.text, lines);
    }
    return lines;
}

class FormWalk {
public:
    FormWalk(const PrintedLayout& layout, const SourceDocument& source, qsizetype start, TextDoubt& doubt)
        : layout_(layout), source_(source), start_(start), doubt_(doubt), walk_(*layout.form, source, start) {}

    std::optional<PrintedReading> run(int claimedYear) {
        const auto readLines = [&](const QList<LayoutLine>& lines) {
            return std::all_of(lines.cbegin(), lines.cend(), [&](const auto& line) { return readLine(line); });
        };
        if (!readTitle() || !readLines(layout_.above) || !readGrids() || !readLines(layout_.below)) return std::nullopt;
        const bool yearPrinted = walk_.printedYear() > 0;
        walk_.document().fiscalYear = yearPrinted ? walk_.printedYear() : claimedYear;
        if (walk_.contradictsItself() || !isWhatWasFound()) return std::nullopt;
        return PrintedReading{walk_.document(), walk_.at(), yearPrinted};
    }

private:
    bool readTitle() {
        const auto text = walk_.paragraph(walk_.at()).trimmed();
        if (text.isEmpty() || text.size() > longestLine) return false;
        QString title = text;
        if (walk_.form().field(ordinalField)) {
            const auto mark = QString(walk_.form().numbering).remove(u'1').trimmed();
            qsizetype digits = 0;
            while (digits < title.size() && digits < longestOrdinal && title.at(digits) >= u'0' &&
                   title.at(digits) <= u'9')
                ++digits;
            if (digits > 0 && digits < longestOrdinal && !mark.isEmpty() && title.mid(digits).startsWith(mark)) {
                walk_.document().fields.insert(ordinalField, title.left(digits));
                title = title.mid(digits + mark.size()).trimmed();
            }
        }
        if (walk_.form().field(titleField)) walk_.document().fields.insert(titleField, title);
        walk_.passParagraph();
        return true;
    }

    bool readLine(const LayoutLine& line) {
        walk_.skipBlank();
        const auto texts = walk_.texts(walk_.at());
        qsizetype next = 0;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const auto& part = line.at(i);
            const auto needed =
                std::count_if(line.cbegin() + i + 1, line.cend(), [](const auto& t) { return !t.shape.isBare(); });
            if (part.shape.isBare() && texts.size() - next <= needed) continue; // blank
            if (next >= texts.size() || texts.at(next).size() > longestLine) return false;
            if (part.adjacent) {
                readAdjacent(*part.adjacent, texts, next);
                continue;
            }
            if (!walk_.setAll(part.shape, texts.at(next++))) return false;
        }
        if (next != texts.size()) return false;
        if (next > 0) walk_.passParagraph();
        return true;
    }

    /// "312001公安局", or each with its label where that could be misread.
    void readAdjacent(const std::pair<QString, QString>& names, const QStringList& texts, qsizetype& next) {
        bool labelled = false;
        for (const auto& name : {names.first, names.second}) {
            const auto* spec = walk_.form().field(name);
            const auto label = spec ? spec->label + u'：' : QString();
            if (next >= texts.size() || label.isEmpty() || !texts.at(next).startsWith(label)) continue;
            walk_.set(name, texts.at(next++).mid(label.size()).trimmed());
            labelled = true;
        }
        if (labelled) return;
        const auto [first, second] = splitAdjacent(texts.at(next++));
        walk_.set(names.first, first);
        walk_.set(names.second, second);
    }

    bool readGrids() {
        for (qsizetype i = 0; i < layout_.grids.size();) {
            walk_.skipBlank();
            if (layout_.grids.at(i).table->bordered) {
                if (!readPrintedTable(walk_, layout_, i++)) return false;
                continue;
            }
            qsizetype end = i;
            while (end < layout_.grids.size() && !layout_.grids.at(end).table->bordered)
                ++end;
            if (!readPrintedText(walk_, layout_, i, end, doubt_)) return false;
            i = end;
        }
        walk_.skipBlank();
        return true;
    }

    bool isWhatWasFound() {
        const auto printed = printedForm(walk_.document(), *layout_.form);
        if (!printed) return false;
        QStringList found;
        for (qsizetype i = start_; i < walk_.at(); ++i)
            for (int cell = 0; cell < source_.items.at(i).cells.size(); ++cell)
                if (!walk_.isIgnored(i, cell)) addLines(source_.items.at(i).cells.at(cell).text, found);

        return found == linesOf(*printed);
    }

    const PrintedLayout& layout_;
    const SourceDocument& source_;
    qsizetype start_;
    TextDoubt& doubt_;
    PrintedWalk walk_;
};

} // namespace

std::optional<PrintedReading> readPrinted(const PrintedLayout& layout, const SourceDocument& source, qsizetype start,
                                          int year) {
    TextDoubt doubt;
    auto reading = FormWalk(layout, source, start, doubt).run(year);
    if (reading || !doubt.met) return reading;
    doubt.listsFirst = false;
    return FormWalk(layout, source, start, doubt).run(year);
}

} // namespace jixiao

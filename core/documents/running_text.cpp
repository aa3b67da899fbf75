#include "core/documents/running_text.h"

#include "core/documents/text_entries.h"
#include "core/forms/list_numbers.h"

#include <QRegularExpression>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype longestHeading = 60;

/// A heading as it is compared: no number, no year, no colon or dots at the end.
QString headingWords(const QString& line) {
    static const QRegularExpression year(QStringLiteral(R"(\A(?:20\d\d|本)?年度?)"));
    QString bare = bareText(withoutListNumber(line));
    while (bare.endsWith(u':') || bare.endsWith(u'。') || bare.endsWith(u'.'))
        bare.chop(1);
    return bare.remove(year);
}

bool isPartHeading(const QString& line) {
    static const QRegularExpression part(QStringLiteral(
        R"(\A\s*第\s*(?:[一二三四五六七八九十百]{1,5}|\d{1,3})\s*(?:部分|章|节|编|篇)(?:\s|[：:、]|\p{Han}|\z))"));
    return line.size() <= 2 * longestHeading && part.match(line).hasMatch();
}

bool endsLikeSentence(const QString& line) {
    static const QString marks = QStringLiteral("。；;：:，,、！");
    return !line.isEmpty() && marks.contains(line.back());
}

QString literalBefore(const QString& pattern, const QString& column) {
    const auto at = pattern.indexOf(u'{' + column + u'}');
    const auto from = std::max(pattern.lastIndexOf(u'\n', at), pattern.lastIndexOf(u'}', at)) + 1;
    return at < 0 ? QString() : bareText(pattern.mid(from, at - from));
}

QString withoutColon(QString label) {
    while (label.endsWith(u':'))
        label.chop(1);
    return label;
}

QList<TextPattern::Column> columnsOf(const TableSpec& table, const GridCell* cell) {
    QList<TextPattern::Column> columns;
    for (const auto& spec : table.columns) {
        TextPattern::Column column{spec.id, {}, {}};
        const auto literal = cell ? withoutColon(literalBefore(cell->pattern, spec.id)) : QString();
        if (!columns.isEmpty() && literal.isEmpty()) continue;
        if (!columns.isEmpty()) {
            column.printed = {literal};
            column.labels = column.printed;
            for (const QString& label : spec.labels)
                if (const auto bare = withoutColon(bareText(label)); !column.labels.contains(bare))
                    column.labels.append(bare);
        }
        columns.append(column);
    }
    return columns;
}

class Reader {
public:
    Reader(const TextPattern& pattern, const SourceDocument& source) : pattern_(pattern), source_(source) {}

    FormReading read(qsizetype start) {
        reading_.document.form = pattern_.form().id;
        for (const auto& field : pattern_.form().fields)
            reading_.document.fields.insert(field.id, QString());
        for (const auto& table : pattern_.form().tables)
            reading_.document.tables.insert(table.id, {});
        for (qsizetype index = start; index < source_.items.size() && !ended_; ++index)
            readItem(index);
        closeSection();
        reading_.complete = filled_ >= std::min<qsizetype>(2, pattern_.sections().size());
        reading_.labels = int(seen_.size());
        reading_.end = reading_.usedItems.isEmpty() ? start + 1 : reading_.usedItems.last() + 1;
        return reading_;
    }

private:
    void readItem(qsizetype index) {
        const auto& item = source_.items.at(index);
        if (item.isBlank()) return;
        QStringList texts = item.texts();
        texts.removeAll(QString());
        QString rest;
        const auto section = pattern_.sectionOf(texts.first(), &rest);
        const bool isTable = item.kind == SourceItem::Kind::Row && texts.size() > (section >= 0 ? 2 : 1);
        if (isTable) return closeSection();
        if (section >= 0) {
            if (seen_.contains(section)) {
                ended_ = true;
                return;
            }
            openSection(section, index, texts.first());
            if (!rest.isEmpty()) entries_.add(rest, index);
            if (texts.size() == 2) addLines(texts.last(), index);
            return;
        }
        if (open_ < 0) {
            ended_ = isPartHeading(texts.first()) || allSeen();
            return;
        }
        if (endsSection(texts.first())) return closeSection();
        addLines(texts.first(), index);
    }

    void addLines(const QString& text, qsizetype index) {
        for (const QString& line : text.split(u'\n'))
            if (!line.trimmed().isEmpty()) entries_.add(line.trimmed(), index, beginsWithLabel(line));
    }

    /// "绩效指标：…": a column of the entry above.
    bool beginsWithLabel(const QString& line) const {
        const auto label = bareText(line.left(longestHeading)).section(u':', 0, 0);
        const auto& columns = pattern_.sections().at(open_).columns;
        return std::any_of(columns.cbegin(), columns.cend(), [&](const auto& c) { return c.labels.contains(label); });
    }

    bool allSeen() const { return seen_.size() == pattern_.sections().size(); }

    void openSection(qsizetype section, qsizetype index, const QString& line) {
        closeSection();
        open_ = section;
        seen_.append(section);
        heading_ = listNumber(line);
        headingItem_ = index;
        entries_ = {};
    }

    /// The next heading of the file: numbered at least as high as the heading of the section, or plainly one.
    bool endsSection(const QString& line) const {
        if (isPartHeading(line)) return true;
        if (line.size() > longestHeading || endsLikeSentence(line)) return false;
        const auto number = listNumber(line);
        // In the last section a short line that is no sentence is the heading of something else.
        if (!number) return allSeen() && !entries_.isEmpty() && line.size() <= longestHeading / 2;
        if (entries_.hasNumbers() && number->rank >= entries_.rank()) return false;
        return heading_ ? number->rank < heading_->rank ||
                              (number->rank == heading_->rank && number->value > heading_->value)
                        : entries_.hasNumbers() && number->rank < entries_.rank();
    }

    void closeSection() {
        if (open_ < 0) return;
        const auto& section = pattern_.sections().at(open_);
        reading_.usedItems.append(headingItem_);
        if (entries_.isEmpty()) {
            open_ = -1;
            return;
        }
        ++filled_;
        const bool plain = section.table.isEmpty();
        if (!section.intro.isEmpty()) reading_.document.fields[section.intro] = entries_.intro(plain);
        if (!plain) addRows(section);
        for (const qsizetype item : entries_.items())
            if (reading_.usedItems.last() != item) reading_.usedItems.append(item);
        open_ = -1;
    }

    void addRows(const TextPattern::Section& section) {
        auto& rows = reading_.document.tables[section.table];
        for (const auto& entry : entries_.rows(!section.intro.isEmpty())) {
            const auto path = QStringLiteral("%1[%2]").arg(section.table).arg(rows.size());
            rows.append(rowOf(section, entry, path));
            if (entry.outOfOrder)
                note(path, QStringLiteral("unknown"), entry.item,
                     QStringLiteral("序号与上一条不连续，请核对是否有缺漏。"));
        }
    }

    FormRow rowOf(const TextPattern::Section& section, const TextEntry& entry, const QString& path) {
        FormRow row;
        for (const auto& column : pattern_.form().table(section.table)->columns)
            row.cells.insert(column.id, QString());
        if (section.columns.isEmpty()) return row;
        auto lines = entry.lines;
        for (qsizetype i = section.columns.size() - 1; i > 0; --i) {
            const auto& column = section.columns.at(i);
            const auto split = splitAtLabel(lines, column.labels, column.printed);
            if (!split) continue;
            row.cells.insert(column.id, split->text);
            lines = split->before;
            if (!column.printed.contains(split->label))
                note(path + u'.' + column.id, QStringLiteral("unknown"), entry.item,
                     QStringLiteral("标签写作“%1”，按“%2”读入，请核对。").arg(split->label, column.printed.first()));
        }
        row.cells.insert(section.columns.first().id, lines.join(u'\n'));
        return row;
    }

    void note(const QString& path, const QString& kind, qsizetype item, const QString& message) {
        const int line = source_.items.at(item).firstLine();
        reading_.repairs.append(
            {path, kind, source_.linesName(line, line) + u'：' + message, {source_.items.at(item).texts()}});
    }

    const TextPattern& pattern_;
    const SourceDocument& source_;
    FormReading reading_;
    QList<qsizetype> seen_;
    qsizetype open_ = -1;
    qsizetype headingItem_ = -1;
    qsizetype filled_ = 0;
    std::optional<ListNumber> heading_;
    TextEntries entries_;
    bool ended_ = false;
};

} // namespace

std::optional<TextPattern> TextPattern::of(const FormPattern& pattern) {
    TextPattern text;
    text.form_ = pattern.form;
    for (const auto& grid : pattern.form->grid)
        if (grid.bordered) return std::nullopt;
    for (const auto& step : pattern.steps) {
        for (const auto& cell : step.cells) {
            if (cell.kind == PatternCell::Kind::Label) {
                Section section;
                for (const QString& label : cell.labels)
                    section.headings.append(headingWords(label));
                text.sections_.append(section);
            } else if (cell.kind == PatternCell::Kind::Field && !text.sections_.isEmpty()) {
                text.sections_.last().intro = cell.target;
            } else if (cell.kind == PatternCell::Kind::Lines && !text.sections_.isEmpty()) {
                text.sections_.last().table = cell.target;
                text.sections_.last().columns = columnsOf(*pattern.form->table(cell.target), nullptr);
            }
        }
        if (!step.repeats || text.sections_.isEmpty()) continue;
        text.sections_.last().table = step.repeat.table;
        text.sections_.last().columns = columnsOf(*pattern.form->table(step.repeat.table), step.repeat.cells.value(0));
    }
    if (text.sections_.isEmpty()) return std::nullopt;
    return text;
}

qsizetype TextPattern::sectionOf(const QString& line, QString* rest) const {
    const auto colon = line.left(longestHeading).indexOf(QRegularExpression(QStringLiteral("[：:]")));
    const QString behind = colon < 0 ? QString() : line.sliced(colon + 1).trimmed();
    if (behind.isEmpty() && line.size() > longestHeading) return -1;
    const QString words = headingWords(behind.isEmpty() ? line : line.left(colon));
    for (qsizetype i = 0; i < sections_.size(); ++i) {
        if (!sections_.at(i).headings.contains(words)) continue;
        if (rest) *rest = behind;
        return i;
    }
    return -1;
}

FormReading readRunningText(const TextPattern& pattern, const SourceDocument& source, qsizetype start) {
    return Reader(pattern, source).read(start);
}

} // namespace jixiao

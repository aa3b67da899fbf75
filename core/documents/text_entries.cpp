#include "core/documents/text_entries.h"

#include "core/documents/form_pattern.h"
#include "core/forms/list_numbers.h"

namespace jixiao {

namespace {

constexpr qsizetype longestLabel = 20;

bool isColon(QChar c) { return c == u'：' || c == u':'; }

/// Where "label：" stands in a line: the beginning of the label and of what follows the colon.
struct LabelPlace {
    qsizetype label = -1;
    qsizetype text = -1;
    QString word;
};

LabelPlace placeOf(const QString& line, const QStringList& labels, bool insideToo) {
    static const QString sentenceEnds = QStringLiteral("。；;！？\n");
    for (qsizetype from = 0; from < line.size();) {
        const auto window = line.sliced(from, std::min(longestLabel, line.size() - from));
        qsizetype colon = 0;
        while (colon < window.size() && !isColon(window.at(colon)))
            ++colon;
        if (colon < window.size())
            if (const auto bare = bareText(window.left(colon)); labels.contains(bare))
                return {from, from + colon + 1, bare};
        if (!insideToo) break;
        while (from < line.size() && !sentenceEnds.contains(line.at(from)))
            ++from;
        ++from;
    }
    return {};
}

} // namespace

void TextEntries::add(const QString& line, qsizetype item, bool continues) {
    if (items_.isEmpty() || items_.last() != item) items_.append(item);
    all_.append(line);
    auto& above = entries_.isEmpty() ? unnumbered_ : entries_;
    if (continues && !above.isEmpty()) {
        above.last().lines.append(line);
        return;
    }
    const auto number = listNumber(line);
    if (number && rank_ == 0) rank_ = number->rank;
    if (number && number->rank == rank_) {
        entries_.append({{line.sliced(number->length).trimmed()}, item, number->value != last_ + 1});
        last_ = number->value;
    } else if (entries_.isEmpty()) {
        unnumbered_.append({{line}, item, false});
    } else {
        entries_.last().lines.append(line);
    }
}

QString TextEntries::intro(bool everything) const {
    if (everything) return all_.join(u'\n');
    QStringList lines;
    for (const auto& entry : unnumbered_)
        lines.append(entry.lines);
    return lines.join(u'\n');
}

QList<TextEntry> TextEntries::rows(bool introTakesUnnumbered) const {
    return introTakesUnnumbered ? entries_ : unnumbered_ + entries_;
}

std::optional<LabelSplit> splitAtLabel(const QStringList& lines, const QStringList& labels,
                                       const QStringList& printed) {
    for (const bool exact : {true, false})
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const auto place = placeOf(lines.at(i), exact ? printed : labels, exact);
            if (place.label < 0 || (i == 0 && place.label == 0)) continue;
            LabelSplit split{lines.mid(0, i), place.word, {}};
            if (const auto head = lines.at(i).left(place.label).trimmed(); !head.isEmpty()) split.before.append(head);
            QStringList text{lines.at(i).sliced(place.text).trimmed()};
            text.append(lines.mid(i + 1));
            split.text = text.join(u'\n');
            return split;
        }
    return std::nullopt;
}

} // namespace jixiao

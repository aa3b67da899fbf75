#include "core/documents/caption.h"

#include "core/forms/read_words.h"

#include <QRegularExpression>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int itemsLookedAt = 8;
constexpr int longestCaption = 300;
constexpr int headParagraphs = 60;

const QString titleField = QStringLiteral("title");
const QString ordinalField = QStringLiteral("ordinal");
const QString unitCodeField = QStringLiteral("unit.code");
const QString unitNameField = QStringLiteral("unit.name");

/// "{project.name}绩效目标表" as an expression over a bare text.
QRegularExpression titleExpression(const QString& titlePattern) {
    static const QRegularExpression placeholder(QStringLiteral(R"(\{[^{}]*\})"));
    QStringList literals;
    for (const QString& literal : titlePattern.split(placeholder))
        literals.append(QRegularExpression::escape(bareText(literal)));
    // A title without a name in it may stand behind that of the unit.
    const QString before = literals.size() == 1 ? QStringLiteral("(?:(?!第).{0,40})?") : QString();
    const QString behind = literals.last().endsWith(u'表') ? QString() : QStringLiteral("表?");
    return QRegularExpression(
        QRegularExpression::anchoredPattern(before + literals.join(QStringLiteral(".+")) + behind));
}

class CaptionReader {
public:
    CaptionReader(const FormPattern& pattern, const FormDocument& document, Caption& caption)
        : pattern_(pattern), document_(document), caption_(caption) {
        if (!pattern.form->titlePattern.isEmpty()) titles_.append(titleExpression(pattern.form->titlePattern));
        for (const QString& title : pattern.form->titles)
            titles_.append(titleExpression(title));
    }

    void read(const SourceItem& item, qsizetype index) {
        QStringList texts;
        for (const QString& text : item.texts())
            for (const QString& piece : text.split(u'\t')) // side by side in one paragraph
                if (!piece.trimmed().isEmpty()) texts.append(piece.trimmed());
        if (texts.isEmpty() ||
            std::any_of(texts.cbegin(), texts.cend(), [](const auto& t) { return t.size() > longestCaption; }))
            return;
        if (texts.size() == 1 && !hasTitle() && readTitle(texts.first())) {
            caption_.usedItems.append(index);
            return;
        }
        if (hasTitle()) return;
        if (readShape(texts, pattern_.form->above) || readUnitLine(texts.size() == 1 ? parts(texts.first()) : texts))
            caption_.usedItems.append(index);
    }

    /// One of the lines the template prints outside the grid, all its texts side by side.
    bool readShape(const QStringList& texts, const QList<QStringList>& lines) {
        const auto bare = bareText(texts.join(QString()));
        for (const auto& line : lines) {
            const auto shape = TextShape::of(line.join(QString()), *pattern_.form);
            if (bare.size() > longestCaption || !shape.matches(bare)) continue;
            const auto values = shape.values(bare);
            for (auto it = values.cbegin(); it != values.cend(); ++it) {
                const bool date = pattern_.form->field(it.key())->type == FieldType::Date;
                caption_.fields.insert(it.key(), date ? isoDate(*it) : *it);
            }
            splitUnit(caption_.fields);
            return true;
        }
        return false;
    }

    bool hasTitle() const { return caption_.fields.contains(titleField); }

private:
    bool readTitle(const QString& text) {
        static const QRegularExpression numbered(QStringLiteral(R"(^(\d{1,4})\s*[、.．)）]\s*(.+)$)"),
                                                 QRegularExpression::DotMatchesEverythingOption);
        if (!pattern_.form->field(titleField)) return false;
        const auto match = numbered.match(text);
        const QString title = match.hasMatch() ? match.captured(2) : text;
        const QString bare = bareText(title);
        if (std::none_of(titles_.cbegin(), titles_.cend(), [&](const auto& t) { return t.match(bare).hasMatch(); }))
            return false;
        caption_.fields.insert(titleField, title);
        if (match.hasMatch() && pattern_.form->field(ordinalField))
            caption_.fields.insert(ordinalField, QString::number(match.captured(1).toInt()));
        return true;
    }

    /// "项目名称：甲    项目编码：乙" in one line; the line itself unless every part has a colon.
    static QStringList parts(const QString& text) {
        static const QRegularExpression gap(QStringLiteral("[\\s\\x{3000}]{2,}"));
        static const QRegularExpression colon(QStringLiteral("[：:]"));
        const auto found = text.split(gap, Qt::SkipEmptyParts);
        const bool labelled =
            std::all_of(found.cbegin(), found.cend(), [](const QString& part) { return part.contains(colon); });
        return labelled && !found.isEmpty() ? found : QStringList{text};
    }

    /// The line right above the grid: "label：value" of fields outside the grid, and the unit without a label. All of
    /// it or nothing, so that no text is dropped.
    bool readUnitLine(const QStringList& texts) {
        auto fields = caption_.fields;
        bool labelled = false;
        QString rest;
        for (const QString& text : texts) {
            if (readLabelled(text, fields))
                labelled = true;
            else if (rest.isEmpty())
                rest = text;
            else
                return false;
        }
        if (!rest.isEmpty() && !readUnit(rest, labelled, fields)) return false;
        if (!labelled && rest.isEmpty()) return false;
        caption_.fields = fields;
        return true;
    }

    bool readLabelled(const QString& text, QMap<QString, QString>& fields) const {
        static const QRegularExpression colons(QStringLiteral("[：:]"));
        const qsizetype colon = text.indexOf(colons);
        if (colon <= 0) return false;
        const QString label = bareText(text.left(colon));
        for (const auto& spec : pattern_.form->fields) {
            const bool inGrid = pattern_.gridFields.contains(spec.id);
            if (fields.contains(spec.id) || (inGrid && !document_.field(spec.id).isEmpty())) continue;
            QStringList labels = spec.labels;
            labels.append(spec.label);
            const bool called = std::any_of(labels.cbegin(), labels.cend(), [&](QString known) {
                known = bareText(known);
                return (known.endsWith(u':') ? known.chopped(1) : known) == label;
            });
            const QString value = text.mid(colon + 1).trimmed();
            if (!called || !mayBe(spec, value)) continue;
            fields.insert(spec.id, spec.type == FieldType::Date ? isoDate(value) : value);
            return true;
        }
        return false;
    }

    bool mayBe(const FieldSpec& spec, const QString& value) const {
        const auto words = pattern_.form->vocabularies.value(spec.vocabulary);
        return words.isEmpty() || std::any_of(words.cbegin(), words.cend(), [&](const auto& word) {
                   return word.value == value || word.synonyms.contains(value);
               });
    }

    /// "122002公安分局" is a code and a name.
    static QRegularExpressionMatch codedUnit(const QString& text) {
        static const QRegularExpression coded(QStringLiteral(R"(^(\d{3,12})\s*([^\d年月日，。；：].{0,100})$)"));
        return coded.match(text);
    }

    void splitUnit(QMap<QString, QString>& fields) const {
        if (!pattern_.form->field(unitCodeField) || !fields.value(unitCodeField).isEmpty()) return;
        const auto match = codedUnit(fields.value(unitNameField));
        if (!match.hasMatch()) return;
        fields.insert(unitCodeField, match.captured(1));
        fields.insert(unitNameField, match.captured(2).trimmed());
    }

    /// A unit with its code, or a bare name beside a labelled cell.
    bool readUnit(const QString& text, bool besideLabelled, QMap<QString, QString>& fields) const {
        if (!pattern_.form->field(unitNameField) || fields.contains(unitNameField)) return false;
        const auto match = codedUnit(text);
        if (match.hasMatch() && pattern_.form->field(unitCodeField)) {
            fields.insert(unitCodeField, match.captured(1));
            fields.insert(unitNameField, match.captured(2).trimmed());
            return true;
        }
        if (besideLabelled) fields.insert(unitNameField, text);
        return besideLabelled;
    }

    const FormPattern& pattern_;
    const FormDocument& document_;
    Caption& caption_;
    QList<QRegularExpression> titles_;
};

} // namespace

Caption readCaption(const FormPattern& pattern, const FormDocument& document, const QList<SourceItem>& items,
                    qsizetype from, qsizetype start) {
    Caption caption;
    CaptionReader reader(pattern, document, caption);
    const qsizetype first = std::max(from, start - itemsLookedAt);
    for (qsizetype i = start - 1; i >= first && !reader.hasTitle(); --i)
        reader.read(items.at(i), i);
    for (auto it = caption.fields.cbegin(); it != caption.fields.cend(); ++it)
        caption.labels += pattern.gridFields.contains(it.key()) ? 1 : 0;
    return caption;
}

void readSignatures(const FormPattern& pattern, const QList<SourceItem>& items, qsizetype end, Caption& caption) {
    const auto& lines = pattern.form->below;
    const FormDocument nothing;
    CaptionReader reader(pattern, nothing, caption);
    for (qsizetype i = end; i < std::min(end + lines.size(), items.size()); ++i) {
        if (!reader.readShape(items.at(i).texts(), lines)) return;
        caption.usedItems.append(i);
    }
}

bool isSignatureLine(const FormPattern& pattern, const QStringList& texts) {
    const auto& lines = pattern.form->below;
    const auto first = std::find_if(texts.cbegin(), texts.cend(), [](const QString& text) { return !text.isEmpty(); });
    if (lines.isEmpty() || first == texts.cend() || !(first->contains(u'：') || first->contains(u':'))) return false;
    Caption nowhere;
    const FormDocument nothing;
    return CaptionReader(pattern, nothing, nowhere).readShape(texts, lines);
}

void readTextFields(const FormPattern& pattern, const FormDocument& document, const QList<SourceItem>& items,
                    qsizetype end, Caption& caption) {
    constexpr qsizetype longestLead = 12; // "2020年我部门"
    QStringList wanted;
    for (const auto& grid : pattern.form->grid)
        for (const auto& row : grid.rows)
            for (const auto& cell : row)
                if (!grid.bordered && pattern.form->field(cell.text) && document.field(cell.text).isEmpty())
                    wanted.append(cell.text);
    for (qsizetype i = end; !wanted.isEmpty() && i < std::min(end + itemsLookedAt, items.size()); ++i) {
        if (items.at(i).kind != SourceItem::Kind::Paragraph) return;
        const QString text = items.at(i).cells.first().text.trimmed();
        const auto colon = text.left(2 * longestLead).indexOf(QRegularExpression(QStringLiteral("[：:]")));
        if (colon <= 0 || text.size() == colon + 1) continue;
        const QString before = bareText(text.left(colon));
        for (const QString& id : std::as_const(wanted)) {
            const auto& labels = pattern.form->field(id)->labels;
            const bool named = std::any_of(labels.cbegin(), labels.cend(), [&](const QString& label) {
                return before.endsWith(bareText(label)) && before.size() <= bareText(label).size() + longestLead;
            });
            if (!named) continue;
            caption.fields.insert(id, text.sliced(colon + 1).trimmed());
            caption.usedItems.append(i);
            wanted.removeOne(id);
            break;
        }
    }
}

int yearNearHead(const QList<SourceItem>& items) {
    static const QRegularExpression year(QStringLiteral(R"((?<!\d)(20\d\d)\s*年)"));
    QMap<int, int> counts;
    QList<int> order;
    int paragraphs = 0;
    for (const auto& item : items) {
        if (item.kind != SourceItem::Kind::Paragraph) continue;
        if (++paragraphs > headParagraphs) break;
        for (auto matches = year.globalMatch(item.cells.first().text.left(2000)); matches.hasNext();) {
            const int found = matches.next().captured(1).toInt();
            if (counts[found]++ == 0) order.append(found);
        }
    }
    int best = 0;
    for (const int found : order)
        if (best == 0 || counts.value(found) > counts.value(best)) best = found;
    return best;
}

} // namespace jixiao

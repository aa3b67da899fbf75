#include "core/documents/printed_cells.h"

#include "core/forms/printed_words.h"
#include "core/forms/read_words.h"

namespace jixiao {

namespace {

/// All words with their boxes, `chosen` marked; the inverse needs the text for every choice.
QString boxesText(const QList<VocabularyWord>& words, const QString& chosen) {
    QStringList boxes;
    for (const auto& word : words)
        boxes.append((word.value == chosen ? u'☑' : u'□') + word.value);
    return boxes.join(QStringLiteral("  "));
}

QString boxedValue(const QString& text, const QList<VocabularyWord>& words) {
    for (const auto& word : words)
        if (text == boxesText(words, word.value)) return word.value;
    const auto none = boxesText(words, QString());
    return text.startsWith(none) ? text.mid(none.size()).trimmed() : text;
}

} // namespace

QString storedValue(const QString& printed, const FieldSpec& spec, const GridCell& cell, const FormTemplate& form) {
    const auto text = printed.trimmed();
    if (cell.boxes) return boxedValue(text, form.vocabularies.value(spec.vocabulary));
    const bool plainWord = spec.type == FieldType::Enum && cell.tick.isEmpty();
    if (spec.type == FieldType::Date && cell.pattern.isEmpty()) return storedDate(text, spec);
    if (!plainWord) return valueOf(text, spec, cell, form);
    return cell.numbering.isEmpty() ? text : withoutNumber(text, cell.numbering).value_or(text);
}

QString storedDate(const QString& printed, const FieldSpec& spec) {
    const auto date = isoDate(printed);
    return PrintedWords::value(spec, date) == printed ? date : printed;
}

bool beginsWithNumber(const QString& text, const QString& numbering, int number) {
    return text.trimmed().startsWith(numbered(numbering, number).trimmed());
}

bool addListed(const QString& text, const QString& numbering, QStringList& rows) {
    const auto first = rows.size();
    for (const auto& line : text.split(u'\n')) {
        if (numbering.isEmpty()) {
            if (!line.trimmed().isEmpty()) rows.append(line.trimmed());
        } else if (beginsWithNumber(line, numbering, int(rows.size()) + 1)) {
            const auto length = numbered(numbering, int(rows.size()) + 1).trimmed().size();
            rows.append(line.trimmed().mid(length));
        } else if (rows.size() == first) {
            return false;
        } else {
            rows.last() += u'\n' + line;
        }
    }
    for (auto i = first; i < rows.size(); ++i)
        rows[i] = rows.at(i).trimmed();
    return true;
}

} // namespace jixiao

#include "core/documents/printed_walk.h"

#include "core/documents/printed_cells.h"
#include "core/forms/printed_words.h"
#include "core/forms/read_words.h"

namespace jixiao {

using Content = GridCell::Content;

PrintedWalk::PrintedWalk(const FormTemplate& form, const SourceDocument& source, qsizetype start)
    : form_(form), source_(source), at_(start) {
    document_.form = form.id;
    for (const auto& field : form.fields)
        document_.fields.insert(field.id, QString());
    for (const auto& table : form.tables)
        document_.tables.insert(table.id, table.withFixedRows({}));
}

void PrintedWalk::skipBlank() {
    while (at_ < source_.items.size() && source_.items.at(at_).kind == SourceItem::Kind::Paragraph &&
           source_.items.at(at_).isBlank())
        ++at_;
}
const SourceItem* PrintedWalk::row(qsizetype index) const {
    const bool is = index < source_.items.size() && source_.items.at(index).kind == SourceItem::Kind::Row;
    return is ? &source_.items.at(index) : nullptr;
}
QString PrintedWalk::paragraph(qsizetype index) const {
    if (index >= source_.items.size()) return {};
    const auto& item = source_.items.at(index);
    const auto pieces = texts(index);
    if (item.continues || (item.kind == SourceItem::Kind::Row && pieces.size() != 1)) return {};
    return item.whole.isEmpty() ? pieces.join(u'\t') : item.whole;
}
void PrintedWalk::passParagraph() {
    at_ = behind(at_);
    skipBlank();
}

qsizetype PrintedWalk::behind(qsizetype index) const {
    ++index;
    while (index < source_.items.size() && source_.items.at(index).continues)
        ++index;
    return index;
}

QStringList PrintedWalk::texts(qsizetype index) const {
    QStringList texts;
    if (index >= source_.items.size()) return texts;
    for (const auto& cell : source_.items.at(index).cells)
        for (const auto& text : cell.text.split(u'\t'))
            if (!text.trimmed().isEmpty()) texts.append(text.trimmed());
    return texts;
}

void PrintedWalk::set(const QString& name, const QString& value) {
    if (isYearPlaceholder(name)) return setYear(value, name.mid(QStringLiteral("fiscalYear").size()).toInt());
    const auto* spec = form_.printedField(name);
    if (!spec || value.isEmpty()) return;
    document_.setValue(FieldPath::fromString(name), spec->type == FieldType::Date ? storedDate(value, *spec) : value);
}
void PrintedWalk::setYear(const QString& text, int offset) {
    if (text.isEmpty()) return;
    const int year = text.toInt() - offset;
    contradicts_ = contradicts_ || (printedYear_ > 0 && printedYear_ != year);
    printedYear_ = year;
}
bool PrintedWalk::setAll(const PrintedShape& shape, const QString& text) {
    const auto values = shape.read(text);
    if (!values) return false;
    for (auto it = values->cbegin(); it != values->cend(); ++it)
        set(it.key(), *it);
    return true;
}

bool PrintedWalk::readCell(const LayoutCell& place, const QString& text) {
    const auto& cell = *place.cell;
    if (cell.content == Content::Label) return setAll(place.shape, text);
    if (cell.content != Content::Field) return cell.content == Content::Empty;
    if (!cell.pattern.isEmpty()) return setAll(place.shape, text);
    if (const auto* spec = form_.printedField(cell.text)) {
        set(cell.text, storedValue(text, *spec, cell, form_));
        return true;
    }
    QStringList texts;
    if (!text.isEmpty() && !addListed(text, cell.numbering, texts)) return false;
    return setList(cell.text, texts);
}

bool PrintedWalk::setList(const QString& id, const QStringList& texts) {
    const auto* table = form_.table(id);
    if (!table || table->columns.isEmpty()) return false;
    QList<FormRow> rows;
    for (const auto& text : texts)
        rows.append(FormRow{{}, {{table->columns.first().id, text}}});
    document_.tables.insert(id, rows);
    return true;
}

} // namespace jixiao

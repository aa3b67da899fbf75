#include "core/forms/form_template.h"

#include <algorithm>

namespace jixiao {

namespace {

template <typename List>
auto findById(const List& list, const QString& id) -> decltype(&list.first()) {
    const auto found = std::find_if(list.cbegin(), list.cend(), [&](const auto& entry) { return entry.id == id; });
    return found == list.cend() ? nullptr : &*found;
}

/// Labels and words are compared without any white space (DOMAIN §2).
QString squeezed(const QString& text) {
    QString result;
    for (const QChar c : text)
        if (!c.isSpace()) result.append(c);
    return result;
}

} // namespace

const FieldSpec* TableSpec::column(const QString& columnId) const { return findById(columns, columnId); }

const FieldSpec* FormTemplate::field(const QString& fieldId) const { return findById(fields, fieldId); }

const TableSpec* FormTemplate::table(const QString& tableId) const { return findById(tables, tableId); }

const FieldSpec* FormTemplate::spec(const FieldPath& path) const {
    if (path.table.isEmpty()) return field(path.field);
    const auto* owner = table(path.table);
    return owner ? owner->column(path.field) : nullptr;
}

QString FormTemplate::canonicalWord(const QString& vocabulary, const QString& spelling) const {
    const auto wanted = squeezed(spelling);
    const auto words = vocabularies.value(vocabulary);
    for (const auto& word : words) {
        const auto same = [&](const QString& known) { return squeezed(known) == wanted; };
        if (same(word.value) || std::any_of(word.synonyms.cbegin(), word.synonyms.cend(), same)) return word.value;
    }
    return spelling;
}

} // namespace jixiao

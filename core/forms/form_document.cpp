#include "core/forms/form_document.h"

namespace jixiao {

namespace {

/// Digits only, as toString() writes them; -1 for anything else.
int rowNumber(QStringView text) {
    if (text.isEmpty() || text.size() > 9 || (text.size() > 1 && text[0] == u'0')) return -1;
    int number = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9') return -1;
        number = number * 10 + (c.unicode() - u'0');
    }
    return number;
}

} // namespace

QString FieldPath::toString() const {
    if (table.isEmpty()) return field;
    QString text = table;
    if (row >= 0) text += QStringLiteral("[%1]").arg(row);
    if (!field.isEmpty()) text += u'.' + field;
    return text;
}

FieldPath FieldPath::fromString(const QString& text) {
    const auto open = text.indexOf(u'[');
    const auto close = text.indexOf(u']', open);
    const FieldPath plain{{}, -1, text};
    if (open <= 0 || close < 0) return plain;
    const int row = rowNumber(QStringView(text).mid(open + 1, close - open - 1));
    if (row < 0) return plain;
    if (close + 1 == text.size()) return {text.left(open), row, {}};
    if (text[close + 1] != u'.' || close + 2 == text.size()) return plain;
    return {text.left(open), row, text.mid(close + 2)};
}

QString FormDocument::value(const FieldPath& path) const {
    if (path.table.isEmpty()) return fields.value(path.field);
    const auto found = tables.constFind(path.table);
    if (found == tables.cend() || path.row < 0 || path.row >= found->size()) return {};
    return found->at(path.row).cell(path.field);
}

bool FormDocument::setValue(const FieldPath& path, const QString& value) {
    if (path.field.isEmpty()) return false;
    if (path.table.isEmpty()) {
        fields.insert(path.field, value);
        return true;
    }
    const auto found = tables.find(path.table);
    if (found == tables.end() || path.row < 0 || path.row >= found->size()) return false;
    (*found)[path.row].cells.insert(path.field, value);
    return true;
}

} // namespace jixiao

#include "core/documents/interchange.h"
#include "core/domain/target_value.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace jixiao {

namespace {

/// Sets a value at a dotted path, making the objects on the way.
void setAt(QJsonObject& object, const QStringList& path, qsizetype depth, const QJsonValue& value) {
    const QString& key = path.at(depth);
    if (depth + 1 == path.size()) {
        object.insert(key, value);
        return;
    }
    QJsonObject child = object.value(key).toObject();
    setAt(child, path, depth + 1, value);
    object.insert(key, child);
}

/// Whole numbers and truth values travel as such, if that is exactly what is written; everything else as its text.
QJsonValue fieldValue(const FieldSpec& spec, const QString& text) {
    if (spec.type == FieldType::Number && text.size() <= 9) {
        bool whole = false;
        const int number = text.toInt(&whole);
        if (whole && QString::number(number) == text) return number;
    }
    if (spec.type == FieldType::Bool && text == QLatin1String("true")) return true;
    if (spec.type == FieldType::Bool && text == QLatin1String("false")) return false;
    return text;
}

QJsonObject parsedValue(const QString& raw) {
    const auto value = TargetValue::parse(raw);
    QJsonObject parsed{{QStringLiteral("kind"), value.kindName()}};
    const bool isDate = value.kind() == TargetValue::Kind::Date;
    if (!value.isNumeric() && !isDate) return parsed;
    parsed.insert(QStringLiteral("comparator"), comparatorSign(value.comparator()));
    parsed.insert(QStringLiteral("assumed"), value.isAssumed());
    if (isDate) {
        parsed.insert(QStringLiteral("date"), value.date().toString(Qt::ISODate));
        return parsed;
    }
    parsed.insert(QStringLiteral("value"), value.value().toString());
    parsed.insert(QStringLiteral("unit"), value.unit());
    if (value.kind() != TargetValue::Kind::Number) parsed.insert(QStringLiteral("upper"), value.upper().toString());
    return parsed;
}

QJsonObject rowObject(const FormRow& row, const TableSpec& table) {
    QJsonObject object;
    const FieldSpec* valueColumn = nullptr;
    int valueColumns = 0;
    for (const auto& column : table.columns) {
        setAt(object, column.id.split(u'.'), 0, fieldValue(column, row.cell(column.id)));
        if (column.type != FieldType::Value) continue;
        valueColumn = &column;
        ++valueColumns;
    }
    if (valueColumns == 1) object.insert(QStringLiteral("parsed"), parsedValue(row.cell(valueColumn->id)));
    return object;
}

QJsonArray tableArray(const QList<FormRow>& rows, const TableSpec& table) {
    QJsonArray array;
    for (const auto& row : rows) {
        if (table.plainStrings && !table.columns.isEmpty())
            array.append(row.cell(table.columns.first().id));
        else
            array.append(rowObject(row, table));
    }
    return array;
}

} // namespace

QJsonObject toInterchange(const FormDocument& document, const FormTemplate& form) {
    QJsonObject object;
    for (const auto& spec : form.fields)
        setAt(object, spec.id.split(u'.'), 0, fieldValue(spec, document.field(spec.id)));
    for (const auto& table : form.tables)
        setAt(object, table.id.split(u'.'), 0, tableArray(document.rows(table.id), table));
    object.insert(QStringLiteral("form"), document.form);
    object.insert(QStringLiteral("fiscalYear"), document.fiscalYear);
    return object;
}

QJsonObject toInterchange(const ImportResult& result, const FormCatalogue& catalogue) {
    QJsonArray documents;
    for (const auto& document : result.documents)
        if (const auto* form = catalogue.find(document.form)) documents.append(toInterchange(document, *form));
    QJsonArray repairs;
    for (const auto& repair : result.repairs)
        repairs.append(QJsonObject{{QStringLiteral("path"), repair.path},
                                   {QStringLiteral("kind"), repair.kind},
                                   {QStringLiteral("message"), repair.message}});
    return {{QStringLiteral("format"), QStringLiteral("jixiao.interchange/1")},
            {QStringLiteral("source"),
             QJsonObject{{QStringLiteral("file"), result.file}, {QStringLiteral("kind"), result.kind}}},
            {QStringLiteral("documents"), documents},
            {QStringLiteral("repairs"), repairs}};
}

} // namespace jixiao

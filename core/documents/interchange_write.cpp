#include "core/documents/interchange.h"
#include "core/documents/interchange_explanations.h"
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

/// The columns of a row that no group of its table holds.
QJsonObject rowObject(const FormRow& row, const TableSpec& table) {
    QJsonObject object;
    const FieldSpec* valueColumn = nullptr;
    int valueColumns = 0;
    for (const auto& column : table.columns) {
        if (table.isGrouped(column.id)) continue;
        setAt(object, column.id.split(u'.'), 0, fieldValue(column, row.cell(column.id)));
        if (column.type != FieldType::Value) continue;
        valueColumn = &column;
        ++valueColumns;
    }
    if (valueColumns == 1) object.insert(QStringLiteral("parsed"), parsedValue(row.cell(valueColumn->id)));
    return object;
}

/// Whether the groups from `level` on, and the row itself, hold nothing.
bool isBlankFrom(const FormRow& row, const TableSpec& table, qsizetype level) {
    return std::all_of(table.columns.cbegin(), table.columns.cend(), [&](const FieldSpec& column) {
        for (qsizetype outer = 0; outer < level; ++outer)
            if (table.groups.at(outer).columns.values().contains(column.id)) return true;
        return row.cell(column.id).isEmpty();
    });
}

/// Rows that agree in the groups outside `level`, as what stands inside them. A single blank one stands for none.
QJsonArray groupedArray(const QList<FormRow>& rows, const TableSpec& table, qsizetype level) {
    QJsonArray array;
    if (level > 0 && rows.size() == 1 && isBlankFrom(rows.first(), table, level)) return array;
    if (level == table.groups.size()) {
        for (const auto& row : rows)
            array.append(rowObject(row, table));
        return array;
    }
    const auto& group = table.groups.at(level);
    const auto agree = [&](const FormRow& a, const FormRow& b) {
        return std::all_of(group.columns.cbegin(), group.columns.cend(),
                           [&](const QString& column) { return a.cell(column) == b.cell(column); });
    };
    for (qsizetype first = 0; first < rows.size();) {
        qsizetype end = first + 1;
        while (end < rows.size() && agree(rows.at(first), rows.at(end)))
            ++end;
        QJsonObject object;
        for (auto it = group.columns.cbegin(); it != group.columns.cend(); ++it)
            object.insert(it.key(), fieldValue(*table.column(*it), rows.at(first).cell(*it)));
        object.insert(group.list, groupedArray(rows.mid(first, end - first), table, level + 1));
        array.append(object);
        first = end;
    }
    return array;
}

QJsonArray tableArray(const QList<FormRow>& rows, const TableSpec& table) {
    if (!table.plainStrings || table.columns.isEmpty()) return groupedArray(rows, table, 0);
    QJsonArray array;
    for (const auto& row : rows)
        array.append(row.cell(table.columns.first().id));
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
    for (int i = 0; i < result.documents.size(); ++i) {
        const auto* form = catalogue.find(result.documents.at(i).form);
        if (form == nullptr) continue;
        auto document = toInterchange(result.documents.at(i), *form);
        if (const auto said = result.explanations.value(i); !said.isEmpty())
            document.insert(explanationsKey, explanationsToJson(said));
        documents.append(document);
    }
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

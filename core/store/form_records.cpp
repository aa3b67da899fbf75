#include "core/store/form_records.h"

#include "core/workflow/snapshot.h"

#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

const QString tableField = QStringLiteral("table");

bool sharesType(const FormTemplate& form, const TableSpec& table) {
    return std::count_if(form.tables.cbegin(), form.tables.cend(),
                         [&](const TableSpec& other) { return other.record == table.record; }) > 1;
}

} // namespace

FormRecords::FormRecords(const FormTemplate& form, const QList<Record>& records)
    : form_(form), declaration_(records.first()) {
    for (const auto& record : records.mid(1)) {
        if (const auto* table = tableOf(record))
            rows_[table->id].append(record);
        else if (!singles_.contains(record.type))
            singles_.insert(record.type, record);
    }
}

const TableSpec* FormRecords::tableOf(const Record& record) const {
    const QString named = record.value(tableField);
    for (const auto& table : form_.tables) {
        if (table.record == record.type && (named.isEmpty() || named == table.id)) return &table;
    }
    return nullptr;
}

const QList<Record>& FormRecords::rows(const QString& table) const {
    static const QList<Record> none;
    const auto found = rows_.constFind(table);
    return found == rows_.cend() ? none : *found;
}

std::optional<Record> FormRecords::holder(const FieldSpec& field) const {
    if (field.record == RecordType::declaration) return declaration_;
    const auto found = singles_.constFind(field.record);
    return found == singles_.cend() ? std::nullopt : std::optional(*found);
}

QString FormRecords::fieldName(const FieldSpec& field) {
    return field.recordField.isEmpty() ? field.id : field.recordField;
}

QMap<QString, QString> FormRecords::rowValues(const FormTemplate& form, const TableSpec& table,
                                              const QMap<QString, QString>& cells) {
    QMap<QString, QString> values;
    for (auto cell = cells.cbegin(); cell != cells.cend(); ++cell) {
        const auto* column = table.column(cell.key());
        values.insert(column ? fieldName(*column) : cell.key(), cell.value());
    }
    if (sharesType(form, table)) values.insert(tableField, table.id);
    return values;
}

FormDocument FormRecords::toDocument() const {
    FormDocument document;
    document.id = declaration_.id;
    document.form = declaration_.value(Field::form);
    document.fiscalYear = declaration_.value(Field::fiscalYear).toInt();
    for (const auto& field : form_.fields) {
        const auto record = holder(field);
        document.fields.insert(field.id, record ? record->value(fieldName(field)) : QString());
    }
    addExtras(document);
    for (const auto& table : form_.tables) {
        QList<FormRow>& list = document.tables[table.id];
        for (const auto& record : rows(table.id)) {
            FormRow row{record.id, {}};
            for (const auto& column : table.columns)
                row.cells.insert(column.id, record.value(fieldName(column)));
            list.append(row);
        }
    }
    return document;
}

/// Fields the template does not know stay what they were.
void FormRecords::addExtras(FormDocument& document) const {
    QSet<QString> known{Field::form, Field::fiscalYear};
    for (const auto& field : form_.fields) {
        if (field.record == RecordType::declaration) known.insert(fieldName(field));
    }
    for (auto field = declaration_.fields.cbegin(); field != declaration_.fields.cend(); ++field) {
        if (!known.contains(field.key()) && !isServerOwned(field.key()))
            document.fields.insert(field.key(), field->value);
    }
}

} // namespace jixiao

#pragma once

#include "core/forms/form_template.h"
#include "core/review/review.h"
#include "core/review/statement.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace jixiao::testing {

inline QByteArray fileBytes(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QString sourcePath(const QString& relative) { return QStringLiteral(JIXIAO_SOURCE_DIR "/") + relative; }

inline const FormCatalogue& catalogue() {
    static const FormCatalogue forms = [] {
        FormCatalogue all = FormCatalogue::builtIn();
        all.add(statementForm());
        return all;
    }();
    return forms;
}

inline QString textAt(const QJsonObject& object, const QString& path) {
    QJsonValue value = object;
    for (const QString& key : path.split(u'.'))
        value = value.toObject().value(key);
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

/// An interchange document, field by field of its template.
inline FormDocument documentFrom(const QJsonObject& object, const FormTemplate& form) {
    FormDocument document;
    document.form = form.id;
    document.fiscalYear = object.value(QStringLiteral("fiscalYear")).toInt();
    for (const auto& field : form.fields)
        document.fields.insert(field.id, textAt(object, field.id));
    for (const auto& table : form.tables) {
        auto& rows = document.tables[table.id];
        for (const auto& entry : object.value(table.id).toArray()) {
            FormRow row;
            for (const auto& column : table.columns)
                row.cells.insert(column.id,
                                 table.plainStrings ? entry.toString() : textAt(entry.toObject(), column.id));
            rows.append(row);
        }
    }
    return document;
}

/// The documents of an interchange file whose form id starts with `family`; empty when the file is absent.
inline QList<FormDocument> documentsFrom(const QString& path, const QString& family = QStringLiteral("hebei.project")) {
    QList<FormDocument> documents;
    const auto object = QJsonDocument::fromJson(fileBytes(path)).object();
    for (const auto& entry : object.value(QStringLiteral("documents")).toArray()) {
        const auto id = entry.toObject().value(QStringLiteral("form")).toString();
        const auto* form = catalogue().find(id);
        if (form && id.startsWith(family)) documents.append(documentFrom(entry.toObject(), *form));
    }
    return documents;
}

inline QList<FormDocument> goodForms() {
    return documentsFrom(sourcePath(QStringLiteral("tests/core/review/good.json")));
}

inline FormRow rowFrom(const QJsonObject& cells) {
    FormRow row;
    for (auto it = cells.begin(); it != cells.end(); ++it)
        row.cells.insert(it.key(), it->toString());
    return row;
}

inline QList<FormRow> rowsFrom(const QJsonArray& array) {
    QList<FormRow> rows;
    for (const auto& entry : array)
        rows.append(rowFrom(entry.toObject()));
    return rows;
}

/// The good forms of the other families, by the names the cases call them.
inline QMap<QString, FormDocument> goodFamilies() {
    const auto object =
        QJsonDocument::fromJson(fileBytes(sourcePath(QStringLiteral("tests/core/review/good_families.json")))).object();
    QMap<QString, FormDocument> forms;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto written = it->toObject();
        FormDocument document;
        document.form = written[QStringLiteral("form")].toString();
        document.fiscalYear = written[QStringLiteral("year")].toInt();
        const auto fields = written[QStringLiteral("fields")].toObject();
        for (auto field = fields.begin(); field != fields.end(); ++field)
            document.fields.insert(field.key(), field->toString());
        const auto tables = written[QStringLiteral("tables")].toObject();
        for (auto table = tables.begin(); table != tables.end(); ++table)
            document.tables.insert(table.key(), rowsFrom(table->toArray()));
        forms.insert(it.key(), document);
    }
    return forms;
}

inline QStringList described(const QList<Finding>& findings) {
    QStringList lines;
    for (const auto& finding : findings)
        lines.append(QStringLiteral("%1 %2 [%3] %4: %5")
                         .arg(finding.rule, severityLetter(finding.severity))
                         .arg(finding.document)
                         .arg(finding.path.toString(), finding.message));
    return lines;
}

} // namespace jixiao::testing

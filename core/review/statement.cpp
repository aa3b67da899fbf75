#include "core/review/statement.h"

#include <QFile>
#include <QSet>

namespace jixiao {

namespace {

const QStringList shared{QStringLiteral("unit.code"), QStringLiteral("unit.name")};

/// The one value several forms have; empty when they have none, or differ.
QString common(const QString& field, const QList<FormDocument>& forms) {
    QSet<QString> values;
    for (const auto& form : forms)
        if (const QString value = form.field(field).trimmed(); !value.isEmpty()) values.insert(value);
    return values.size() == 1 ? *values.cbegin() : QString();
}

int commonYear(const QList<FormDocument>& forms) {
    int year = 0;
    for (const auto& form : forms) {
        if (year > 0 && form.fiscalYear != year) return 0;
        year = form.fiscalYear;
    }
    return year;
}

} // namespace

const FormTemplate& statementForm() {
    // A broken file would be a build error, found by a test; then the text is no form, and not reviewed.
    static const FormTemplate form = [] {
        QFile file(QStringLiteral(":/assets/rules/text/statement.json"));
        auto read = FormTemplate::fromJson(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
        return read ? *std::move(read) : FormTemplate();
    }();
    return form;
}

FormDocument statementOf(const QStringList& paragraphs, const QList<FormDocument>& beside) {
    FormDocument document;
    document.form = statementForm().id;
    document.fiscalYear = commonYear(beside);
    for (const QString& field : shared)
        document.fields.insert(field, common(field, beside));
    for (const auto& table : statementForm().tables) {
        auto& rows = document.tables[table.id];
        rows.reserve(paragraphs.size());
        for (const QString& paragraph : paragraphs)
            rows.append({{}, {{table.columns.first().id, paragraph}}});
    }
    return document;
}

} // namespace jixiao

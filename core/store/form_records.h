#pragma once

#include "core/domain/record.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QHash>
#include <QMap>

#include <optional>

namespace jixiao {

/// Which record of a form holds which place, by the template.
class FormRecords {
public:
    /// `records` as Store::formRecords() returns them: the declaration first.
    FormRecords(const FormTemplate& form, const QList<Record>& records);

    FormDocument toDocument() const;
    const Record& declaration() const { return declaration_; }
    const QList<Record>& rows(const QString& table) const;
    /// The record that holds a field outside any table; nullopt when it does not exist yet.
    std::optional<Record> holder(const FieldSpec& field) const;

    static QString fieldName(const FieldSpec& field);
    /// The fields of a row's record: cells by their record names, and the table when the type alone does not tell.
    static QMap<QString, QString> rowValues(const FormTemplate& form, const TableSpec& table,
                                            const QMap<QString, QString>& cells);

private:
    const TableSpec* tableOf(const Record& record) const;
    void addExtras(FormDocument& document) const;

    const FormTemplate& form_;
    Record declaration_;
    QHash<QString, Record> singles_; ///< by type: project, spendingPlan, …
    QHash<QString, QList<Record>> rows_;
};

} // namespace jixiao

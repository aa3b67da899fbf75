#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"
#include "core/store/store.h"

namespace jixiao {

/// What an import did, form by form.
struct ImportOutcome {
    int added = 0;
    int updated = 0;
    int unchanged = 0;
    QList<Id> declarations;
};

/// Forms as people see them on top of records: which field lives in which record stands in the template.
/// Lives on the store thread; holds no state of its own.
class FormRepository {
public:
    FormRepository(Store& store, const FormCatalogue& catalogue, IdSource& ids)
        : store_(store), catalogue_(catalogue), ids_(ids) {}

    /// Errors: RecordNotFound, TemplateInvalid (a form this program does not know).
    Result<FormDocument> load(const Id& declaration) const;

    /// Creates, or updates the form with the same unit, form, year and project code (an import repeated does not
    /// duplicate). `unit` is the record of the filing unit. One transaction per form.
    Result<ImportOutcome> importForms(const QList<FormDocument>& documents, const Id& unit, const Actor& actor);

    /// Sets fields or cells; one undo step labelled `label`. The label defaults to the field's own. Errors: FormLocked.
    Result<void> setValues(const Id& declaration, const QList<std::pair<FieldPath, QString>>& values,
                           const Actor& actor, const QString& label = {});
    /// Adds a row after `afterRow` (-1 = first); returns its id.
    Result<Id> addRow(const Id& declaration, const QString& table, int afterRow, const QMap<QString, QString>& cells,
                      const Actor& actor);
    Result<void> removeRow(const Id& declaration, const QString& table, int row, const Actor& actor);
    Result<void> moveRow(const Id& declaration, const QString& table, int from, int to, const Actor& actor);

private:
    Store& store_;
    const FormCatalogue& catalogue_;
    IdSource& ids_;
};

} // namespace jixiao

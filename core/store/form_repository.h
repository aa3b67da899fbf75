#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"
#include "core/store/store.h"

namespace jixiao {

/// What an import makes of a form: one more, changes to one that is there, nothing.
enum class ImportState { New, Update, Same };

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

    /// Creates, or updates the form with the same unit, form, year and project code, or title when it has no code (an
    /// import repeated does not duplicate; two forms of one import never become one). Rows are matched by name, then by
    /// position. An import adds and changes; it erases nothing. `unit` is the record of the filing unit. One
    /// transaction per form; the first error stops it. Errors: TemplateInvalid, FormLocked.
    Result<ImportOutcome> importForms(const QList<FormDocument>& documents, const Id& unit, const Actor& actor);
    /// What importForms() would do with each document; changes nothing. Errors: TemplateInvalid.
    Result<QList<ImportState>> previewImport(const QList<FormDocument>& documents, const Id& unit) const;
    /// A new form, even beside one with the same names. Errors: TemplateInvalid.
    Result<Id> createForm(const FormDocument& document, const Id& unit, const Actor& actor);

    /// Sets fields or cells; one undo step labelled `label`. The label defaults to the field's own. Errors: FormLocked,
    /// InvalidInput (a place the form does not have).
    Result<void> setValues(const Id& declaration, const QList<std::pair<FieldPath, QString>>& values,
                           const Actor& actor, const QString& label = {});
    /// Adds a row after `afterRow` (-1 = first); returns its id.
    Result<Id> addRow(const Id& declaration, const QString& table, int afterRow, const QMap<QString, QString>& cells,
                      const Actor& actor);
    Result<void> removeRow(const Id& declaration, const QString& table, int row, const Actor& actor);
    /// `to` is the row's index afterwards.
    Result<void> moveRow(const Id& declaration, const QString& table, int from, int to, const Actor& actor);

private:
    struct Opened {
        const FormTemplate* form = nullptr;
        QList<Record> records;
    };
    Result<Opened> openForm(const Id& declaration) const;
    Result<Id> create(const FormDocument& document, const Id& unit, const Actor& actor, const QList<Record>& projects);
    Result<QList<FormSummary>> knownForms() const;
    static std::optional<Id> knownForm(const QList<FormSummary>& known, const FormDocument& document, const Id& unit,
                                       const QList<Id>& taken);
    Result<QList<RecordEdit>> changesTo(const Id& declaration, const FormDocument& document, const Id& unit) const;
    /// The project a new form joins: same unit, same code.
    static std::optional<Record> knownProject(const QList<Record>& projects, const FormDocument& document,
                                              const Id& unit);

    Store& store_;
    const FormCatalogue& catalogue_;
    IdSource& ids_;
};

} // namespace jixiao

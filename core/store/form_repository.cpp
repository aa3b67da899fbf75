#include "core/store/form_repository.h"

#include "core/store/form_records.h"

namespace jixiao {

namespace {

Error badPlace(const FieldPath& path) {
    return Error{ErrorCode::InvalidInput, path.toString(), {{QStringLiteral("path"), path.toString()}}};
}

/// Edits of one batch, one per record.
class EditList {
public:
    RecordEdit& of(const Id& record) {
        for (auto& edit : edits_) {
            if (edit.record == record) return edit;
        }
        RecordEdit edit;
        edit.record = record;
        edits_.append(edit);
        return edits_.last();
    }
    const QList<RecordEdit>& edits() const { return edits_; }

private:
    QList<RecordEdit> edits_;
};

QString ordinalAt(const QList<Record>& rows, int index) {
    return index >= 0 && index < rows.size() ? rows.at(index).value(Field::ordinal) : QString();
}

} // namespace

Result<FormRepository::Opened> FormRepository::openForm(const Id& declaration) const {
    auto records = store_.formRecords(declaration);
    if (!records) return records.error();
    if (records->first().type != RecordType::declaration)
        return Error{ErrorCode::RecordNotFound, declaration.toString()};
    const auto* form = catalogue_.find(records->first().value(Field::form));
    if (!form)
        return Error{ErrorCode::TemplateInvalid,
                     QStringLiteral("unknown form %1").arg(records->first().value(Field::form))};
    return Opened{form, *records};
}

Result<FormDocument> FormRepository::load(const Id& declaration) const {
    const auto opened = openForm(declaration);
    if (!opened) return opened.error();
    return FormRecords(*opened->form, opened->records).toDocument();
}

Result<void> FormRepository::setValues(const Id& declaration, const QList<std::pair<FieldPath, QString>>& values,
                                       const Actor& actor, const QString& label) {
    const auto opened = openForm(declaration);
    if (!opened) return opened.error();
    const FormRecords records(*opened->form, opened->records);
    EditList edits;
    QHash<QString, Id> made;
    QString fieldLabel;
    for (const auto& [path, value] : values) {
        const auto* spec = opened->form->spec(path);
        if (!spec) return badPlace(path);
        if (fieldLabel.isEmpty()) fieldLabel = spec->label;
        if (!path.table.isEmpty()) {
            const auto& rows = records.rows(path.table);
            if (path.row < 0 || path.row >= rows.size()) return badPlace(path);
            edits.of(rows.at(path.row).id).values.insert(FormRecords::fieldName(*spec), value);
            continue;
        }
        const auto holder = records.holder(*spec);
        if (!holder && !made.contains(spec->record)) made.insert(spec->record, ids_.next());
        RecordEdit& edit = edits.of(holder ? holder->id : made.value(spec->record));
        edit.values.insert(FormRecords::fieldName(*spec), value);
        if (holder) continue;
        edit.create = true;
        edit.type = spec->record;
        edit.unit = records.declaration().unit;
        edit.parent = declaration;
    }
    return store_.apply({actor, declaration, label.isEmpty() ? fieldLabel : label, edits.edits()});
}

Result<Id> FormRepository::addRow(const Id& declaration, const QString& table, int afterRow,
                                  const QMap<QString, QString>& cells, const Actor& actor) {
    const auto opened = openForm(declaration);
    if (!opened) return opened.error();
    const FormRecords records(*opened->form, opened->records);
    const auto* spec = opened->form->table(table);
    const auto& rows = records.rows(table);
    if (!spec || afterRow < -1 || afterRow >= rows.size()) return badPlace({table, afterRow, {}});
    RecordEdit edit;
    edit.record = ids_.next();
    edit.values = FormRecords::rowValues(*opened->form, *spec, cells);
    edit.values.insert(Field::ordinal, rowKeyBetween(ordinalAt(rows, afterRow), ordinalAt(rows, afterRow + 1)));
    edit.create = true;
    edit.type = spec->record;
    edit.unit = records.declaration().unit;
    edit.parent = declaration;
    const Id added = edit.record;
    if (auto done = store_.apply({actor, declaration, QStringLiteral("增加 ") + spec->label, {edit}}); !done)
        return done.error();
    return added;
}

Result<void> FormRepository::removeRow(const Id& declaration, const QString& table, int row, const Actor& actor) {
    const auto opened = openForm(declaration);
    if (!opened) return opened.error();
    const FormRecords records(*opened->form, opened->records);
    const auto* spec = opened->form->table(table);
    const auto& rows = records.rows(table);
    if (!spec || row < 0 || row >= rows.size()) return badPlace({table, row, {}});
    RecordEdit edit;
    edit.record = rows.at(row).id;
    edit.remove = true;
    return store_.apply({actor, declaration, QStringLiteral("删除 ") + spec->label, {edit}});
}

Result<void> FormRepository::moveRow(const Id& declaration, const QString& table, int from, int to,
                                     const Actor& actor) {
    const auto opened = openForm(declaration);
    if (!opened) return opened.error();
    const FormRecords records(*opened->form, opened->records);
    const auto* spec = opened->form->table(table);
    QList<Record> rows = records.rows(table);
    if (!spec || from < 0 || from >= rows.size()) return badPlace({table, from, {}});
    if (to < 0 || to >= rows.size()) return badPlace({table, to, {}});
    if (from == to) return {};
    const Id moved = rows.takeAt(from).id;
    RecordEdit edit;
    edit.record = moved;
    edit.values.insert(Field::ordinal, rowKeyBetween(ordinalAt(rows, to - 1), ordinalAt(rows, to)));
    return store_.apply({actor, declaration, QStringLiteral("移动 ") + spec->label, {edit}});
}

} // namespace jixiao

#include "core/store/form_records.h"
#include "core/store/form_repository.h"

#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

const QString projectCodeField = QStringLiteral("project.code");
const QString projectNameField = QStringLiteral("project.name");
const QString titleField = QStringLiteral("title");
const QString nameColumn = QStringLiteral("name");
const QString importLabel = QStringLiteral("导入");

Error unknownForm(const QString& form) {
    return {ErrorCode::TemplateInvalid, QStringLiteral("unknown form %1").arg(form), {{QStringLiteral("form"), form}}};
}

bool isSame(const FormSummary& known, const FormDocument& document, const Id& unit) {
    if (!(known.unit == unit) || known.form != document.form || known.fiscalYear != document.fiscalYear) return false;
    const QString code = document.field(projectCodeField);
    if (!code.isEmpty() || !known.projectCode.isEmpty()) return known.projectCode == code;
    const QString title = document.field(titleField);
    return known.title == (title.isEmpty() ? document.field(projectNameField) : title);
}

/// The edits that bring one document into the store.
class ImportEdits {
public:
    ImportEdits(const FormTemplate& form, const FormDocument& document, const Id& unit, IdSource& ids)
        : form_(form), document_(document), unit_(unit), ids_(ids) {}

    /// A new form. `project` is the project it joins, if it is known already.
    QList<RecordEdit> create(const Id& declaration, const std::optional<Record>& project) {
        edits_.clear();
        const bool hasProject = std::any_of(form_.fields.cbegin(), form_.fields.cend(),
                                            [](const FieldSpec& field) { return field.record == RecordType::project; });
        Id parent = project ? project->id : Id();
        if (hasProject && !project) parent = add(RecordType::project, {}).record;
        RecordEdit& root = add(RecordType::declaration, parent, declaration);
        root.values.insert(Field::form, document_.form);
        root.values.insert(Field::fiscalYear, QString::number(document_.fiscalYear));
        QHash<QString, Id> singles{{RecordType::declaration, declaration}, {RecordType::project, parent}};
        if (project) edits_.append(editOf(project->id));
        for (auto field = document_.fields.cbegin(); field != document_.fields.cend(); ++field)
            putField(declaration, singles, field.key(), field.value());
        for (const auto& table : form_.tables) {
            QString key;
            for (const auto& row : document_.rows(table.id))
                key = addRow(declaration, table, row, key);
        }
        return changed();
    }

    /// What differs from the form as it is stored.
    QList<RecordEdit> update(const FormRecords& records) {
        edits_.clear();
        QHash<QString, Id> singles{{RecordType::declaration, records.declaration().id}};
        for (const auto& field : form_.fields) {
            if (const auto holder = records.holder(field)) singles.insert(field.record, holder->id);
        }
        const FormDocument stored = records.toDocument();
        for (auto field = document_.fields.cbegin(); field != document_.fields.cend(); ++field) {
            if (stored.field(field.key()) != field.value())
                putField(records.declaration().id, singles, field.key(), field.value());
        }
        for (const auto& table : form_.tables)
            updateRows(records, stored, table);
        return changed();
    }

private:
    static RecordEdit editOf(const Id& record) {
        RecordEdit edit;
        edit.record = record;
        return edit;
    }

    RecordEdit& add(const QString& type, const Id& parent, const Id& id = {}) {
        RecordEdit edit = editOf(id.isNull() ? ids_.next() : id);
        edit.create = true;
        edit.type = type;
        edit.unit = unit_;
        edit.parent = parent;
        edits_.append(edit);
        return edits_.last();
    }

    RecordEdit& at(const Id& record) {
        const auto found =
            std::find_if(edits_.begin(), edits_.end(), [&](const RecordEdit& edit) { return edit.record == record; });
        if (found != edits_.end()) return *found;
        edits_.append(editOf(record));
        return edits_.last();
    }

    /// Blank on paper erases nothing.
    void putField(const Id& declaration, QHash<QString, Id>& singles, const QString& fieldId, const QString& value) {
        if (value.isEmpty()) return;
        const auto* spec = form_.field(fieldId);
        const QString type = spec ? spec->record : RecordType::declaration;
        if (singles.value(type).isNull()) singles.insert(type, add(type, declaration).record);
        at(singles.value(type)).values.insert(spec ? FormRecords::fieldName(*spec) : fieldId, value);
    }

    QString addRow(const Id& declaration, const TableSpec& table, const FormRow& row, const QString& after) {
        RecordEdit& edit = add(table.record, declaration);
        edit.values = FormRecords::rowValues(form_, table, row.cells);
        edit.values.removeIf([](const auto& value) { return value.value().isEmpty(); });
        edit.values.insert(Field::ordinal, rowKeyBetween(after, {}));
        return edit.values.value(Field::ordinal);
    }

    void updateRows(const FormRecords& records, const FormDocument& stored, const TableSpec& table) {
        const auto incoming = document_.rows(table.id);
        const auto present = stored.rows(table.id);
        const auto partner = matchRows(incoming, present);
        QString last = present.isEmpty() ? QString() : records.rows(table.id).last().value(Field::ordinal);
        for (int i = 0; i < incoming.size(); ++i) {
            if (partner.at(i) < 0) {
                last = addRow(records.declaration().id, table, incoming.at(i), last);
                continue;
            }
            const FormRow& old = present.at(partner.at(i));
            QMap<QString, QString> cells = incoming.at(i).cells;
            cells.removeIf(
                [&](const auto& cell) { return cell.value().isEmpty() || old.cell(cell.key()) == cell.value(); });
            if (!cells.isEmpty()) at(old.id).values.insert(FormRecords::rowValues(form_, table, cells));
        }
    }

    /// For each incoming row the index of its stored row, or -1: the same content, else the same name, else the place.
    static QList<int> matchRows(const QList<FormRow>& incoming, const QList<FormRow>& present) {
        QList<int> partner(incoming.size(), -1);
        QSet<int> taken;
        const auto pass = [&](auto matches) {
            for (int i = 0; i < incoming.size(); ++i) {
                for (int j = 0; partner.at(i) < 0 && j < present.size(); ++j) {
                    if (taken.contains(j) || !matches(incoming.at(i), present.at(j), i, j)) continue;
                    partner[i] = j;
                    taken.insert(j);
                }
            }
        };
        pass([](const FormRow& a, const FormRow& b, int, int) { return a.cells == b.cells; });
        pass([](const FormRow& a, const FormRow& b, int, int) {
            return !a.cell(nameColumn).isEmpty() && a.cell(nameColumn) == b.cell(nameColumn);
        });
        pass([](const FormRow&, const FormRow&, int i, int j) { return i == j; });
        return partner;
    }

    QList<RecordEdit> changed() {
        edits_.removeIf([](const RecordEdit& edit) { return !edit.create && edit.values.isEmpty(); });
        return edits_;
    }

    const FormTemplate& form_;
    const FormDocument& document_;
    Id unit_;
    IdSource& ids_;
    QList<RecordEdit> edits_;
};

} // namespace

std::optional<Record> FormRepository::knownProject(const QList<Record>& projects, const FormDocument& document,
                                                   const Id& unit) {
    const QString code = document.field(projectCodeField);
    const auto found = std::find_if(projects.cbegin(), projects.cend(), [&](const Record& project) {
        return !code.isEmpty() && project.unit == unit && project.value(Field::code) == code;
    });
    return found == projects.cend() ? std::nullopt : std::optional(*found);
}

Result<ImportOutcome> FormRepository::importForms(const QList<FormDocument>& documents, const Id& unit,
                                                  const Actor& actor) {
    const auto known = knownForms();
    if (!known) return known.error();
    const auto projects = store_.recordsOfType(RecordType::project);
    if (!projects) return projects.error();
    ImportOutcome outcome;
    for (const auto& document : documents) {
        const auto same = knownForm(*known, document, unit, outcome.declarations);
        if (!same) {
            const auto added = create(document, unit, actor, *projects);
            if (!added) return added.error();
            ++outcome.added;
            outcome.declarations.append(*added);
            continue;
        }
        const auto changes = changesTo(*same, document, unit);
        if (!changes) return changes.error();
        if (!changes->isEmpty()) {
            if (auto done = store_.apply({actor, *same, importLabel, *changes}); !done) return done.error();
        }
        ++(changes->isEmpty() ? outcome.unchanged : outcome.updated);
        outcome.declarations.append(*same);
    }
    return outcome;
}

Result<QList<ImportState>> FormRepository::previewImport(const QList<FormDocument>& documents, const Id& unit) const {
    const auto known = knownForms();
    if (!known) return known.error();
    QList<ImportState> states;
    QList<Id> taken;
    for (const auto& document : documents) {
        const auto same = knownForm(*known, document, unit, taken);
        if (!same) {
            states.append(ImportState::New);
            continue;
        }
        const auto changes = changesTo(*same, document, unit);
        if (!changes) return changes.error();
        states.append(changes->isEmpty() ? ImportState::Same : ImportState::Update);
        taken.append(*same);
    }
    return states;
}

Result<Id> FormRepository::createForm(const FormDocument& document, const Id& unit, const Actor& actor) {
    const auto projects = store_.recordsOfType(RecordType::project);
    if (!projects) return projects.error();
    return create(document, unit, actor, *projects);
}

Result<Id> FormRepository::create(const FormDocument& document, const Id& unit, const Actor& actor,
                                  const QList<Record>& projects) {
    const auto* form = catalogue_.find(document.form);
    if (!form) return unknownForm(document.form);
    const Id declaration = ids_.next();
    ImportEdits edits(*form, document, unit, ids_);
    auto done = store_.apply(
        {actor, declaration, importLabel, edits.create(declaration, knownProject(projects, document, unit))});
    if (!done) return done.error();
    return declaration;
}

/// Oldest first.
Result<QList<FormSummary>> FormRepository::knownForms() const {
    auto known = store_.formSummaries();
    if (known) std::sort(known->begin(), known->end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return known;
}

/// The form an import updates, unless it is one of `taken`.
std::optional<Id> FormRepository::knownForm(const QList<FormSummary>& known, const FormDocument& document,
                                            const Id& unit, const QList<Id>& taken) {
    const auto same = std::find_if(known.cbegin(), known.cend(), [&](const FormSummary& summary) {
        return !taken.contains(summary.id) && isSame(summary, document, unit);
    });
    return same == known.cend() ? std::nullopt : std::optional(same->id);
}

Result<QList<RecordEdit>> FormRepository::changesTo(const Id& declaration, const FormDocument& document,
                                                    const Id& unit) const {
    const auto* form = catalogue_.find(document.form);
    if (!form) return unknownForm(document.form);
    const auto stored = store_.formRecords(declaration);
    if (!stored) return stored.error();
    return ImportEdits(*form, document, unit, ids_).update(FormRecords(*form, *stored));
}

} // namespace jixiao

// The part of OutcomeViewModel that makes the self-evaluation form of the year.
#include "app/gui/outcome_view_model_p.h"
#include "core/outcomes/form_tables.h"
#include "core/store/form_records.h"

#include <algorithm>
#include <utility>

namespace jixiao {

namespace Column = outcomes::Column;

namespace {

const QString projectCode = QStringLiteral("project.code");
const QString projectName = QStringLiteral("project.name");
const QString totalScore = QStringLiteral("totalScore");
const QString label = QStringLiteral("按完成情况填写");

/// Columns that are worked out anew every time, blank included; anything else a person wrote is only replaced by words.
bool isWorkedOut(const QString& column) {
    static const QStringList columns{Column::actualValue,
                                     Column::weight,
                                     Column::score,
                                     Column::executionRate,
                                     Column::budgetInForce,
                                     Column::executedAmount,
                                     QStringLiteral("deviationReason")};
    return columns.contains(column);
}

/// The form of this kind that the unit has already for the project and year; the oldest of several.
std::optional<Id> knownEvaluation(const QList<FormSummary>& forms, const FormDocument& filled, const Id& unit) {
    std::optional<Id> found;
    const auto code = filled.field(projectCode);
    for (const auto& form : forms) {
        const bool sameKind = form.form == filled.form && form.fiscalYear == filled.fiscalYear && form.unit == unit;
        const bool sameProject =
            code.isEmpty() ? form.projectName == filled.field(projectName) : form.projectCode == code;
        if (sameKind && sameProject && (!found || form.id < *found)) found = form.id;
    }
    return found;
}

/// How much of one table another has room for.
int sharedColumns(const TableSpec& source, const TableSpec& target) {
    return int(std::count_if(source.columns.begin(), source.columns.end(),
                             [&](const FieldSpec& column) { return target.column(column.id) != nullptr; }));
}

/// What brings a form that is there up to date, as edits of one batch.
class Refresh {
public:
    Refresh(const FormTemplate& form, const FormRecords& records, IdSource& ids)
        : form_(form), records_(records), ids_(ids) {}

    QList<RecordEdit> to(const FormDocument& filled) {
        for (const auto& field : form_.fields) {
            const auto value = filled.field(field.id);
            if (!value.isEmpty() || field.id == totalScore) putField(field, value);
        }
        for (const auto& table : form_.tables)
            if (!table.plainStrings) putRows(table, filled.rows(table.id));
        return edits_;
    }

private:
    /// Names of projects and the like belong to the project; only the form's own fields are written.
    void putField(const FieldSpec& field, const QString& value) {
        if (field.record != RecordType::declaration) return;
        edit(records_.declaration().id).values.insert(FormRecords::fieldName(field), value);
    }

    void putRows(const TableSpec& table, const QList<FormRow>& rows) {
        const auto& present = records_.rows(table.id);
        QString last = present.isEmpty() ? QString() : present.last().value(Field::ordinal);
        QList<int> taken;
        for (int i = 0; i < rows.size(); ++i) {
            const int partner = table.fixedRows.isEmpty() ? named(table, present, rows[i], taken) : i;
            auto cells = rows[i].cells;
            if (partner < 0 || partner >= present.size()) {
                last = rowKeyBetween(last, {});
                create(table, cells, last);
                continue;
            }
            taken.append(partner);
            cells.removeIf([](const auto& cell) { return cell.value().isEmpty() && !isWorkedOut(cell.key()); });
            edit(present.at(partner).id).values.insert(FormRecords::rowValues(form_, table, cells));
        }
    }

    static int named(const TableSpec& table, const QList<Record>& present, const FormRow& row,
                     const QList<int>& taken) {
        const auto* column = table.column(Column::name);
        for (int i = 0; column && i < present.size(); ++i)
            if (!taken.contains(i) && present[i].value(FormRecords::fieldName(*column)) == row.cell(Column::name))
                return i;
        return -1;
    }

    void create(const TableSpec& table, const QMap<QString, QString>& cells, const QString& ordinal) {
        RecordEdit added;
        added.record = ids_.next();
        added.create = true;
        added.type = table.record;
        added.unit = records_.declaration().unit;
        added.parent = records_.declaration().id;
        added.values = FormRecords::rowValues(form_, table, cells);
        added.values.insert(Field::ordinal, ordinal);
        edits_.append(added);
    }

    RecordEdit& edit(const Id& record) {
        for (auto& known : edits_)
            if (known.record == record) return known;
        RecordEdit fresh;
        fresh.record = record;
        edits_.append(fresh);
        return edits_.last();
    }

    const FormTemplate& form_;
    const FormRecords& records_;
    IdSource& ids_;
    QList<RecordEdit> edits_;
};

/// On the store thread.
Result<Id> bringUpToDate(Store& store, const FormTemplate& form, IdSource& ids, const FormDocument& filled,
                         const Id& unit, const Actor& actor, const FormCatalogue& catalogue) {
    const auto forms = store.formSummaries();
    if (!forms) return forms.error();
    const auto known = knownEvaluation(*forms, filled, unit);
    if (!known) return FormRepository(store, catalogue, ids).createForm(filled, unit, actor);
    const auto records = store.formRecords(*known);
    if (!records) return records.error();
    const auto edits = Refresh(form, FormRecords(form, *records), ids).to(filled);
    if (auto done = store.apply({actor, *known, label, edits}); !done) return done.error();
    return *known;
}

} // namespace

QVariantList OutcomeViewModel::evaluationForms() const {
    QVariantList list;
    if (form() == nullptr || outcomes::indicatorTable(*form()) == nullptr) return list;
    QList<const FormTemplate*> fitting;
    for (const auto& each : services_.catalogue().forms())
        if (outcomes::evaluationTable(each) && each.yearFrom <= document_.fiscalYear &&
            document_.fiscalYear <= each.yearTo)
            fitting.append(&each);
    const auto& source = *outcomes::indicatorTable(*form());
    const auto rank = [&](const FormTemplate* each) {
        return std::make_pair(each->weightProfile == sheet_.profile,
                              sharedColumns(source, *outcomes::evaluationTable(*each)));
    };
    std::stable_sort(fitting.begin(), fitting.end(), [&](const auto* a, const auto* b) { return rank(a) > rank(b); });
    for (const auto* each : std::as_const(fitting))
        list.append(QVariantMap{{QStringLiteral("value"), each->id}, {QStringLiteral("label"), each->name}});
    return list;
}

void OutcomeViewModel::fillEvaluation(const QString& templateId) {
    const auto* target = services_.catalogue().find(templateId);
    if (target == nullptr || form() == nullptr || filling_ || services_.store() == nullptr) return;
    saveNow();
    clearError();
    const auto scored = scoredOf(input({document_.fiscalYear, 0}));
    if (!scored) return fail(scored.error());
    auto filled = outcomes::fillEvaluation(*scored, document_, *target);
    if (!filled) return fail(filled.error());
    // The project is found by its code, which these forms do not print.
    if (const auto code = document_.field(projectCode); !code.isEmpty()) filled->fields.insert(projectCode, code);
    filling_ = true;
    Q_EMIT fillingChanged();
    runInStore(
        *services_.store(), this,
        [target, filled = *filled, unit = summary_.unit, actor = services_.actor(), &ids = services_.ids(),
         &catalogue = services_.catalogue()](Store& store) {
            return bringUpToDate(store, *target, ids, filled, unit, actor, catalogue);
        },
        [this](const Result<Id>& made) {
            filling_ = false;
            Q_EMIT fillingChanged();
            if (!made) return fail(made.error());
            services_.notifyEdited({});
            Q_EMIT evaluationFilled(made->toString());
        });
}

} // namespace jixiao

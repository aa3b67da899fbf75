#include "core/review/unit_forms.h"

#include "core/domain/target_value.h"
#include "core/review/duty_row.h"
#include "core/review/text.h"

#include <algorithm>
#include <utility>

namespace jixiao {

namespace {

const QString projectTable = QStringLiteral("projects");
const QString dutyTable = QStringLiteral("duties");
const QString indicatorTable = QStringLiteral("indicators");
const QString nameColumn = QStringLiteral("name");
const QString amountColumn = QStringLiteral("yearBudget");

QString projectName(const FormDocument& document) {
    return review::plain(document.field(QStringLiteral("project.name")));
}

QString keyOf(const FormDocument& document) {
    const QString name = projectName(document);
    return name.isEmpty() || document.fiscalYear <= 0 ? QString() : QString::number(document.fiscalYear) + u'|' + name;
}

bool isProjectForm(const FormTemplate& form) {
    return form.field(QStringLiteral("budget.total")) != nullptr &&
           form.field(QStringLiteral("project.name")) != nullptr;
}

bool isOutcomeForm(const FormTemplate& form) {
    const auto* rows = form.table(indicatorTable);
    return rows != nullptr && (rows->column(QStringLiteral("actualValue")) != nullptr ||
                               rows->column(QStringLiteral("currentValue")) != nullptr);
}

/// The rows of the form about the indicators of these names.
QList<Id> rowsNamed(const FormDocument& document, const QStringList& names) {
    QList<Id> rows;
    for (const auto& row : document.rows(indicatorTable))
        if (!row.id.isNull() && names.contains(review::plain(row.cell(nameColumn)))) rows.append(row.id);
    return rows;
}

QDate dateOf(const FormDocument& document) {
    const auto value = TargetValue::parse(document.field(QStringLiteral("fillDate")).trimmed());
    return value.kind() == TargetValue::Kind::Date ? value.date() : QDate();
}

} // namespace

UnitForms::UnitForms(const QList<KnownForm>& forms, const FormCatalogue& catalogue) {
    for (const auto& form : catalogue.forms()) {
        if (isProjectForm(form)) projectForms_.insert(form.id);
        if (isOutcomeForm(form)) outcomeForms_.insert(form.id);
    }
    for (const auto& known : forms) {
        const auto& document = *known.document;
        const auto* form = catalogue.find(document.form);
        if (known.foreign) {
            if (form != nullptr) addForeign(document, *form);
            continue;
        }
        documents_.append(document);
        const QString key = keyOf(document);
        if (!key.isEmpty()) ofProject_[key].append(known);
        if (form == nullptr) continue;
        if (isProjectForm(*form)) {
            auto& year = years_[document.fiscalYear];
            const QString name = projectName(document);
            year.unique = year.unique && !name.isEmpty() && !year.projects.contains(name);
            year.projects.insert(name);
            if (year.oldest.isNull() || document.id < year.oldest) year.oldest = document.id;
        }
        addBudget(document, *form);
    }
}

bool UnitForms::concernsOthers(const FormTemplate& form) { return form.table(dutyTable) != nullptr; }

void UnitForms::addForeign(const FormDocument& document, const FormTemplate& form) {
    QList<review::DutyRow> duties;
    bool moved = false;
    review::readDuties(duties, document, form, moved);
    for (const auto& row : std::as_const(duties))
        if (row.masked && !row.activity.isEmpty()) masked_[document.fiscalYear].insert(review::plain(row.activity));
}

void UnitForms::addBudget(const FormDocument& document, const FormTemplate& form) {
    const auto* table = form.table(projectTable);
    const auto rows = document.rows(projectTable);
    if (table == nullptr || table->column(amountColumn) == nullptr || rows.isEmpty()) return;
    auto& year = years_[document.fiscalYear];
    ++year.budgets;
    const QString written = document.field(QStringLiteral("moneyUnit")).trimmed();
    const bool yuan = (written.isEmpty() ? form.moneyUnit : written) == QStringLiteral("元");
    Money sum;
    bool readable = true;
    for (const auto& row : rows) {
        const QString name = review::plain(row.cell(nameColumn));
        const QString raw = row.cell(amountColumn).trimmed();
        const auto amount = Money::parse(raw, yuan ? MoneyUnit::Yuan : MoneyUnit::WanYuan);
        readable = readable && !raw.isEmpty() && amount && !name.isEmpty() && !year.listed.contains(name);
        year.listed.insert(name);
        if (readable) sum = sum + *amount;
    }
    if (readable) year.stated = sum;
}

FormFacts UnitForms::factsFor(const FormDocument& document) const {
    FormFacts facts;
    facts.projectExpenditure = projectExpenditure(document);
    facts.maskedElsewhere = masked_.value(document.fiscalYear);
    if (!outcomeForms_.contains(document.form)) return facts;
    facts.previousPeriod = previousPeriod(document);
    if (const auto* project = projectForm(document)) {
        if (project->approved) facts.approved = project->document;
        if (project->approved || project->adjusting) {
            facts.adjustmentRecorded = project->adjusted || project->adjusting;
            facts.adjustmentOpen = project->adjusting;
        }
        if (project->surveyed) facts.surveyedRows = rowsNamed(document, *project->surveyed);
        facts.manualScores = rowsNamed(document, project->scoredByHand);
    }
    return facts;
}

/// The only form with the budget of the project; null when there are several.
const KnownForm* UnitForms::projectForm(const FormDocument& document) const {
    const auto same = ofProject_.constFind(keyOf(document));
    if (same == ofProject_.cend()) return nullptr;
    const KnownForm* found = nullptr;
    for (const auto& known : *same) {
        if (!projectForms_.contains(known.document->form) || known.document->id == document.id) continue;
        if (found != nullptr) return nullptr;
        found = &known;
    }
    return found;
}

/// The newest of those filled in on a day before this one; none when two are of that day.
std::shared_ptr<const FormDocument> UnitForms::previousPeriod(const FormDocument& document) const {
    const QDate day = dateOf(document);
    const auto same = ofProject_.constFind(keyOf(document));
    if (!day.isValid() || same == ofProject_.cend()) return nullptr;
    std::shared_ptr<const FormDocument> newest;
    QDate newestDay;
    bool alone = true;
    for (const auto& known : *same) {
        if (known.document->form != document.form || known.document->id == document.id) continue;
        const QDate other = dateOf(*known.document);
        if (!other.isValid() || other >= day || (newest && other < newestDay)) continue;
        alone = other != newestDay;
        newest = known.document;
        newestDay = other;
    }
    return alone ? newest : nullptr;
}

/// Said at one form only, and only when the forms are exactly those of the projects the budget lists.
std::optional<Money> UnitForms::projectExpenditure(const FormDocument& document) const {
    const auto year = years_.constFind(document.fiscalYear);
    if (year == years_.cend() || !projectForms_.contains(document.form) || document.id.isNull()) return std::nullopt;
    if (year->budgets != 1 || !year->unique || (!year->oldest.isNull() && year->oldest < document.id))
        return std::nullopt;
    const QString own = projectName(document);
    const bool all = !year->projects.contains(own) && year->listed.contains(own) &&
                     year->listed.size() == year->projects.size() + 1 && year->listed.contains(year->projects);
    return all ? year->stated : std::nullopt;
}

} // namespace jixiao

#include "app/cli/score_form.h"

#include <algorithm>

namespace jixiao::cli {

using namespace scoring;

namespace {

Error misfit(const QString& why) { return {ErrorCode::InvalidInput, why}; }

bool hasColumns(const TableSpec& table, const QStringList& columns) {
    return std::all_of(columns.begin(), columns.end(),
                       [&](const QString& column) { return table.column(column) != nullptr; });
}

/// The last table with these columns: where there is a long-term and an annual one, the annual one.
const TableSpec* tableWith(const FormTemplate& form, const QStringList& columns) {
    const TableSpec* found = nullptr;
    for (const auto& table : form.tables)
        if (hasColumns(table, columns)) found = &table;
    return found;
}

const QString nameColumn = QStringLiteral("name");
const QString targetColumn = QStringLiteral("target");
const QString actualColumn = QStringLiteral("actualValue");
const QString budgetColumn = QStringLiteral("budgetInForce");
const QString executedColumn = QStringLiteral("executedAmount");

const TableSpec* indicatorTable(const FormTemplate& form) {
    const auto* levelled = tableWith(form, {nameColumn, targetColumn, QStringLiteral("level2")});
    return levelled ? levelled : tableWith(form, {nameColumn, targetColumn, actualColumn});
}

/// A table whose rows stand beside 优良中差 standards.
const TableSpec* standardTable(const FormTemplate& form) {
    QStringList columns{nameColumn};
    for (const auto& grade : ScoringRules::builtIn().standard)
        columns.append(grade.column);
    return tableWith(form, columns);
}

const TableSpec* scoredTable(const FormTemplate& form) {
    const auto* indicators = indicatorTable(form);
    return indicators ? indicators : standardTable(form);
}

Result<void> readAmount(const QString& text, MoneyUnit unit, std::optional<Money>& amount) {
    if (text.trimmed().isEmpty()) return {};
    const auto money = Money::parse(text, unit);
    if (!money) return misfit(QStringLiteral("not an amount: ") + text.left(40));
    amount = *money;
    return {};
}

/// Amounts reported, else those of the form's own table of funds, else its budget.
Result<Funds> readFunds(const FormDocument& document, const FormTemplate& form, const ReportedForm& reported) {
    auto unitWord = document.field(QStringLiteral("moneyUnit")).trimmed();
    if (unitWord.isEmpty()) unitWord = form.moneyUnit;
    const auto unit = unitWord == QStringLiteral("元") ? MoneyUnit::Yuan : MoneyUnit::WanYuan;
    auto budget = reported.budgetInForce;
    auto executed = reported.executedAmount;
    if (const auto* table = tableWith(form, {budgetColumn, executedColumn})) {
        const auto total = table->withFixedRows(document.rows(table->id)).value(0);
        if (budget.trimmed().isEmpty()) budget = total.cell(budgetColumn);
        if (executed.trimmed().isEmpty()) executed = total.cell(executedColumn);
    }
    if (budget.trimmed().isEmpty()) budget = document.field(QStringLiteral("budget.total"));
    Funds funds{{}, {}, reported.fundsReason};
    if (auto read = readAmount(budget, unit, funds.budget); !read) return read.error();
    if (auto read = readAmount(executed, unit, funds.executed); !read) return read.error();
    return funds;
}

/// Leaves out the rows nobody filled in and nobody reported on.
void keepFilled(ScoredForm& scored, const QList<QMap<QString, QString>>& rows, const QList<Outcome>& outcomes,
                const QList<Indicator>& indicators) {
    for (int i = 0; i < rows.size(); ++i) {
        const bool blank = rows[i].value(nameColumn).trimmed().isEmpty() &&
                           rows[i].value(targetColumn).trimmed().isEmpty() && outcomes[i].actual.trimmed().isEmpty();
        if (blank) continue;
        scored.rows.append(i);
        scored.outcomes.append(outcomes[i]);
        scored.indicators.append(indicators[i]);
    }
}

void light(ScoredForm& scored, const ScoringRules& rules) {
    for (int i = 0; i < scored.indicators.size(); ++i)
        scored.lights.append(indicatorLight(scored.indicators[i], scored.outcomes[i].actual, scored.month, rules));
    if (scored.funds.budget && scored.funds.executed)
        scored.fundsLight = fundsLight(*scored.funds.executed, *scored.funds.budget, scored.month, rules);
}

Result<ScoredForm> scoreForm(const ImportResult& forms, const ReportedForm& reported, const FormTemplate& form,
                             const ScoreOptions& options) {
    const auto& rules = ScoringRules::builtIn();
    const auto& document = forms.documents.at(reported.document);
    const auto* table = scoredTable(form);
    if (!table)
        return misfit(QStringLiteral("document %1 (%2) has no indicators").arg(reported.document).arg(form.name));
    ScoredForm scored;
    scored.document = reported.document;
    scored.form = &form;
    scored.table = table->id;
    scored.month = reported.month;

    QList<QMap<QString, QString>> rows;
    QStringList names;
    const auto filled = document.rows(table->id);
    for (const auto& row : filled) {
        rows.append(row.cells);
        names.append(row.cell(nameColumn));
    }
    auto outcomes = placeOutcomes(reported.indicators, names);
    if (!outcomes) return misfit(QStringLiteral("document %1 ").arg(reported.document) + outcomes.error().detail);
    if (table->column(actualColumn) && reported.indicators.isEmpty())
        std::transform(rows.begin(), rows.end(), outcomes->begin(), outcomeFromCells);
    keepFilled(scored, rows, *outcomes, Indicator::fromRows(rows, rules));

    auto funds = readFunds(document, form, reported);
    if (!funds) return funds.error();
    scored.funds = *funds;
    if (table == standardTable(form)) {
        for (int i = 0; i < scored.rows.size(); ++i)
            scored.standards.append(
                Standard::fromCells(rows[scored.rows[i]], rules).score(scored.outcomes[i].actual, options.points));
        return scored;
    }
    if (scored.month > 0) {
        light(scored, rules);
        return scored;
    }
    const auto name = options.profile.isEmpty() ? form.weightProfile : options.profile;
    const auto* profile = rules.profile(name);
    if (!profile) {
        QStringList known;
        for (const auto& one : rules.profiles)
            known.append(one.name);
        return misfit(QStringLiteral("--profile %1: one of %2 is needed").arg(name, known.join(QStringLiteral(", "))));
    }
    scored.evaluation =
        evaluate({scored.indicators, scored.outcomes, scored.funds, reported.projectStart}, *profile, rules);
    return scored;
}

/// The form a report means.
Result<int> placeForm(const ReportedForm& reported, const ImportResult& forms) {
    const auto named = [&](const FormDocument& document) {
        const auto wanted = reported.project.simplified();
        return document.field(QStringLiteral("project.name")).simplified() == wanted ||
               document.field(QStringLiteral("project.code")).simplified() == wanted;
    };
    if (reported.document >= 0) {
        if (reported.document >= forms.documents.size())
            return misfit(QStringLiteral("there is no document %1").arg(reported.document));
        if (!reported.project.isEmpty() && !named(forms.documents[reported.document]))
            return misfit(
                QStringLiteral("document %1 is not %2").arg(reported.document).arg(reported.project.left(60)));
        return reported.document;
    }
    if (reported.project.isEmpty()) {
        if (forms.documents.size() == 1) return 0;
        return misfit(
            QStringLiteral("document or project is needed: the file holds %1 forms").arg(forms.documents.size()));
    }
    const auto count = std::count_if(forms.documents.begin(), forms.documents.end(), named);
    if (count != 1) return misfit(QStringLiteral("%1 forms are called %2").arg(count).arg(reported.project.left(60)));
    return int(std::find_if(forms.documents.begin(), forms.documents.end(), named) - forms.documents.begin());
}

/// One empty report for every form that holds actual values itself.
Outcomes ownOutcomes(const ImportResult& forms, const FormCatalogue& catalogue) {
    Outcomes result;
    for (int i = 0; i < forms.documents.size(); ++i) {
        const auto* form = catalogue.find(forms.documents[i].form);
        const auto* table = form ? indicatorTable(*form) : nullptr;
        if (!table || !table->column(actualColumn)) continue;
        ReportedForm own;
        own.document = i;
        result.forms.append(own);
    }
    return result;
}

} // namespace

Result<QList<ScoredForm>> scoreForms(const ImportResult& forms, const std::optional<Outcomes>& outcomes,
                                     const FormCatalogue& catalogue, const ScoreOptions& options) {
    auto reports = outcomes ? *outcomes : ownOutcomes(forms, catalogue);
    if (reports.forms.isEmpty())
        return misfit(QStringLiteral("--outcomes FILE is needed: no form holds actual values"));
    QList<ScoredForm> result;
    for (auto& reported : reports.forms) {
        const auto place = placeForm(reported, forms);
        if (!place) return place.error();
        reported.document = *place;
        const auto same = [&](const ScoredForm& other) { return other.document == *place; };
        if (std::any_of(result.begin(), result.end(), same))
            return misfit(QStringLiteral("document %1 is reported twice").arg(*place));
        const auto* form = catalogue.find(forms.documents[*place].form);
        if (!form) return misfit(QStringLiteral("document %1 is of an unknown form").arg(*place));
        auto scored = scoreForm(forms, reported, *form, options);
        if (!scored) return scored.error();
        result.append(*std::move(scored));
    }
    return result;
}

} // namespace jixiao::cli

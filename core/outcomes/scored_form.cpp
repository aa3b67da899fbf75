#include "core/outcomes/scored_form.h"

#include "core/outcomes/form_tables.h"

#include <algorithm>

namespace jixiao::outcomes {

using namespace scoring;

namespace {

Error misfit(const QString& why) { return {ErrorCode::InvalidInput, why}; }

Result<void> readAmount(const QString& text, MoneyUnit unit, std::optional<Money>& amount) {
    if (text.trimmed().isEmpty()) return {};
    const auto money = Money::parse(text, unit);
    if (!money) return misfit(QStringLiteral("not an amount: ") + text.left(40));
    amount = *money;
    return {};
}

/// Amounts reported, else those of the form's own table of funds, else its budget.
Result<Funds> readFunds(const FormDocument& document, const FormTemplate& form, const ReportedForm& reported) {
    const auto unit = moneyUnit(moneyWord(document, form));
    auto budget = reported.budgetInForce;
    auto executed = reported.executedAmount;
    if (const auto* table = fundsTable(form)) {
        const auto total = table->withFixedRows(document.rows(table->id)).value(0);
        if (budget.trimmed().isEmpty()) budget = total.cell(Column::budgetInForce);
        if (executed.trimmed().isEmpty()) executed = total.cell(Column::executedAmount);
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
        const bool blank = rows[i].value(Column::name).trimmed().isEmpty() &&
                           rows[i].value(Column::target).trimmed().isEmpty() && outcomes[i].actual.trimmed().isEmpty();
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

} // namespace

Result<ScoredForm> scoreForm(const FormDocument& document, const ReportedForm& reported, const FormTemplate& form,
                             const ScoreOptions& options) {
    const auto& rules = ScoringRules::builtIn();
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
        names.append(row.cell(Column::name));
    }
    auto outcomes = placeOutcomes(reported.indicators, names);
    if (!outcomes) return misfit(QStringLiteral("document %1 ").arg(reported.document) + outcomes.error().detail);
    if (table->column(Column::actualValue) && reported.indicators.isEmpty())
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

namespace {

/// The form a report means.
Result<int> placeForm(const ReportedForm& reported, const QList<FormDocument>& documents) {
    const auto named = [&](const FormDocument& document) {
        const auto wanted = reported.project.simplified();
        return document.field(QStringLiteral("project.name")).simplified() == wanted ||
               document.field(QStringLiteral("project.code")).simplified() == wanted;
    };
    if (reported.document >= 0) {
        if (reported.document >= documents.size())
            return misfit(QStringLiteral("there is no document %1").arg(reported.document));
        if (!reported.project.isEmpty() && !named(documents[reported.document]))
            return misfit(
                QStringLiteral("document %1 is not %2").arg(reported.document).arg(reported.project.left(60)));
        return reported.document;
    }
    if (reported.project.isEmpty()) {
        if (documents.size() == 1) return 0;
        return misfit(QStringLiteral("document or project is needed: the file holds %1 forms").arg(documents.size()));
    }
    const auto count = std::count_if(documents.begin(), documents.end(), named);
    if (count != 1) return misfit(QStringLiteral("%1 forms are called %2").arg(count).arg(reported.project.left(60)));
    return int(std::find_if(documents.begin(), documents.end(), named) - documents.begin());
}

/// One empty report for every form that holds actual values itself.
Outcomes ownOutcomes(const QList<FormDocument>& documents, const FormCatalogue& catalogue) {
    Outcomes result;
    for (int i = 0; i < documents.size(); ++i) {
        const auto* form = catalogue.find(documents[i].form);
        const auto* table = form ? indicatorTable(*form) : nullptr;
        if (!table || !table->column(Column::actualValue)) continue;
        ReportedForm own;
        own.document = i;
        result.forms.append(own);
    }
    return result;
}

} // namespace

Result<QList<ScoredForm>> scoreForms(const QList<FormDocument>& documents, const std::optional<Outcomes>& outcomes,
                                     const FormCatalogue& catalogue, const ScoreOptions& options) {
    auto reports = outcomes ? *outcomes : ownOutcomes(documents, catalogue);
    if (reports.forms.isEmpty())
        return misfit(QStringLiteral("--outcomes FILE is needed: no form holds actual values"));
    QList<ScoredForm> result;
    for (auto& reported : reports.forms) {
        const auto place = placeForm(reported, documents);
        if (!place) return place.error();
        reported.document = *place;
        const auto same = [&](const ScoredForm& other) { return other.document == *place; };
        if (std::any_of(result.begin(), result.end(), same))
            return misfit(QStringLiteral("document %1 is reported twice").arg(*place));
        const auto* form = catalogue.find(documents[*place].form);
        if (!form) return misfit(QStringLiteral("document %1 is of an unknown form").arg(*place));
        auto scored = scoreForm(documents.at(*place), reported, *form, options);
        if (!scored) return scored.error();
        result.append(*std::move(scored));
    }
    return result;
}

} // namespace jixiao::outcomes

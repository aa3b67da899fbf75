#include "app/gui/outcome_scores.h"

#include "app/gui/format.h"
#include "core/outcomes/form_tables.h"
#include "core/outcomes/value_entry.h"
#include "core/scoring/measure.h"

#include <QCoreApplication>

#include <algorithm>

namespace jixiao {

using outcomes::Period;
using outcomes::ValueEntry;
using outcomes::ReportField::actualValue;
using scoring::Light;
using scoring::ScoringRules;
namespace ReportField = outcomes::ReportField;
namespace Column = outcomes::Column;

namespace {

const QString lastYearColumn = QStringLiteral("lastYear");
const QString budgetField = QStringLiteral("budget.total");

QString words(const char* text) { return QCoreApplication::translate("Outcomes", text); }

QString kindName(ValueEntry::Kind kind) {
    switch (kind) {
    case ValueEntry::Kind::Number:
        return QStringLiteral("number");
    case ValueEntry::Kind::Words:
        return QStringLiteral("words");
    case ValueEntry::Kind::Date:
        return QStringLiteral("date");
    case ValueEntry::Kind::Text:
        break;
    }
    return QStringLiteral("text");
}

QString stateName(scoring::State state) {
    switch (state) {
    case scoring::State::Scored:
        return QStringLiteral("scored");
    case scoring::State::NotApplicable:
        return QStringLiteral("notApplicable");
    case scoring::State::Undecided:
        return QStringLiteral("undecided");
    case scoring::State::Unfilled:
        break;
    }
    return QStringLiteral("unfilled");
}

QString stateName(scoring::StandardScore::State state) {
    switch (state) {
    case scoring::StandardScore::State::Graded:
        return QStringLiteral("graded");
    case scoring::StandardScore::State::Uncovered:
        return QStringLiteral("uncovered");
    case scoring::StandardScore::State::Undecided:
        return QStringLiteral("undecided");
    case scoring::StandardScore::State::Unfilled:
        break;
    }
    return QStringLiteral("unfilled");
}

QString textOf(const std::optional<Decimal>& value) { return value ? scoring::points(*value) : QString(); }

bool isReadable(const QString& amount, MoneyUnit unit) {
    return amount.trimmed().isEmpty() || bool(Money::parse(amount, unit));
}

/// The grades of a standard in one line.
QString standardText(const FormRow& row, const ScoringRules& rules) {
    QStringList parts;
    for (const auto& grade : rules.standard)
        if (const auto cell = row.cell(grade.column).trimmed(); !cell.isEmpty()) parts.append(grade.word + cell);
    return parts.join(QStringLiteral("  "));
}

/// Builds the rows of a sheet one by one.
class Rows {
public:
    Rows(const OutcomeInput& input, const outcomes::ScoredForm& scored)
        : in_(input), scored_(scored), cells_(input.document.rows(scored.table)) {}

    OutcomeRowsModel::Row at(int i) const {
        const auto& cells = cells_.at(scored_.rows.at(i));
        OutcomeRowsModel::Row row;
        row.id = cells.id;
        row.name = scored_.indicators[i].name;
        fillTarget(row, i, cells);
        fillValue(row, i, cells);
        fillWords(row);
        if (scored_.evaluation)
            fillScore(row, scored_.evaluation->indicators[i]);
        else if (!scored_.standards.isEmpty())
            fillStandard(row, scored_.standards[i]);
        if (scored_.standards.isEmpty()) fillLight(row, i);
        return row;
    }

private:
    QString reported(const Id& row, const QString& field) const { return in_.reports.value({row, in_.period, field}); }

    void fillTarget(OutcomeRowsModel::Row& row, int i, const FormRow& cells) const {
        const auto& indicator = scored_.indicators[i];
        QStringList levels{indicator.level1, indicator.level2};
        levels.removeAll(QString());
        row.level = levels.join(QStringLiteral(" · "));
        row.target = scored_.standards.isEmpty() ? indicator.target.raw().trimmed() : standardText(cells, rules_);
        row.survey = indicator.isSatisfaction;
    }

    /// A standard is typed like its best grade: in the same unit.
    scoring::Indicator entryIndicator(int i, const FormRow& cells) const {
        if (scored_.standards.isEmpty()) return scored_.indicators[i];
        auto best = cells.cells;
        best[Column::target] = cells.cell(rules_.standard.first().column);
        return scoring::Indicator::fromCells(best, rules_);
    }

    void fillValue(OutcomeRowsModel::Row& row, int i, const FormRow& cells) const {
        const auto indicator = entryIndicator(i, cells);
        const auto entry = outcomes::entryOf(indicator, reported(row.id, actualValue), rules_);
        row.kind = kindName(entry.kind);
        row.typed = entry.typed;
        row.unitText = entry.unit;
        row.words = entry.words;
        row.countable = entry.countable;
        row.monthCount = in_.reports.value({row.id, tallyMonth(in_.period, in_.today), ReportField::count}).toInt();
        if (const auto earlier = in_.reports.before(row.id, in_.period)) {
            row.last = earlier->value;
            row.lastFrom = periodName(earlier->period);
        } else if (const auto last = cells.cell(lastYearColumn).trimmed(); !last.isEmpty()) {
            row.last = last;
            row.lastFrom = words(QT_TRANSLATE_NOOP("Outcomes", "上年"));
        }
    }

    void fillWords(OutcomeRowsModel::Row& row) const {
        row.reason = reported(row.id, ReportField::deviationReason);
        row.deviationClass = reported(row.id, ReportField::deviationClass);
        row.note = reported(row.id, ReportField::note);
        row.evidence = reported(row.id, ReportField::evidence);
        row.notApplicable = reported(row.id, ReportField::notApplicable);
        row.givenScore = reported(row.id, ReportField::score);
        row.targetTooLow = reported(row.id, ReportField::targetTooLow) == QLatin1String("1");
        row.sampleSize = reported(row.id, ReportField::sampleSize);
        row.surveyDate = reported(row.id, ReportField::surveyDate);
        const auto who = reported(row.id, Field::personName);
        const auto when = friendlyTime(reported(row.id, Field::at).toLongLong(), in_.nowMs);
        row.by = who.isEmpty() ? QString() : who + u' ' + when;
    }

    void fillScore(OutcomeRowsModel::Row& row, const scoring::IndicatorResult& result) const {
        const auto& score = result.score;
        row.state = stateName(score.state);
        row.score = textOf(score.score);
        row.weight = textOf(score.weight);
        row.arithmetic = score.arithmetic;
        row.weightFrom = result.weightArithmetic;
        row.needs = score.needs;
        row.notes = score.notes;
        row.asksReason = score.score && score.weight && *score.score < *score.weight;
    }

    static void fillStandard(OutcomeRowsModel::Row& row, const scoring::StandardScore& score) {
        row.state = stateName(score.state);
        row.grade = score.grade;
        row.score = textOf(score.score);
        row.arithmetic = score.arithmetic;
    }

    void fillLight(OutcomeRowsModel::Row& row, int i) const {
        const auto& actual = scored_.outcomes[i].actual;
        const auto line = scoring::indicatorLight(scored_.indicators[i], actual, in_.period.upTo(), rules_);
        const bool applies = row.notApplicable.trimmed().isEmpty();
        if (!actual.trimmed().isEmpty() && applies) {
            row.light = scoring::lightName(line.light);
            row.lightFrom = line.arithmetic;
        }
        row.over = applies && isOver(i);
        const bool deviates = applies && (line.light == Light::Red || line.light == Light::Yellow || row.over);
        row.asksReason = row.asksReason || deviates || !row.reason.isEmpty() || !row.deviationClass.isEmpty();
        const bool monthly = !scored_.evaluation;
        if (monthly && deviates && row.reason.trimmed().isEmpty())
            row.needs.append(words(QT_TRANSLATE_NOOP("Outcomes", "偏差原因")));
    }

    bool isOver(int i) const {
        const auto& indicator = scored_.indicators[i];
        const auto actual = TargetValue::parse(scored_.outcomes[i].actual);
        const auto& target = indicator.target;
        const bool upwards = indicator.comparator == Comparator::AtLeast || indicator.comparator == Comparator::Above ||
                             indicator.comparator == Comparator::Equal;
        if (!upwards || target.kind() != TargetValue::Kind::Number || actual.kind() != TargetValue::Kind::Number)
            return false;
        const auto measures =
            scoring::inOneUnit({actual.value(), actual.unit()}, {target.value(), indicator.unit}, target.upper());
        const auto limit = measures ? measures->target.times(rules_.overAchievement) : Error{ErrorCode::InvalidInput};
        return limit && Decimal(0) < measures->target && *limit < measures->actual;
    }

    const OutcomeInput& in_;
    const outcomes::ScoredForm& scored_;
    QList<FormRow> cells_;
    const ScoringRules& rules_ = ScoringRules::builtIn();
};

void fillFunds(OutcomeSheet& sheet, const OutcomeInput& input, const outcomes::ScoredForm& scored) {
    const auto unit = outcomes::moneyUnit(outcomes::moneyWord(input.document, input.form));
    const auto typed = [&](const QString& field) { return input.reports.value({{}, input.period, field}); };
    sheet.funds = scored.standards.isEmpty();
    sheet.budgetHint = input.document.field(budgetField).trimmed();
    for (const auto& amount : {typed(ReportField::budgetInForce), typed(ReportField::executedAmount)})
        if (!isReadable(amount, unit))
            sheet.fundsProblem = words(QT_TRANSLATE_NOOP("Outcomes", "“%1”不是金额")).arg(amount.left(40));
    if (!scored.funds.budget || !scored.funds.executed) return;
    const auto line =
        scoring::fundsLight(*scored.funds.executed, *scored.funds.budget, input.period.upTo(), ScoringRules::builtIn());
    sheet.fundsLight = scoring::lightName(line.light);
    sheet.fundsLightFrom = line.arithmetic;
}

void fillTotals(OutcomeSheet& sheet, const scoring::SelfEvaluation& evaluation) {
    const auto& execution = evaluation.execution;
    sheet.scores = true;
    sheet.profile = evaluation.profile;
    sheet.rate = textOf(execution.rate);
    sheet.executionScore = textOf(execution.score.score);
    sheet.executionWeight = textOf(execution.score.weight);
    sheet.executionFrom = execution.score.arithmetic;
    sheet.fundsNeeds = execution.score.needs;
    sheet.total = scoring::points(evaluation.total);
    sheet.maximum = scoring::points(evaluation.maximum);
    sheet.totalFrom = evaluation.totalArithmetic();
    sheet.grade = evaluation.isComplete ? evaluation.grade : QString();
    sheet.notes = evaluation.notes;
    sheet.checkLight = scoring::lightName(evaluation.check.light);
    sheet.checkFrom = evaluation.check.arithmetic;
}

} // namespace

Period tallyMonth(const Period& period, const QDate& today) {
    if (!period.isYear()) return period;
    return {period.year, today.year() == period.year ? today.month() : 12};
}

QString periodName(const Period& period) {
    if (period.isYear()) return words(QT_TRANSLATE_NOOP("Outcomes", "全年"));
    if (period.month == 1) return words(QT_TRANSLATE_NOOP("Outcomes", "1月"));
    return words(QT_TRANSLATE_NOOP("Outcomes", "1–%1月")).arg(period.month);
}

Result<outcomes::ScoredForm> scoredOf(const OutcomeInput& input) {
    const auto* table = outcomes::scoredTable(input.form);
    if (!table) return Error{ErrorCode::InvalidInput, input.form.name};
    auto reported = input.reports.toReported(input.document.rows(table->id), input.period);
    const auto unit = outcomes::moneyUnit(outcomes::moneyWord(input.document, input.form));
    for (auto* amount : {&reported.budgetInForce, &reported.executedAmount})
        if (!isReadable(*amount, unit)) amount->clear();
    auto document = input.document;
    if (auto& budget = document.fields[budgetField]; !isReadable(budget, unit)) budget.clear();
    const bool known = ScoringRules::builtIn().profile(input.profile) != nullptr;
    return outcomes::scoreForm(document, reported, input.form, {known ? input.profile : QString()});
}

OutcomeSheet sheetOf(const OutcomeInput& input) {
    OutcomeSheet sheet;
    const auto scored = scoredOf(input);
    if (!scored) return sheet;
    const Rows rows(input, *scored);
    for (int i = 0; i < scored->rows.size(); ++i)
        sheet.rows.append(rows.at(i));
    fillFunds(sheet, input, *scored);
    if (scored->evaluation) fillTotals(sheet, *scored->evaluation);
    QStringList lights{sheet.fundsLight};
    for (const auto& row : std::as_const(sheet.rows))
        lights.append(row.light);
    for (const auto* worse : {"red", "yellow", "green", "blue"})
        if (sheet.light.isEmpty() && lights.contains(QLatin1String(worse))) sheet.light = QLatin1String(worse);
    return sheet;
}

} // namespace jixiao

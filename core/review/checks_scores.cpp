#include "core/review/check.h"
#include "core/review/outcome.h"
#include "core/review/text.h"

#include <algorithm>

namespace jixiao::review {

namespace {

const Decimal hundred(100);
const QString scoreColumn = QStringLiteral("score");
const FieldPath totalScore{{}, -1, QStringLiteral("totalScore")};

std::optional<Decimal> number(const QString& text) {
    const auto value = text.isEmpty() ? Result<Decimal>(Error{ErrorCode::InvalidInput, {}}) : Decimal::parse(text);
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<Decimal> percent(QString text) {
    if (text.endsWith(u'%') || text.endsWith(u'％')) text.chop(1);
    return number(text.trimmed());
}

QString shortly(const Decimal& value) { return value.normalized().toString(); }

/// The points for spending: as printed, else what the weight profile gives them.
std::optional<Decimal> fundWeight(const Check& check) {
    const auto* whole = check.form.wholeFund();
    if (!whole) return std::nullopt;
    if (!whole->weight.isEmpty()) return percent(whole->weight);
    const auto& usual = check.map(QStringLiteral("fundWeights"));
    const QString profile = check.form.form.weightProfile;
    return number(usual.value(usual.contains(profile) ? profile : QStringLiteral("default")));
}

void rateWrong(Check& check) {
    for (const auto& row : check.form.funds) {
        const auto rate = percent(row.rate);
        if (!rate || !row.executed.value || !row.inForce.value) continue;
        const auto exact = percentOf(Decimal(row.executed.value->fen()), Decimal(row.inForce.value->fen()));
        if (exact && distance(*exact, *rate) > check.number(QStringLiteral("tolerance")))
            check.report(row.at(QStringLiteral("executionRate")),
                         {{QStringLiteral("v"), row.rate},
                          {QStringLiteral("to"), exact->rounded(2).toString() + u'%'},
                          {QStringLiteral("a"), ParsedForm::wan(*row.executed.value)},
                          {QStringLiteral("b"), ParsedForm::wan(*row.inForce.value)}});
    }
}

bool isOneOf(const QList<Decimal>& scores, const Decimal& score, const Decimal& tolerance) {
    return std::any_of(scores.begin(), scores.end(),
                       [&](const Decimal& one) { return distance(one, score) <= tolerance; });
}

void reportScore(Check& check, const FieldPath& path, const QString& name, const Decimal& score,
                 const Decimal& expected) {
    check.report(path, {{QStringLiteral("n"), name},
                        {QStringLiteral("v"), shortly(score)},
                        {QStringLiteral("to"), shortly(expected.rounded(2))}});
}

void fundScore(Check& check) {
    const auto* whole = check.form.wholeFund();
    const auto score = whole ? number(whole->score) : std::nullopt;
    const auto weight = fundWeight(check);
    if (!score || !weight || !whole->executed.value || !whole->inForce.value) return;
    auto rate = percentOf(Decimal(whole->executed.value->fen()), Decimal(whole->inForce.value->fen()));
    if (!rate) return;
    if (*rate > hundred) rate = hundred;
    const auto points = rate->times(*weight);
    const auto expected = points ? points->dividedBy(hundred, 6) : points;
    if (expected && distance(*expected, *score) > check.number(QStringLiteral("tolerance")))
        reportScore(check, whole->at(scoreColumn), whole->item, *score, *expected);
}

void scoreWrong(Check& check) {
    fundScore(check);
    const auto& byHand = check.facts().manualScores;
    const auto rows = check.form.document.rows(QStringLiteral("indicators"));
    for (const auto& indicator : check.form.indicators) {
        const auto score = number(indicator.score);
        const auto weight = number(indicator.weight);
        if (!score || !weight || indicator.masked) continue;
        const Id id = rows.value(indicator.row).id;
        if (!id.isNull() && byHand.contains(id)) continue;
        const auto scores = scoresOf(indicator, *weight);
        if (!scores.isEmpty() && !isOneOf(scores, *score, check.number(QStringLiteral("tolerance"))))
            reportScore(check, indicator.at(scoreColumn), indicator.name, *score, scores.first());
    }
}

/// All scores together; nothing while one is open.
std::optional<Decimal> scoreSum(const Check& check) {
    const auto* whole = check.form.wholeFund();
    auto sum = whole ? number(whole->score) : std::nullopt;
    for (const auto& indicator : check.form.indicators) {
        const auto score = number(indicator.score);
        if (!sum || !score) return std::nullopt;
        const auto next = sum->plus(*score);
        sum = next ? std::optional(*next) : std::nullopt;
    }
    return check.form.indicators.isEmpty() ? std::nullopt : sum;
}

void totalScoreWrong(Check& check) {
    const auto total = number(check.form.document.field(totalScore.field).trimmed());
    if (!total) return;
    if (*total > hundred)
        return check.report(totalScore, {{QStringLiteral("v"), shortly(*total)}}, QStringLiteral("above"));
    const auto sum = scoreSum(check);
    if (sum && distance(*sum, *total) > check.number(QStringLiteral("tolerance")))
        check.report(totalScore, {{QStringLiteral("v"), shortly(*total)}, {QStringLiteral("to"), shortly(*sum)}});
}

void weightsWrong(Check& check) {
    auto sum = fundWeight(check);
    if (check.form.indicators.isEmpty()) return;
    for (const auto& indicator : check.form.indicators) {
        const auto weight = percent(indicator.weight);
        if (!sum || !weight) return;
        const auto next = sum->plus(*weight);
        sum = next ? std::optional(*next) : std::nullopt;
    }
    if (sum && *sum != hundred)
        check.report({QStringLiteral("indicators"), -1, {}}, {{QStringLiteral("v"), shortly(*sum)}});
}

/// The band of the weight, in percent, for the words of a qualitative result.
void wrongBand(Check& check) {
    const auto& bands = check.map(QStringLiteral("bands"));
    for (const Indicator& indicator : check.rows()) {
        const auto score = number(indicator.score);
        const auto weight = number(indicator.weight);
        const auto band = bands.constFind(plain(indicator.actual.raw()));
        if (!score || !weight || indicator.masked || band == bands.cend() || indicator.isQuantitative()) continue;
        const auto low = weight->times(number(band->section(u'-', 0, 0)).value_or(Decimal()));
        const auto high = weight->times(number(band->section(u'-', 1)).value_or(Decimal()));
        const auto points = score->times(hundred);
        if (!low || !high || !points) continue;
        const bool top = *high == weight->times(hundred).valueOr(Decimal());
        const bool inside = *points >= *low && (top ? *points <= *high : *points < *high);
        if (!inside)
            check.report(indicator.at(scoreColumn), {{QStringLiteral("n"), indicator.name},
                                                     {QStringLiteral("v"), shortly(*score)},
                                                     {QStringLiteral("k"), indicator.actual.raw()},
                                                     {QStringLiteral("band"), *band + u'%'}});
    }
}

/// Points for results far ahead of the points for spending: (S − F) / S, each as a share of what can be had.
void resultsAheadOfSpending(Check& check) {
    const auto* whole = check.form.wholeFund();
    const auto fund = whole ? number(whole->score) : std::nullopt;
    const auto possible = fundWeight(check);
    Decimal points;
    Decimal weights;
    for (const auto& indicator : check.form.indicators) {
        const auto score = number(indicator.score);
        const auto weight = number(indicator.weight);
        if (!score || !weight) return;
        points = points.plus(*score).valueOr(points);
        weights = weights.plus(*weight).valueOr(weights);
    }
    if (!fund || !possible) return;
    const auto results = percentOf(points, weights);
    const auto spending = percentOf(*fund, *possible);
    const auto ahead =
        results && spending ? percentOf(results->minus(*spending).valueOr(Decimal()), *results) : std::nullopt;
    if (ahead && *ahead > check.number(QStringLiteral("percent")))
        check.report(whole->at(scoreColumn), {{QStringLiteral("p"), ahead->rounded(2).toString() + u'%'},
                                              {QStringLiteral("a"), results->rounded(2).toString() + u'%'},
                                              {QStringLiteral("b"), spending->rounded(2).toString() + u'%'}});
}

} // namespace

QList<CheckEntry> scoreChecks() {
    const QString tolerance = QStringLiteral("number:tolerance");
    const QString weights = QStringLiteral("map:fundWeights");
    return {
        {QStringLiteral("rate_wrong"), rateWrong, {tolerance}},
        {QStringLiteral("score_wrong"), scoreWrong, {tolerance, weights}},
        {QStringLiteral("total_score_wrong"), totalScoreWrong, {tolerance}, {QStringLiteral("above")}},
        {QStringLiteral("weights_wrong"), weightsWrong, {weights}},
        rowByRow({QStringLiteral("wrong_band"), wrongBand, {QStringLiteral("map:bands")}}),
        {QStringLiteral("results_ahead_of_spending"),
         resultsAheadOfSpending,
         {QStringLiteral("number:percent"), weights}},
    };
}

} // namespace jixiao::review

#include "app/cli/score_output.h"
#include "core/scoring/measure.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace jixiao::cli {

using namespace scoring;

namespace {

QString stateName(State state) {
    switch (state) {
    case State::Scored:
        return QStringLiteral("scored");
    case State::Unfilled:
        return QStringLiteral("unfilled");
    case State::NotApplicable:
        return QStringLiteral("notApplicable");
    case State::Undecided:
        return QStringLiteral("undecided");
    }
    return {};
}

QString stateName(StandardScore::State state) {
    switch (state) {
    case StandardScore::State::Graded:
        return QStringLiteral("graded");
    case StandardScore::State::Unfilled:
        return QStringLiteral("unfilled");
    case StandardScore::State::Uncovered:
        return QStringLiteral("uncovered");
    case StandardScore::State::Undecided:
        return QStringLiteral("undecided");
    }
    return {};
}

QJsonValue textOrNull(const std::optional<Decimal>& value) {
    return value ? QJsonValue(points(*value)) : QJsonValue(QJsonValue::Null);
}

QJsonObject scoreJson(const Score& score) {
    return {{QStringLiteral("state"), stateName(score.state)},
            {QStringLiteral("weight"), textOrNull(score.weight)},
            {QStringLiteral("score"), textOrNull(score.score)},
            {QStringLiteral("arithmetic"), score.arithmetic},
            {QStringLiteral("needs"), QJsonArray::fromStringList(score.needs)},
            {QStringLiteral("notes"), QJsonArray::fromStringList(score.notes)}};
}

QJsonObject lightJson(const LightLine& light) {
    return {{QStringLiteral("light"), lightName(light.light)}, {QStringLiteral("arithmetic"), light.arithmetic}};
}

/// What names a row in every kind of result.
QJsonObject rowJson(const ScoredForm& scored, int i) {
    const auto& indicator = scored.indicators[i];
    return {{QStringLiteral("path"), FieldPath{scored.table, scored.rows[i], {}}.toString()},
            {QStringLiteral("level1"), indicator.level1},
            {QStringLiteral("level2"), indicator.level2},
            {QStringLiteral("name"), indicator.name},
            {QStringLiteral("target"), indicator.target.raw()},
            {QStringLiteral("actualValue"), scored.outcomes[i].actual}};
}

QJsonObject merged(QJsonObject first, const QJsonObject& second) {
    for (auto it = second.constBegin(); it != second.constEnd(); ++it)
        first.insert(it.key(), it.value());
    return first;
}

void addEvaluation(QJsonObject& json, const ScoredForm& scored) {
    const auto& evaluation = *scored.evaluation;
    auto execution = scoreJson(evaluation.execution.score);
    execution.insert(QStringLiteral("rate"), textOrNull(evaluation.execution.rate));
    QJsonArray indicators;
    for (int i = 0; i < scored.rows.size(); ++i) {
        auto row = merged(rowJson(scored, i), scoreJson(evaluation.indicators[i].score));
        row.insert(QStringLiteral("weightArithmetic"), evaluation.indicators[i].weightArithmetic);
        indicators.append(row);
    }
    json = merged(json, {{QStringLiteral("profile"), evaluation.profile},
                         {QStringLiteral("rules"), evaluation.rulesVersion},
                         {QStringLiteral("execution"), execution},
                         {QStringLiteral("indicators"), indicators},
                         {QStringLiteral("total"), points(evaluation.total)},
                         {QStringLiteral("maximum"), points(evaluation.maximum)},
                         {QStringLiteral("totalArithmetic"), evaluation.totalArithmetic()},
                         {QStringLiteral("complete"), evaluation.isComplete},
                         {QStringLiteral("grade"), evaluation.grade},
                         {QStringLiteral("check"), lightJson(evaluation.check)},
                         {QStringLiteral("notes"), QJsonArray::fromStringList(evaluation.notes)}});
}

void addStandards(QJsonObject& json, const ScoredForm& scored) {
    QJsonArray rows;
    for (int i = 0; i < scored.rows.size(); ++i) {
        const auto& score = scored.standards[i];
        rows.append(merged(rowJson(scored, i), {{QStringLiteral("state"), stateName(score.state)},
                                                {QStringLiteral("grade"), score.grade},
                                                {QStringLiteral("score"), textOrNull(score.score)},
                                                {QStringLiteral("arithmetic"), score.arithmetic}}));
    }
    json.insert(QStringLiteral("standards"), rows);
}

void addLights(QJsonObject& json, const ScoredForm& scored) {
    QJsonArray rows;
    QList<Light> all{scored.fundsLight.light};
    for (int i = 0; i < scored.rows.size(); ++i) {
        rows.append(merged(rowJson(scored, i), lightJson(scored.lights[i])));
        all.append(scored.lights[i].light);
    }
    json = merged(json, {{QStringLiteral("month"), scored.month},
                         {QStringLiteral("funds"), lightJson(scored.fundsLight)},
                         {QStringLiteral("lights"), rows},
                         {QStringLiteral("light"), lightName(worstOf(all))}});
}

} // namespace

QByteArray scoresToJson(const QList<ScoredForm>& scored, const ImportResult& forms) {
    QJsonArray documents;
    for (const auto& one : scored) {
        const auto& document = forms.documents[one.document];
        QJsonObject json{{QStringLiteral("document"), one.document},
                         {QStringLiteral("form"), document.form},
                         {QStringLiteral("project"), document.field(QStringLiteral("project.name"))}};
        if (one.evaluation)
            addEvaluation(json, one);
        else if (!one.lights.isEmpty())
            addLights(json, one);
        else
            addStandards(json, one);
        documents.append(json);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("documents"), documents}}).toJson();
}

} // namespace jixiao::cli

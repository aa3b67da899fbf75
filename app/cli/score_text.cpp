#include "app/cli/score_output.h"
#include "app/cli/text_table.h"
#include "core/scoring/measure.h"

namespace jixiao::cli {

using namespace scoring;

namespace {

QString stateWord(State state) {
    switch (state) {
    case State::Scored:
        return {};
    case State::Unfilled:
        return QStringLiteral("未填");
    case State::NotApplicable:
        return QStringLiteral("不适用");
    case State::Undecided:
        return QStringLiteral("待判定");
    }
    return {};
}

QString scoreWord(const Score& score) { return score.score ? points(*score.score) : stateWord(score.state); }

QString lightWord(Light light) {
    switch (light) {
    case Light::Green:
        return QStringLiteral("绿");
    case Light::Yellow:
        return QStringLiteral("黄");
    case Light::Red:
        return QStringLiteral("红");
    case Light::Blue:
        return QStringLiteral("蓝");
    case Light::None:
        break;
    }
    return QStringLiteral("—");
}

TextColumn column(const char16_t* title, int widest = 0, bool right = false) {
    return {QString::fromUtf16(title), widest, right};
}

QString weightWord(const Score& score) { return score.weight ? points(*score.weight) : QString(); }

QString evaluationText(const ScoredForm& scored) {
    const auto& evaluation = *scored.evaluation;
    const auto& execution = evaluation.execution;
    QList<QStringList> rows{{{},
                             QStringLiteral("预算执行率"),
                             {},
                             scored.funds.budget ? scored.funds.budget->toDisplay(MoneyUnit::WanYuan) : QString(),
                             scored.funds.executed ? scored.funds.executed->toDisplay(MoneyUnit::WanYuan) : QString(),
                             weightWord(execution.score),
                             scoreWord(execution.score),
                             execution.score.arithmetic}};
    for (int i = 0; i < scored.rows.size(); ++i) {
        const auto& indicator = scored.indicators[i];
        const auto& score = evaluation.indicators[i].score;
        rows.append({QString::number(scored.rows[i] + 1), indicator.level2, indicator.name, indicator.target.raw(),
                     scored.outcomes[i].actual, weightWord(score), scoreWord(score), score.arithmetic});
    }
    rows.append({{},
                 QStringLiteral("总分"),
                 {},
                 {},
                 {},
                 points(evaluation.maximum),
                 points(evaluation.total),
                 evaluation.totalArithmetic()});
    return textTable({column(u"行", 0, true), column(u"二级指标", 20), column(u"三级指标", 28), column(u"指标值", 18),
                      column(u"完成值", 18), column(u"分值", 0, true), column(u"得分", 0, true), column(u"算式")},
                     rows);
}

QString openPoints(const ScoredForm& scored) {
    const auto& evaluation = *scored.evaluation;
    QString result;
    const auto add = [&](const QString& what, const QString& name, const QStringList& list) {
        if (!list.isEmpty())
            result += QStringLiteral("%1 %2：%3\n").arg(what, name.simplified(), list.join(QStringLiteral("；")));
    };
    add(QStringLiteral("须补充"), QStringLiteral("预算执行率"), evaluation.execution.score.needs);
    for (int i = 0; i < scored.rows.size(); ++i)
        add(QStringLiteral("须补充"), scored.indicators[i].name, evaluation.indicators[i].score.needs);
    for (int i = 0; i < scored.rows.size(); ++i)
        add(QStringLiteral("提示"), scored.indicators[i].name, evaluation.indicators[i].score.notes);
    for (int i = 0; i < scored.rows.size(); ++i)
        add(QStringLiteral("分值"), scored.indicators[i].name, {evaluation.indicators[i].weightArithmetic});
    for (const auto& note : evaluation.notes)
        result += QStringLiteral("提示 %1\n").arg(note.simplified());
    if (evaluation.check.light == Light::Red || evaluation.check.light == Light::Yellow)
        result += QStringLiteral("复核 %1灯：指标得分与预算执行相差 %2\n")
                      .arg(lightWord(evaluation.check.light), evaluation.check.arithmetic);
    return result;
}

QString standardsText(const ScoredForm& scored) {
    QList<QStringList> rows;
    for (int i = 0; i < scored.rows.size(); ++i) {
        const auto& score = scored.standards[i];
        const bool uncovered = score.state == StandardScore::State::Uncovered;
        rows.append({QString::number(scored.rows[i] + 1), scored.indicators[i].name, scored.outcomes[i].actual,
                     uncovered ? QStringLiteral("未覆盖") : score.grade, score.score ? points(*score.score) : QString(),
                     score.arithmetic});
    }
    return textTable({column(u"行", 0, true), column(u"绩效指标", 40), column(u"完成值", 18), column(u"等次"),
                      column(u"得分", 0, true), column(u"算式")},
                     rows);
}

QString lightsText(const ScoredForm& scored) {
    QList<QStringList> rows{
        {{}, QStringLiteral("预算执行进度"), {}, {}, lightWord(scored.fundsLight.light), scored.fundsLight.arithmetic}};
    QList<Light> all{scored.fundsLight.light};
    for (int i = 0; i < scored.rows.size(); ++i) {
        rows.append({QString::number(scored.rows[i] + 1), scored.indicators[i].name, scored.indicators[i].target.raw(),
                     scored.outcomes[i].actual, lightWord(scored.lights[i].light), scored.lights[i].arithmetic});
        all.append(scored.lights[i].light);
    }
    rows.append({{}, QStringLiteral("本表"), {}, {}, lightWord(worstOf(all)), {}});
    return textTable({column(u"行", 0, true), column(u"三级指标", 40), column(u"指标值", 18), column(u"完成值", 18),
                      column(u"灯"), column(u"算式")},
                     rows);
}

} // namespace

QString scoresToText(const QList<ScoredForm>& scored, const ImportResult& forms) {
    QString result;
    for (const auto& one : scored) {
        const auto name = forms.documents[one.document].field(QStringLiteral("project.name")).simplified();
        result += QStringLiteral("%1. %2 %3\n").arg(one.document + 1).arg(one.form->name, name);
        if (one.evaluation) {
            result +=
                QStringLiteral("权重方案 %1（参数 %2）\n").arg(one.evaluation->profile, one.evaluation->rulesVersion);
            result += evaluationText(one) + openPoints(one);
            result += one.evaluation->isComplete ? QStringLiteral("等次 %1\n").arg(one.evaluation->grade)
                                                 : QStringLiteral("等次 未定：还有未填或待判定的内容\n");
        } else if (one.month > 0 && one.standards.isEmpty()) {
            result += QStringLiteral("监控 1–%1月\n").arg(one.month) + lightsText(one);
        } else {
            result += standardsText(one);
        }
        result += u'\n';
    }
    if (const auto rest = forms.documents.size() - scored.size(); rest > 0)
        result += QStringLiteral("另有 %1 张表没有完成情况，未评分\n").arg(rest);
    return result;
}

} // namespace jixiao::cli

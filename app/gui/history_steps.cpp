#include "app/gui/history_steps.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qint64 pauseMs = 120'000;
constexpr int labelsShown = 3;

const QString edit = QStringLiteral("edit");
const QString remote = QStringLiteral("remote");
const QString command = QStringLiteral("command");

/// Undo, redo and reports are work on the form like any other.
QString kindOf(const HistoryGroup& group) {
    static const QStringList work{QStringLiteral("undo"), QStringLiteral("redo"), QStringLiteral("report")};
    return work.contains(group.kind) ? edit : group.kind;
}

HistoryStep stepOf(const HistoryGroup& group, const DecisionVersion* decision) {
    HistoryStep step{group.id,       group.id,      group.atMs,   group.atMs,    group.personId, group.personName,
                     group.deviceId, kindOf(group), group.reason, {group.label}, group.entries};
    if (decision == nullptr || step.kind != remote) return step;
    // A decision made elsewhere, as it became known here.
    step.kind = command;
    step.labels = {decision->action};
    step.personName = decision->personName;
    return step;
}

bool continues(const HistoryStep& newer, const HistoryStep& older) {
    if (newer.kind != older.kind || (newer.kind != edit && newer.kind != remote)) return false;
    const auto dayOf = [](qint64 atMs) { return QDateTime::fromMSecsSinceEpoch(atMs).date(); };
    return newer.personId == older.personId && newer.deviceId == older.deviceId && newer.reason == older.reason &&
           newer.fromMs - older.toMs < pauseMs && dayOf(newer.fromMs) == dayOf(older.toMs);
}

QString decisionWord(const QString& action) {
    static const QMap<QString, const char*> words{{QStringLiteral("submit"), QT_TRANSLATE_NOOP("History", "提交")},
                                                  {QStringLiteral("withdraw"), QT_TRANSLATE_NOOP("History", "撤回")},
                                                  {QStringLiteral("check"), QT_TRANSLATE_NOOP("History", "初审通过")},
                                                  {QStringLiteral("approve"), QT_TRANSLATE_NOOP("History", "同意")},
                                                  {QStringLiteral("return"), QT_TRANSLATE_NOOP("History", "退回")},
                                                  {QStringLiteral("adjust"), QT_TRANSLATE_NOOP("History", "申请调整")},
                                                  {QStringLiteral("void"), QT_TRANSLATE_NOOP("History", "作废")},
                                                  {QStringLiteral("cancel"), QT_TRANSLATE_NOOP("History", "取消提交")}};
    const auto word = words.constFind(action);
    return word == words.cend() ? action : QCoreApplication::translate("History", *word);
}

} // namespace

void appendSteps(QList<HistoryStep>& steps, const QList<HistoryGroup>& groups, const QList<DecisionVersion>& decisions,
                 bool complete) {
    for (const auto& group : groups) {
        const auto decision = std::find_if(decisions.cbegin(), decisions.cend(),
                                           [&](const DecisionVersion& each) { return each.group == group.id; });
        const auto step = stepOf(group, decision == decisions.cend() ? nullptr : &*decision);
        const bool first = complete && group.id == groups.last().id;
        if (first || steps.isEmpty() || !continues(steps.last(), step)) {
            steps.append(step);
            continue;
        }
        auto& last = steps.last();
        last.oldest = step.oldest;
        last.fromMs = step.fromMs;
        last.entries += step.entries;
        for (const auto& label : step.labels)
            if (!last.labels.contains(label)) last.labels.append(label);
    }
}

QString titleOf(const HistoryStep& step) {
    if (step.kind == command) return decisionWord(step.labels.value(0));
    if (step.kind == remote) return QCoreApplication::translate("History", "收到服务器上的修改");
    if (step.kind == QLatin1String("resolve")) return QCoreApplication::translate("History", "处理冲突");
    auto labels = step.labels;
    labels.removeAll(QString());
    if (labels.isEmpty()) return QCoreApplication::translate("History", "修改");
    const QString shown = labels.mid(0, labelsShown).join(QStringLiteral("、"));
    return labels.size() <= labelsShown
               ? shown
               : QCoreApplication::translate("History", "%1 等 %2 项").arg(shown).arg(labels.size());
}

} // namespace jixiao

#pragma once

#include "core/store/history.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace jixiao {

/// One line of the history page: what one person did in a stretch, or one decision.
struct HistoryStep {
    qint64 newest = 0; ///< the version of the form this step left behind
    qint64 oldest = 0; ///< the first group of the journal that belongs to it
    qint64 fromMs = 0;
    qint64 toMs = 0;
    QString personId;
    QString personName;
    QString deviceId;
    QString kind; ///< "edit", "remote", "command" (a decision, here or elsewhere), "resolve"
    QString reason;
    QStringList labels; ///< what was changed, each once, newest first; of a decision its action
    int entries = 0;    ///< fields and records changed on the way
};

/// Adds what the store's timeline goes on with, newest first. Edits of one person on one device follow each other in
/// one step as long as they pause for less than two minutes, and so does what the server sends; decisions stand alone,
/// and so does the form's first step. `complete`: nothing is older than `groups`.
void appendSteps(QList<HistoryStep>& steps, const QList<HistoryGroup>& groups, const QList<DecisionVersion>& decisions,
                 bool complete);

/// What the step is called: "预算数、指标值 等 5 项", "提交".
QString titleOf(const HistoryStep& step);

} // namespace jixiao

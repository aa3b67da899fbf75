#pragma once

#include "core/rulebook/rules_in_force.h"

#include <QHash>
#include <QMutex>

namespace jixiao {

/// The rules in force for one data folder, read when they are first asked for. Any thread.
class RuleShelf {
public:
    explicit RuleShelf(QString dataFolder) : dataFolder_(std::move(dataFolder)) {}

    /// From now on these keys are believed besides the program's own. What was read before is read anew.
    void trust(const QList<QByteArray>& keys);
    /// What they say is in the language, "en" or (any other) Chinese.
    RulesInForce inForce(const QString& language = {}) const;

private:
    QString dataFolder_;
    mutable QMutex mutex_;
    QList<QByteArray> keys_;
    mutable QHash<QString, RulesInForce> read_;
};

} // namespace jixiao

#include "core/rulebook/rule_shelf.h"

namespace jixiao {

void RuleShelf::trust(const QList<QByteArray>& keys) {
    const QMutexLocker locker(&mutex_);
    keys_ = keys;
    read_.clear();
}

RulesInForce RuleShelf::inForce(const QString& language) const {
    const QMutexLocker locker(&mutex_);
    auto found = read_.constFind(language);
    if (found == read_.cend())
        found = read_.insert(language, RulesInForce::load(dataFolder_, shippedRuleKeys() + keys_, language));
    return *found;
}

} // namespace jixiao

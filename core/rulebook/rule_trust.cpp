#include "core/rulebook/rule_trust.h"

#include "core/rulebook/rules_in_force.h"

namespace jixiao {

namespace {

const QString metaKey = QStringLiteral("rules.keys");

} // namespace

Result<QList<QByteArray>> RuleTrust::of(const Store& store) {
    const auto text = store.meta(metaKey);
    if (!text) return text.error();
    QList<QByteArray> keys;
    for (const auto& part : text->split(u' ', Qt::SkipEmptyParts))
        if (const auto key = ruleKeyFromText(part)) keys.append(*key);
    return keys;
}

Result<void> RuleTrust::add(Store& store, const QByteArray& publicKey) {
    auto keys = of(store);
    if (!keys) return keys.error();
    if (keys->contains(publicKey)) return {};
    keys->append(publicKey);
    QStringList texts;
    for (const auto& key : std::as_const(*keys))
        texts.append(QString::fromLatin1(key.toBase64()));
    return store.setMeta(metaKey, texts.join(u' '));
}

} // namespace jixiao

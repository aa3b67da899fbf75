#pragma once

#include "core/base/result.h"
#include "core/rulebook/rule_bundle.h"

#include <memory>
#include <optional>

namespace jixiao {

/// The rules a review uses: those of the program, or newer ones that stand signed in the data folder ("rules.json").
struct RulesInForce {
    std::shared_ptr<const RuleSet> rules;
    std::shared_ptr<const QualityScale> quality;
    bool fromFolder = false;
    /// Why the file in the data folder is not used; nothing when it is, or when there is none.
    std::optional<Error> refused;

    /// The rules shipped with the program; what they say is in the language, "en" or (any other) Chinese.
    static RulesInForce builtIn(const QString& language = {});
    /// Never fails: rules that cannot be read, trusted or are not newer leave the built-in ones in force. Any thread.
    static RulesInForce load(const QString& dataFolder, const QList<QByteArray>& trustedKeys,
                             const QString& language = {});
};

/// The bundle when its signature is that of a trusted key and its version is later than the program's. Errors: those of
/// RuleBundle::fromJson, RulesUntrusted, RulesOutdated.
Result<RuleBundle> trustedBundle(const QByteArray& json, const QList<QByteArray>& trustedKeys,
                                 const QString& language = {});

/// Puts a bundle into the data folder, where the next start finds it. Errors: those of trustedBundle, RulesOutdated
/// also when a later one is there already, DiskFull, DiskWriteFailed.
Result<void> installRules(const QByteArray& json, const QString& dataFolder, const QList<QByteArray>& trustedKeys);

/// Public keys shipped with the program (assets/rules/trust/keys.json).
QList<QByteArray> shippedRuleKeys();
/// A public key as people pass it on: base64 of its 32 bytes. Error: InvalidInput.
Result<QByteArray> ruleKeyFromText(const QString& text);

} // namespace jixiao

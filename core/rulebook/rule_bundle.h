#pragma once

#include "core/base/result.h"
#include "core/review/quality.h"
#include "core/review/review.h"
#include "core/vault/signer.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace jixiao {

/// Limits for a file of rules from outside.
struct RuleLimits {
    qsizetype maxBytes = 4 * 1024 * 1024;
    int maxDepth = 12;
    int maxValues = 100'000;    ///< of all kinds, in the whole file
    int maxCharacters = 20'000; ///< of one text
    int maxPattern = 4'000;     ///< characters of a regular expression
    int maxRules = 2'000;
};

/// All rules of one version in one signed JSON file ("jixiao.rules/1"): what stands in assets/rules, with the public
/// key that signed it and the signature over everything else in canonical form.
class RuleBundle {
public:
    /// What the rules say is in the language, as in RuleSet::fromJson. Within limits and whole: the rules load, their
    /// files have the version of the bundle. Whether to believe it is another question. Errors: FileTooLarge,
    /// JsonMalformed, TemplateInvalid (naming the rule or list).
    static Result<RuleBundle> fromJson(const QByteArray& json, const RuleLimits& limits = {},
                                       const QString& language = {});
    /// The files of a folder like assets/rules, not signed yet. Errors: FileNotFound, FileUnreadable, and those above.
    static Result<RuleBundle> fromFolder(const QString& folder);

    const QString& version() const { return version_; } ///< "2026.3"
    const RuleSet& rules() const { return *rules_; }
    const QualityScale& quality() const { return quality_; }
    std::shared_ptr<const RuleSet> sharedRules() const { return rules_; }
    /// Who signed it; empty when nobody did.
    QByteArray publicKey() const;
    /// True when the signature is that of one of these public keys, and of this content.
    bool isSignedBy(const QList<QByteArray>& publicKeys) const;
    QByteArray signedJson(const Signer& signer) const;

private:
    explicit RuleBundle(QJsonObject object) : object_(std::move(object)) {}
    static Result<RuleBundle> read(const QJsonObject& object, const RuleLimits& limits, const QString& language);
    QByteArray message() const; ///< what is signed

    QJsonObject object_;
    QString version_;
    std::shared_ptr<const RuleSet> rules_;
    QualityScale quality_ = QualityScale::builtIn();
};

/// An error of reading a file of rules, with what its message tells: which file, and what is allowed.
Error aboutRules(Error error, const RuleLimits& limits = {});

/// Versions are numbers with dots: "2026.10" is later than "2026.9".
bool isLaterVersion(const QString& version, const QString& than);
/// The version of the rules shipped with the program, without that of the words.
QString builtInRulesVersion();

} // namespace jixiao

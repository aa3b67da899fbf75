#include "core/rulebook/rules_in_force.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QLoggingCategory>

namespace jixiao {

namespace {

Q_LOGGING_CATEGORY(log, "jixiao.rules")

constexpr qsizetype keyBytes = 32;

QString fileIn(const QString& dataFolder) { return QDir(dataFolder).filePath(QStringLiteral("rules.json")); }

Error outdated(const QString& version, const QString& than) {
    return {ErrorCode::RulesOutdated,
            QStringLiteral("%1 is not later than %2").arg(version, than),
            {{QStringLiteral("version"), version}, {QStringLiteral("current"), than}}};
}

} // namespace

RulesInForce RulesInForce::builtIn(const QString& language) {
    // The shipped ones live as long as the program: nobody owns them.
    return {{std::shared_ptr<void>(), &RuleSet::builtIn(language)},
            {std::shared_ptr<void>(), &QualityScale::builtIn(language)},
            false,
            std::nullopt};
}

RulesInForce RulesInForce::load(const QString& dataFolder, const QList<QByteArray>& trustedKeys,
                                const QString& language) {
    auto inForce = builtIn(language);
    if (!QFile::exists(fileIn(dataFolder))) return inForce;
    const auto bytes = readBounded(fileIn(dataFolder), RuleLimits().maxBytes);
    auto bundle = bytes ? trustedBundle(*bytes, trustedKeys, language) : Result<RuleBundle>(aboutRules(bytes.error()));
    if (!bundle) {
        inForce.refused = bundle.error();
        qCWarning(log, "rules.json is not used: %s %s", qPrintable(bundle.error().id()),
                  qUtf8Printable(bundle.error().detail));
        return inForce;
    }
    return {bundle->sharedRules(), std::make_shared<const QualityScale>(bundle->quality()), true, std::nullopt};
}

Result<RuleBundle> trustedBundle(const QByteArray& json, const QList<QByteArray>& trustedKeys,
                                 const QString& language) {
    auto bundle = RuleBundle::fromJson(json, {}, language);
    if (!bundle) return bundle;
    if (!bundle->isSignedBy(trustedKeys))
        return Error{ErrorCode::RulesUntrusted,
                     bundle->publicKey().isEmpty() ? QStringLiteral("not signed") : QStringLiteral("signature")};
    if (!isLaterVersion(bundle->version(), builtInRulesVersion()))
        return outdated(bundle->version(), builtInRulesVersion());
    return bundle;
}

Result<void> installRules(const QByteArray& json, const QString& dataFolder, const QList<QByteArray>& trustedKeys) {
    const auto bundle = trustedBundle(json, trustedKeys);
    if (!bundle) return bundle.error();
    const auto before = RulesInForce::load(dataFolder, trustedKeys);
    const auto current = before.rules->version().section(u'/', 0, 0);
    if (before.fromFolder && !isLaterVersion(bundle->version(), current)) return outdated(bundle->version(), current);
    return replaceFile(fileIn(dataFolder), json);
}

QList<QByteArray> shippedRuleKeys() {
    QFile file(QStringLiteral(":/assets/rules/trust/keys.json"));
    const auto object = file.open(QIODevice::ReadOnly) ? parseJsonObject(file.readAll()) : QJsonObject();
    QList<QByteArray> keys;
    for (const auto& entry : object.valueOr(QJsonObject()).value(QStringLiteral("keys")).toArray())
        if (const auto key = ruleKeyFromText(entry.toString())) keys.append(*key);
    return keys;
}

Result<QByteArray> ruleKeyFromText(const QString& text) {
    const auto decoded =
        QByteArray::fromBase64Encoding(text.trimmed().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).size() != keyBytes)
        return Error{ErrorCode::InvalidInput, QStringLiteral("a public key is 32 bytes in base64")};
    return *decoded;
}

} // namespace jixiao

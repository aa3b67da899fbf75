#include "core/rulebook/rule_bundle.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <QDir>
#include <QJsonArray>
#include <QVersionNumber>

#include <memory>

namespace jixiao {

namespace {

const QString format = QStringLiteral("jixiao.rules/1");
const QString formatKey = QStringLiteral("format");
const QString versionKey = QStringLiteral("version");
const QString suiteKey = QStringLiteral("suite");
const QString signedByKey = QStringLiteral("signedBy");
const QString signatureKey = QStringLiteral("signature");
const QString rulesKey = QStringLiteral("rules");
const QString wordsKey = QStringLiteral("words");
const QString qualityKey = QStringLiteral("quality");

Error invalid(const QString& why) { return {ErrorCode::TemplateInvalid, why}; }

QByteArray bytesOf(const QJsonValue& value) { return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact); }

/// Counts values and looks for texts that are too long; depth is bounded by the parser.
bool isWithin(const QJsonValue& value, const RuleLimits& limits, int& left) {
    if (--left < 0) return false;
    if (value.isString()) return value.toString().size() <= limits.maxCharacters;
    if (value.isArray()) {
        for (const auto& entry : value.toArray())
            if (!isWithin(entry, limits, left)) return false;
    } else if (value.isObject()) {
        const auto object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            if (it.key().size() > limits.maxCharacters || !isWithin(*it, limits, left)) return false;
    }
    return true;
}

QByteArray base64(const QJsonObject& object, const QString& key) {
    return QByteArray::fromBase64(object.value(key).toString().toLatin1());
}

QString text(const QByteArray& bytes) { return QString::fromLatin1(bytes.toBase64()); }

} // namespace

Error aboutRules(Error error, const RuleLimits& limits) {
    for (const auto& name : {QStringLiteral("file"), QStringLiteral("form")})
        error.args.insert(name, QStringLiteral("rules.json"));
    error.args.insert(QStringLiteral("limit"), QStringLiteral("%1 MB").arg(limits.maxBytes / (1024 * 1024)));
    return error;
}

Result<RuleBundle> RuleBundle::fromJson(const QByteArray& json, const RuleLimits& limits, const QString& language) {
    const auto object = parseJsonObject(json, {limits.maxBytes, limits.maxDepth});
    if (!object) return aboutRules(object.error(), limits);
    int left = limits.maxValues;
    if (!isWithin(*object, limits, left))
        return aboutRules({ErrorCode::FileTooLarge, QStringLiteral("values")}, limits);
    auto bundle = read(*object, limits, language);
    return bundle ? bundle : aboutRules(bundle.error(), limits);
}

Result<RuleBundle> RuleBundle::fromFolder(const QString& folder) {
    const QDir files(folder);
    if (!files.exists()) return Error{ErrorCode::FileNotFound, folder, {{QStringLiteral("file"), folder}}};
    QJsonObject object{{formatKey, format}};
    QJsonArray rules;
    for (const auto& name : files.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        const auto bytes = readBounded(files.filePath(name), RuleLimits().maxBytes);
        if (!bytes) return aboutRules(bytes.error());
        const auto part = parseJsonObject(*bytes);
        if (!part) return aboutRules(part.error());
        if (name == wordsKey + QStringLiteral(".json"))
            object.insert(wordsKey, *part);
        else if (name == qualityKey + QStringLiteral(".json"))
            object.insert(qualityKey, *part);
        else
            rules.append(*part);
    }
    object.insert(rulesKey, rules);
    object.insert(versionKey, rules.at(0).toObject().value(versionKey));
    auto bundle = read(object, {}, {});
    return bundle ? bundle : aboutRules(bundle.error());
}

Result<RuleBundle> RuleBundle::read(const QJsonObject& object, const RuleLimits& limits, const QString& language) {
    if (object.value(formatKey).toString() != format) return invalid(formatKey);
    RuleBundle bundle(object);
    bundle.version_ = object.value(versionKey).toString();
    if (QVersionNumber::fromString(bundle.version_).isNull()) return invalid(versionKey);

    QList<QByteArray> parts;
    int rules = 0;
    for (const auto& part : object.value(rulesKey).toArray()) {
        if (part.toObject().value(versionKey).toString() != bundle.version_)
            return invalid(QStringLiteral("two versions"));
        rules += int(part.toObject().value(rulesKey).toArray().size());
        parts.append(bytesOf(part));
    }
    if (rules == 0 || rules > limits.maxRules) return invalid(rulesKey);
    const auto patterns = object.value(wordsKey).toObject().value(QStringLiteral("patterns")).toObject();
    for (auto it = patterns.begin(); it != patterns.end(); ++it)
        if (it->toString().size() > limits.maxPattern) return invalid(it.key());

    auto read = RuleSet::fromJson(parts, bytesOf(object.value(wordsKey)), language);
    if (!read) return read.error();
    bundle.rules_ = std::make_shared<const RuleSet>(*std::move(read));
    auto quality = QualityScale::fromJson(bytesOf(object.value(qualityKey)), language);
    if (!quality) return quality.error();
    bundle.quality_ = *std::move(quality);
    return bundle;
}

QByteArray RuleBundle::message() const {
    QJsonObject unsignedObject = object_;
    unsignedObject.remove(signatureKey);
    return canonicalJson(unsignedObject);
}

QByteArray RuleBundle::publicKey() const { return base64(object_, signedByKey); }

bool RuleBundle::isSignedBy(const QList<QByteArray>& publicKeys) const {
    const auto key = publicKey();
    return publicKeys.contains(key) &&
           Signer::verify(object_.value(suiteKey).toString(), key, message(), base64(object_, signatureKey));
}

QByteArray RuleBundle::signedJson(const Signer& signer) const {
    RuleBundle bundle = *this;
    bundle.object_.insert(suiteKey, signer.suite());
    bundle.object_.insert(signedByKey, text(signer.publicKey()));
    bundle.object_.insert(signatureKey, text(signer.sign(bundle.message())));
    return QJsonDocument(bundle.object_).toJson();
}

bool isLaterVersion(const QString& version, const QString& than) {
    return QVersionNumber::fromString(version) > QVersionNumber::fromString(than);
}

QString builtInRulesVersion() { return RuleSet::builtIn().version().section(u'/', 0, 0); }

} // namespace jixiao

#include "core/rulebook/rules_in_force.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace jixiao;

namespace {

const QString rulesFolder = QStringLiteral(JIXIAO_SOURCE_DIR "/assets/rules");

QJsonObject objectOf(const QByteArray& json) { return QJsonDocument::fromJson(json).object(); }

QByteArray bytesOf(const QJsonObject& object) { return QJsonDocument(object).toJson(); }

Signer signer() { return *Signer::fromSeed(SecretBytes::take(QByteArray(32, 'a'))); }

/// The shipped rules as an unsigned bundle of another version, changed.
QJsonObject shipped(const QString& version) {
    auto object = objectOf(RuleBundle::fromFolder(rulesFolder)->signedJson(signer()));
    QJsonArray parts;
    for (const auto& entry : object[QStringLiteral("rules")].toArray()) {
        auto part = entry.toObject();
        part[QStringLiteral("version")] = version;
        parts.append(part);
    }
    object[QStringLiteral("rules")] = parts;
    object[QStringLiteral("version")] = version;
    for (const auto& key : {QStringLiteral("suite"), QStringLiteral("signedBy"), QStringLiteral("signature")})
        object.remove(key);
    return object;
}

QByteArray signedBy(const Signer& who, const QJsonObject& object) {
    return RuleBundle::fromJson(bytesOf(object))->signedJson(who);
}

void put(const QString& folder, const QByteArray& json) {
    QFile file(folder + QStringLiteral("/rules.json"));
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size()) qFatal("write");
}

QString later() { return QStringLiteral("2099.10"); }

} // namespace

/// Rules in a signed file: believed when the key is trusted and the version later, refused with a reason otherwise.
class TestRulebook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newerSignedRulesAreInForce();
    void withoutAFileTheProgramsRulesAreInForce();
    void refusedWithAReason_data();
    void refusedWithAReason();
    void anyChangeBreaksTheSignature();
    void brokenContentIsRefused_data();
    void brokenContentIsRefused();
    void installing();
    void versionsAreNumbers();
    void keys();

private:
    const QList<QByteArray> trusted_{signer().publicKey()};
};

void TestRulebook::newerSignedRulesAreInForce() {
    QTemporaryDir folder;
    auto object = shipped(later());
    auto words = object[QStringLiteral("words")].toObject();
    auto lists = words[QStringLiteral("lists")].toObject();
    lists[QStringLiteral("sensitiveWords")] = QJsonArray{QStringLiteral("办案")};
    words[QStringLiteral("lists")] = lists;
    object[QStringLiteral("words")] = words;
    put(folder.path(), signedBy(signer(), object));
    const auto inForce = RulesInForce::load(folder.path(), trusted_);
    QVERIFY(inForce.fromFolder && !inForce.refused);
    QVERIFY(inForce.rules->version().startsWith(later()));
    QCOMPARE(inForce.rules->ruleIds(), RuleSet::builtIn().ruleIds());
    QCOMPARE(inForce.quality->of({}).total, Decimal(100));

    FormDocument form;
    form.form = QStringLiteral("hebei.project.2025");
    form.fields.insert(QStringLiteral("fundUse"), QStringLiteral("用于办案支出的各项费用"));
    const auto says = [&](const RuleSet& rules) {
        for (const auto& finding : Reviewer(rules, FormCatalogue::builtIn()).reviewOne(form))
            if (finding.rule == QStringLiteral("X02")) return true;
        return false;
    };
    QVERIFY(says(*inForce.rules));
    QVERIFY(!says(RuleSet::builtIn()));
}

void TestRulebook::withoutAFileTheProgramsRulesAreInForce() {
    QTemporaryDir folder;
    const auto inForce = RulesInForce::load(folder.path(), trusted_);
    QVERIFY(!inForce.fromFolder && !inForce.refused);
    QCOMPARE(inForce.rules->version(), RuleSet::builtIn().version());
}

void TestRulebook::refusedWithAReason_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("code");
    const auto other = *Signer::fromSeed(SecretBytes::take(QByteArray(32, 'b')));
    const auto row = [](const char* name, const QByteArray& json, ErrorCode code) {
        QTest::newRow(name) << json << int(code);
    };
    row("not signed", bytesOf(shipped(later())), ErrorCode::RulesUntrusted);
    row("another key", signedBy(other, shipped(later())), ErrorCode::RulesUntrusted);
    auto claimed = objectOf(signedBy(other, shipped(later())));
    claimed[QStringLiteral("signedBy")] = QString::fromLatin1(signer().publicKey().toBase64());
    row("another's signature", bytesOf(claimed), ErrorCode::RulesUntrusted);
    auto suite = objectOf(signedBy(signer(), shipped(later())));
    suite[QStringLiteral("suite")] = QStringLiteral("none");
    row("another suite", bytesOf(suite), ErrorCode::RulesUntrusted);
    row("the program's own version", signedBy(signer(), shipped(builtInRulesVersion())), ErrorCode::RulesOutdated);
    row("earlier", signedBy(signer(), shipped(QStringLiteral("2020.1"))), ErrorCode::RulesOutdated);
    row("empty", {}, ErrorCode::JsonMalformed);
    row("cut", signedBy(signer(), shipped(later())).left(5000), ErrorCode::JsonMalformed);
    row("large", QByteArray(RuleLimits().maxBytes + 1, ' '), ErrorCode::FileTooLarge);
}

void TestRulebook::refusedWithAReason() {
    QFETCH(QByteArray, json);
    QFETCH(int, code);
    QTemporaryDir folder;
    put(folder.path(), json);
    const auto inForce = RulesInForce::load(folder.path(), trusted_);
    QVERIFY(!inForce.fromFolder && inForce.refused);
    QCOMPARE(int(inForce.refused->code), code);
    QCOMPARE(inForce.rules->version(), RuleSet::builtIn().version());
    QVERIFY(!inForce.refused->userMessage().what.contains(u'{'));
}

void TestRulebook::anyChangeBreaksTheSignature() {
    const auto good = signedBy(signer(), shipped(later()));
    QVERIFY(trustedBundle(good, trusted_).ok());
    // Other white space is the same content.
    QVERIFY(trustedBundle(QJsonDocument(objectOf(good)).toJson(QJsonDocument::Compact), trusted_).ok());
    auto changed = objectOf(good);
    auto quality = changed[QStringLiteral("quality")].toObject();
    quality[QStringLiteral("counted")] = quality[QStringLiteral("counted")].toInt() + 1;
    changed[QStringLiteral("quality")] = quality;
    QCOMPARE(trustedBundle(bytesOf(changed), trusted_).error().code, ErrorCode::RulesUntrusted);
    changed = objectOf(good);
    changed[QStringLiteral("note")] = QStringLiteral("added");
    QCOMPARE(trustedBundle(bytesOf(changed), trusted_).error().code, ErrorCode::RulesUntrusted);
    auto signature = QByteArray::fromBase64(changed[QStringLiteral("signature")].toString().toLatin1());
    for (qsizetype i = 0; i < signature.size(); i += 7) {
        auto flipped = signature;
        flipped[i] = char(flipped[i] ^ 1);
        auto object = objectOf(good);
        object[QStringLiteral("signature")] = QString::fromLatin1(flipped.toBase64());
        QCOMPARE(trustedBundle(bytesOf(object), trusted_).error().code, ErrorCode::RulesUntrusted);
    }
}

void TestRulebook::brokenContentIsRefused_data() {
    QTest::addColumn<QJsonObject>("object");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QString& key, const QJsonValue& value,
                        ErrorCode code = ErrorCode::TemplateInvalid) {
        auto object = shipped(later());
        object[key] = value;
        QTest::newRow(name) << object << int(code);
    };
    row("format", QStringLiteral("format"), QStringLiteral("jixiao.form/1"));
    row("no version", QStringLiteral("version"), QJsonValue());
    row("no number", QStringLiteral("version"), QStringLiteral("newest"));
    row("two versions", QStringLiteral("version"), QStringLiteral("2099.11"));
    row("no rules", QStringLiteral("rules"), QJsonArray());
    row("no words", QStringLiteral("words"), QJsonObject());
    row("no scale", QStringLiteral("quality"), QJsonObject());
    row("long text", QStringLiteral("note"), QString(RuleLimits().maxCharacters + 1, u'x'), ErrorCode::FileTooLarge);
    QJsonArray many;
    for (int i = 0; i <= RuleLimits().maxValues; ++i)
        many.append(i);
    row("many values", QStringLiteral("note"), many, ErrorCode::FileTooLarge);
    QJsonValue deep;
    for (int i = 0; i < RuleLimits().maxDepth; ++i)
        deep = QJsonArray{deep};
    row("deep", QStringLiteral("note"), deep, ErrorCode::JsonMalformed);
    auto words = shipped(later())[QStringLiteral("words")].toObject();
    auto patterns = words[QStringLiteral("patterns")].toObject();
    patterns[QStringLiteral("timeSpan")] = QString(RuleLimits().maxPattern + 1, u'a');
    words[QStringLiteral("patterns")] = patterns;
    row("long pattern", QStringLiteral("words"), words);
}

void TestRulebook::brokenContentIsRefused() {
    QFETCH(QJsonObject, object);
    QFETCH(int, code);
    const auto read = RuleBundle::fromJson(bytesOf(object));
    QVERIFY(!read.ok());
    QCOMPARE(int(read.error().code), code);
}

void TestRulebook::installing() {
    QTemporaryDir folder;
    const auto newer = signedBy(signer(), shipped(QStringLiteral("2099.9")));
    QVERIFY(installRules(newer, folder.path(), trusted_).ok());
    QVERIFY(RulesInForce::load(folder.path(), trusted_).fromFolder);
    QCOMPARE(installRules(newer, folder.path(), trusted_).error().code, ErrorCode::RulesOutdated);
    QVERIFY(installRules(signedBy(signer(), shipped(later())), folder.path(), trusted_).ok());
    QCOMPARE(installRules(newer, folder.path(), trusted_).error().code, ErrorCode::RulesOutdated);
    QVERIFY(RulesInForce::load(folder.path(), trusted_).rules->version().startsWith(later()));
    QCOMPARE(installRules(newer, folder.path(), {}).error().code, ErrorCode::RulesUntrusted);
    // A key that is no longer trusted takes its rules out of force.
    QVERIFY(!RulesInForce::load(folder.path(), {}).fromFolder);
}

void TestRulebook::versionsAreNumbers() {
    QVERIFY(isLaterVersion(QStringLiteral("2026.10"), QStringLiteral("2026.9")));
    QVERIFY(isLaterVersion(QStringLiteral("2027.1"), QStringLiteral("2026.12")));
    QVERIFY(!isLaterVersion(QStringLiteral("2026.2"), QStringLiteral("2026.2")));
    QVERIFY(isLaterVersion(later(), builtInRulesVersion()));
}

void TestRulebook::keys() {
    const auto text = QString::fromLatin1(signer().publicKey().toBase64());
    QCOMPARE(*ruleKeyFromText(u' ' + text + u'\n'), signer().publicKey());
    for (const auto& wrong : {QString(), QStringLiteral("AAAA"), text + text, QStringLiteral("?") + text})
        QCOMPARE(ruleKeyFromText(wrong).error().code, ErrorCode::InvalidInput);
    for (const auto& key : shippedRuleKeys())
        QCOMPARE(key.size(), 32);
}

QTEST_GUILESS_MAIN(TestRulebook)
#include "tst_rulebook.moc"

#include "core/rulebook/rule_bundle.h"
#include "tests/app/cli_fixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString rulesWord = QStringLiteral("rules");
const QString trust = QStringLiteral("--trust");
const QString keyOption = QStringLiteral("--key");
const QString output = QStringLiteral("-o");

QString words(const CliFixture::Answer& answer) { return QString::fromUtf8(answer.out); }

} // namespace

/// jixiaoctl rules: an administrator signs newer rules, a bureau believes and installs them.
class TestCliRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void administratorSignsAndBureauInstalls();
    void whatIsRefused();

private:
    /// A copy of the shipped rules, of another version.
    QString rulesFolder(const QString& name, const QByteArray& version) const;
    QByteArray signedRules(const QString& name, const QByteArray& version);

    CliFixture f_;
    QString publicKey_;
    QString keyFile_;
};

void TestCliRules::initTestCase() {
    keyFile_ = f_.path(QStringLiteral("rules.key"));
    const auto made = f_.run({rulesWord, QStringLiteral("key"), output, keyFile_});
    VERIFY_EXIT(made, Ok);
    publicKey_ = words(made).section(u' ', 1).trimmed();
    QCOMPARE(QByteArray::fromBase64(publicKey_.toLatin1()).size(), 32);
    QVERIFY(!(QFile::permissions(keyFile_) & (QFile::ReadGroup | QFile::ReadOther)));
}

QString TestCliRules::rulesFolder(const QString& name, const QByteArray& version) const {
    const QDir source(QStringLiteral(JIXIAO_SOURCE_DIR "/assets/rules"));
    QDir().mkpath(f_.path(name));
    for (const auto& file : source.entryList({QStringLiteral("*.json")}, QDir::Files))
        f_.write(name + u'/' + file, CliFixture::bytesOf(source.filePath(file))
                                         .replace('"' + builtInRulesVersion().toLatin1() + '"', '"' + version + '"'));
    return f_.path(name);
}

QByteArray TestCliRules::signedRules(const QString& name, const QByteArray& version) {
    const auto folder = rulesFolder(name, version);
    const auto answer = f_.run({rulesWord, QStringLiteral("sign"), folder, keyOption, keyFile_});
    return answer.code == Ok ? answer.out : QByteArray();
}

void TestCliRules::administratorSignsAndBureauInstalls() {
    const auto file = f_.write(QStringLiteral("new.json"), signedRules(QStringLiteral("new"), "2099.1"));
    const auto verified = f_.run({rulesWord, QStringLiteral("verify"), file, trust, publicKey_});
    VERIFY_EXIT(verified, Ok);
    QVERIFY(words(verified).contains(QStringLiteral("2099.1")) && words(verified).contains(publicKey_));

    const auto data = f_.makeStore();
    const QStringList show{rulesWord, QStringLiteral("show"), storeOption, data};
    QVERIFY(words(f_.run(show)).contains(QStringLiteral("程序自带")));
    VERIFY_EXIT(f_.run({rulesWord, QStringLiteral("install"), file, storeOption, data, trust, publicKey_}), Ok);
    const auto shown = f_.run(show); // the key is believed without being named again
    QVERIFY2(words(shown).contains(QStringLiteral("2099.1")) && words(shown).contains(QStringLiteral("数据文件夹")),
             shown.out.constData());
    const auto reviewed = f_.run({reviewWord, storeOption, data, json, dash});
    VERIFY_EXIT(reviewed, Ok);
    QVERIFY(objectOf(reviewed.out)[QLatin1String("rules")].toString().startsWith(QStringLiteral("2099.1")));

    const auto later = f_.write(QStringLiteral("later.json"), signedRules(QStringLiteral("later"), "2099.2"));
    VERIFY_EXIT(f_.run({rulesWord, QStringLiteral("install"), later, storeOption, data}), Ok);
    VERIFY_FAILS(f_.run({rulesWord, QStringLiteral("install"), file, storeOption, data}), Failed, "RulesOutdated");

    // Whoever changes the file gets the rules of the program, and is told why.
    f_.write(QStringLiteral("data/rules.json"), CliFixture::bytesOf(later).replace("2099.2", "2099.3"));
    const auto refused = f_.run(show);
    QVERIFY(words(refused).contains(QStringLiteral("程序自带")) && words(refused).contains(QStringLiteral("签名")));
}

void TestCliRules::whatIsRefused() {
    const auto good = signedRules(QStringLiteral("good"), "2099.1");
    const auto file = f_.write(QStringLiteral("good.json"), good);
    VERIFY_FAILS(f_.run({rulesWord, QStringLiteral("verify"), file}), Failed, "RulesUntrusted");
    VERIFY_FAILS(f_.run({rulesWord, QStringLiteral("verify"), file, trust, QStringLiteral("AAAA")}), BadInput,
                 "InvalidInput");
    const auto old = f_.write(QStringLiteral("old.json"), signedRules(QStringLiteral("old"), "2020.1"));
    VERIFY_FAILS(f_.run({rulesWord, QStringLiteral("verify"), old, trust, publicKey_}), Failed, "RulesOutdated");
    const auto cut = f_.write(QStringLiteral("cut.json"), good.left(good.size() / 2));
    VERIFY_FAILS(f_.run({rulesWord, QStringLiteral("verify"), cut, trust, publicKey_}), BadInput, "JsonMalformed");
    VERIFY_FAILS(f_.run({rulesWord, QStringLiteral("verify"), f_.path(QStringLiteral("none"))}), BadInput,
                 "FileNotFound");
    for (const auto& arguments :
         {QStringList{}, QStringList{QStringLiteral("burn"), file}, QStringList{QStringLiteral("verify")},
          QStringList{QStringLiteral("key"), output, keyFile_}})
        VERIFY_FAILS(f_.run(QStringList{rulesWord} + arguments), BadInput, "InvalidInput");
    QVERIFY(rulesFolder(QStringLiteral("twice"), "2099.1").endsWith(QStringLiteral("twice")));
    f_.write(QStringLiteral("twice/duty.json"), R"({"version": "2099.2", "rules": []})");
    VERIFY_FAILS(f_.run({rulesWord, QStringLiteral("sign"), f_.path(QStringLiteral("twice")), keyOption, keyFile_}),
                 Failed, "TemplateInvalid");
}

QTEST_GUILESS_MAIN(TestCliRules)
#include "tst_cli_rules.moc"

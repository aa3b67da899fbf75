#include "core/store/database.h"
#include "core/store/schema.h"
#include "sync/engine/device_identity.h"
#include "tests/app/cli_fixture.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace jixiao;
using namespace jixiao::test;

/// jixiaoctl on stores: made, filled, locked, damaged.
class TestCliStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void storeLifecycle();
    void importIntoAStore();
    void jsonAloneOnStandardOutput();
    void alteredHistoryIsNamed_data();
    void alteredHistoryIsNamed();
    void passphrases();
    void reasonsStandBesideTheirWarnings();
    void peopleOfADevice();
    void aNewDataKey();
    void storesThatCannotBeUsed_data();
    void storesThatCannotBeUsed();
};

/// With the real key derivation.
void TestCliStore::storeLifecycle() {
    CliFixture f;
    const auto folder = f.path(QStringLiteral("new/data"));
    const QStringList init{storeWord,
                           QStringLiteral("init"),
                           folder,
                           QStringLiteral("--person"),
                           QStringLiteral("李民警"),
                           QStringLiteral("--unit"),
                           QStringLiteral("县公安局")};
    const auto made = f.run(init);
    VERIFY_EXIT(made, Ok);
    QVERIFY(made.err.isEmpty());
    QVERIFY(QString::fromUtf8(made.out).contains(QStringLiteral("恢复码")));
    QVERIFY(!made.out.contains(CliFixture::passphrase));
    QCOMPARE(QFileInfo(folder).permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    VERIFY_FAILS(f.run(init), Failed, "VaultExists");
    const auto check = f.run({storeWord, QStringLiteral("check"), folder});
    VERIFY_EXIT(check, Ok);
    QVERIFY(QString::fromUtf8(check.out).contains(QStringLiteral("完好")));

    f.passphraseFile = f.write(QStringLiteral("weak"), "短\n");
    const auto weak = f.path(QStringLiteral("weak-data"));
    VERIFY_FAILS(f.run({storeWord, QStringLiteral("init"), weak, QStringLiteral("--person"), QStringLiteral("甲"),
                        QStringLiteral("--unit"), QStringLiteral("乙")}),
                 Failed, "PassphraseTooWeak");
    QVERIFY(!QDir(weak).exists() || QDir(weak).isEmpty());
    VERIFY_FAILS(f.run({storeWord, QStringLiteral("init"), weak, QStringLiteral("--enrol"), QStringLiteral("hello")}),
                 BadInput, "EnrolmentMalformed");
}

void TestCliStore::importIntoAStore() {
    CliFixture f;
    const auto folder = f.makeStore();
    const auto file = f.write(QStringLiteral("form.txt"), CliFixture::sample());
    const auto first = f.run({importWord, file, storeOption, folder});
    VERIFY_EXIT(first, Ok);
    QVERIFY(QString::fromUtf8(first.out).contains(QStringLiteral("新增 12 张，更新 0 张，未变 0 张")));
    const auto second = f.run({importWord, file, storeOption, folder});
    VERIFY_EXIT(second, Ok);
    QVERIFY(QString::fromUtf8(second.out).contains(QStringLiteral("新增 0 张，更新 0 张，未变 12 张")));

    const auto out = f.path(QStringLiteral("out.json"));
    VERIFY_EXIT(f.run({exportWord, storeOption, folder, QStringLiteral("--format"), QStringLiteral("json"),
                       QStringLiteral("-o"), out}),
                Ok);
    QCOMPARE(objectOf(CliFixture::bytesOf(out))[QLatin1String("documents")].toArray().size(), 12);
    VERIFY_EXIT(f.run({reviewWord, storeOption, folder, json, dash}), FindingsOpen);
    const auto status = f.run({QStringLiteral("sync"), QStringLiteral("status"), storeOption, folder});
    VERIFY_EXIT(status, Ok);
    QVERIFY(QString::fromUtf8(status.out).contains(QStringLiteral("待发送共")));
    VERIFY_FAILS(f.run({QStringLiteral("sync"), storeOption, folder}), Failed, "SignInExpired");
}

void TestCliStore::reasonsStandBesideTheirWarnings() {
    CliFixture f;
    // A form with two warnings of one rule, and a reason for the first of them.
    auto file = objectOf(CliFixture::bytesOf(QStringLiteral(JIXIAO_SOURCE_DIR "/tests/core/review/good.json")));
    auto form = file[QLatin1String("documents")].toArray().first().toObject();
    auto rows = form[QLatin1String("indicators")].toArray();
    for (int row = 0; row < 2; ++row) {
        auto indicator = rows.at(row).toObject();
        indicator[QLatin1String("description")] = indicator[QLatin1String("name")];
        rows[row] = indicator;
    }
    form[QLatin1String("indicators")] = rows;
    file[QLatin1String("documents")] = QJsonArray{form};
    const auto bare = f.write(QStringLiteral("bare.json"), QJsonDocument(file).toJson());
    const auto warnings = [&](const CliFixture::Answer& answer) {
        QList<QJsonObject> found;
        for (const auto& entry : objectOf(answer.out)[QLatin1String("findings")].toArray())
            if (entry.toObject()[QLatin1String("rule")] == QLatin1String("P45")) found.append(entry.toObject());
        return found;
    };
    const auto unexplained = warnings(f.run({reviewWord, bare, json, dash}));
    QCOMPARE(unexplained.size(), 2);
    QVERIFY(!unexplained.first().contains(QLatin1String("explanation")));

    const auto why = QStringLiteral("上级统一下达的口径");
    form[QLatin1String("explanations")] =
        QJsonArray{QJsonObject{{QStringLiteral("rule"), QStringLiteral("P45")},
                               {QStringLiteral("path"), unexplained.first()[QLatin1String("path")]},
                               {QStringLiteral("message"), unexplained.first()[QLatin1String("message")]},
                               {QStringLiteral("text"), why}}};
    file[QLatin1String("documents")] = QJsonArray{form};
    const auto explained = f.write(QStringLiteral("explained.json"), QJsonDocument(file).toJson());
    const auto folder = f.makeStore();
    for (int time = 0; time < 2; ++time) // the second import changes nothing
        VERIFY_EXIT(f.run({importWord, explained, storeOption, folder}), Ok);

    for (const auto& source : {QStringList{explained}, QStringList{storeOption, folder}}) {
        const auto found = warnings(f.run(QStringList{reviewWord} + source + QStringList{json, dash}));
        QCOMPARE(found.size(), 2);
        const auto beside = found.first()[QLatin1String("explanation")].toObject();
        QCOMPARE(beside[QLatin1String("text")].toString(), why);
        QCOMPARE(beside[QLatin1String("state")].toString(), QStringLiteral("given"));
        QVERIFY(!found.last().contains(QLatin1String("explanation")));
        const auto text = f.run(QStringList{reviewWord} + source);
        VERIFY_EXIT(text, Ok);
        QCOMPARE(QString::fromUtf8(text.out).count(why), 1);
    }
    const auto out = f.path(QStringLiteral("out.json"));
    VERIFY_EXIT(f.run({exportWord, storeOption, folder, QStringLiteral("--format"), QStringLiteral("json"),
                       QStringLiteral("-o"), out}),
                Ok);
    const auto again = objectOf(CliFixture::bytesOf(out))[QLatin1String("documents")].toArray().first().toObject();
    const auto reasons = again[QLatin1String("explanations")].toArray();
    QCOMPARE(reasons.size(), 1);
    QCOMPARE(reasons.first().toObject()[QLatin1String("text")].toString(), why);
    QVERIFY(!reasons.first().toObject()[QLatin1String("by")].toString().isEmpty());
}

void TestCliStore::jsonAloneOnStandardOutput() {
    CliFixture f;
    const auto folder = f.makeStore();
    const auto answer =
        f.run({importWord, f.write(QStringLiteral("form.txt"), CliFixture::sample()), json, dash, storeOption, folder});
    VERIFY_EXIT(answer, Ok);
    QJsonParseError error;
    QJsonDocument::fromJson(answer.out, &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QVERIFY(QString::fromUtf8(answer.err).contains(QStringLiteral("新增 12 张")));
}

void TestCliStore::alteredHistoryIsNamed_data() {
    QTest::addColumn<QByteArray>("tampering");
    QTest::addColumn<QString>("what");
    QTest::addColumn<bool>("stillThere"); // the broken entry, to be named
    QTest::newRow("a value") << QByteArrayLiteral("UPDATE journal SET new_value = '≥1%' WHERE seq = ?1")
                             << QStringLiteral("内容被改动") << true;
    QTest::newRow("a person") << QByteArrayLiteral("UPDATE journal_group SET person_name = '王五' WHERE id ="
                                                   " (SELECT group_id FROM journal WHERE seq = ?1)")
                              << QStringLiteral("内容被改动") << true;
    QTest::newRow("taken out") << QByteArrayLiteral("DELETE FROM journal WHERE seq = ?1")
                               << QStringLiteral("中间缺少记录") << false;
}

/// Somebody who has the key writes past the program: the check says which entry, when, by whom and of which form.
void TestCliStore::alteredHistoryIsNamed() {
    QFETCH(QByteArray, tampering);
    QFETCH(QString, what);
    QFETCH(bool, stillThere);
    CliFixture f;
    const auto folder = f.makeStore();
    const auto file = f.write(QStringLiteral("form.txt"), CliFixture::sample());
    VERIFY_EXIT(f.run({importWord, file, storeOption, folder}), Ok);
    FormSummary form;
    JournalEntry entry;
    {
        auto store = f.open(folder);
        const auto actor = DeviceIdentity::read(*store)->actor;
        form = store->formSummaries()->first();
        const auto row = store->children(form.id, RecordType::indicator)->first();
        for (const char* value : {"≥95%", "≥96%"}) {
            RecordEdit edit;
            edit.record = row.id;
            edit.values.insert(QStringLiteral("target"), QString::fromUtf8(value));
            VERIFY_OK(store->apply({actor, form.id, QStringLiteral("修改"), {edit}}));
        }
        entry = store->history(form.id, 2)->last();
    }
    const QStringList check{storeWord, QStringLiteral("check"), folder};
    const auto before = f.run(check);
    VERIFY_EXIT(before, Ok);
    QVERIFY(QString::fromUtf8(before.out).contains(QStringLiteral("留痕链完整")));
    {
        auto vault = Vault::open(folder, f.clock);
        const auto key = vault->unlock(SecretBytes::take(QByteArray(CliFixture::passphrase)));
        auto database = Database::open({Store::fileName(folder), storeMigrations()}, *key);
        VERIFY_OK(database);
        QVERIFY((*database)->run("PRAGMA foreign_keys = OFF"));
        QVERIFY((*database)->run(tampering.constData(), entry.seq));
    }
    const auto answer = f.run(check);
    VERIFY_EXIT(answer, Failed);
    const auto said = QString::fromUtf8(answer.out);
    QVERIFY2(said.contains(QStringLiteral("留痕链在此处断开：") + what), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("第 %1 条").arg(entry.seq)), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("%1 条可信").arg(entry.seq - 1)), qPrintable(said));
    QVERIFY2(!said.contains(QStringLiteral("完好")), qPrintable(said));
    if (!stillThere) return;
    const auto at = QDateTime::fromMSecsSinceEpoch(entry.atMs).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    const auto person = tampering.contains("王五") ? QStringLiteral("王五") : entry.personName;
    for (const auto& part : {QStringLiteral("第 %1 步").arg(entry.group), at, person,
                             QStringLiteral("《%1》").arg(form.projectName), QStringLiteral("指标值")})
        QVERIFY2(said.contains(part), qPrintable(part + u'\n' + said));
}

void TestCliStore::passphrases() {
    CliFixture f;
    const auto folder = f.makeStore();
    const QStringList check{storeWord, QStringLiteral("check"), folder};
    f.passphraseFile = f.write(QStringLiteral("wrong"), "不是这个口令\n");
    const auto store = CliFixture::bytesOf(Store::fileName(folder));
    VERIFY_FAILS(f.run(check), Failed, "WrongPassphrase");
    f.passphraseFile = f.path(QStringLiteral("none"));
    VERIFY_FAILS(f.run(check), BadInput, "FileUnreadable");
    f.passphraseFile = f.write(QStringLiteral("blank"), "\n");
    VERIFY_FAILS(f.run(check), BadInput, "InvalidInput");
    QCOMPARE(CliFixture::bytesOf(Store::fileName(folder)), store);
    f.passphraseFile.clear();
    VERIFY_FAILS(f.run(check), BadInput, "InvalidInput"); // nothing on standard input either
    VERIFY_EXIT(f.run(check, CliFixture::passphrase + "\r\n"), Ok);
}

void TestCliStore::peopleOfADevice() {
    CliFixture f;
    const auto folder = f.makeStore();
    const QByteArray second = "乙的一个八字口令\n";
    const QByteArray third = "somebody else's words\n";
    const auto slots = [&](const QStringList& more) {
        return QStringList{storeWord, QStringLiteral("slots"), folder} + more;
    };
    const auto lines = [&] {
        const auto answer = f.run(slots({}));
        return QString::fromUtf8(answer.out).split(u'\n', Qt::SkipEmptyParts);
    };
    QCOMPARE(lines().size(), 1);
    QVERIFY(lines().first().contains(QStringLiteral("当前")));
    VERIFY_EXIT(f.run(slots({QStringLiteral("add"), QStringLiteral("--name"), QStringLiteral("乙民警")}), second), Ok);
    VERIFY_FAILS(f.run(slots({QStringLiteral("add"), QStringLiteral("--name"), QStringLiteral("丙")}), "短\n"), Failed,
                 "PassphraseTooWeak");
    VERIFY_FAILS(f.run(slots({QStringLiteral("add"), QStringLiteral("--name"), QStringLiteral("丙")})), BadInput,
                 "InvalidInput"); // nothing on standard input
    QCOMPARE(lines().size(), 2);
    QVERIFY(lines().last().contains(QStringLiteral("乙民警")));
    const auto id = lines().last().section(u'\t', 0, 0);
    const QStringList place{QStringLiteral("--slot"), id};
    VERIFY_EXIT(
        f.run(slots(QStringList{QStringLiteral("rename"), QStringLiteral("--name"), QStringLiteral("新名")} + place)),
        Ok);
    QVERIFY(lines().last().contains(QStringLiteral("新名")));

    // Their own passphrase, both lines from standard input.
    f.passphraseFile.clear();
    VERIFY_EXIT(f.run(slots({QStringLiteral("change")}), second + third), Ok);
    VERIFY_FAILS(f.run({storeWord, QStringLiteral("check"), folder}, second), Failed, "WrongPassphrase");
    VERIFY_EXIT(f.run({storeWord, QStringLiteral("check"), folder}, third), Ok);
    const auto recovery = f.run(slots({QStringLiteral("recovery")}), third);
    VERIFY_EXIT(recovery, Ok);
    const auto code = recovery.out.trimmed().right(34) + '\n';
    // Forgotten, and set anew with the code.
    VERIFY_EXIT(f.run(slots(QStringList{QStringLiteral("change")} + place), code + second), Ok);
    VERIFY_EXIT(f.run({storeWord, QStringLiteral("check"), folder}, second), Ok);

    f.passphraseFile = f.path(QStringLiteral("passphrase"));
    VERIFY_EXIT(f.run(slots(QStringList{QStringLiteral("remove")} + place)), Ok);
    VERIFY_FAILS(f.run(slots(QStringList{QStringLiteral("remove")} + place)), BadInput, "InvalidInput");
    QCOMPARE(lines().size(), 2); // one person and the code
    VERIFY_FAILS(
        f.run(slots({QStringLiteral("remove"), QStringLiteral("--slot"), lines().first().section(u'\t', 0, 0)})),
        BadInput, "InvalidInput");
    f.passphraseFile.clear();
    VERIFY_FAILS(f.run({storeWord, QStringLiteral("check"), folder}, second), Failed, "WrongPassphrase");
    for (const auto& words : {QStringList{QStringLiteral("add")},
                              {QStringLiteral("remove")},
                              {QStringLiteral("dance")},
                              {QStringLiteral("remove"), QStringLiteral("--slot"), QStringLiteral("nobody")}})
        VERIFY_FAILS(f.run(slots(words), CliFixture::passphrase), BadInput, "InvalidInput");
}

void TestCliStore::aNewDataKey() {
    CliFixture f;
    const auto folder = f.makeStore();
    const QStringList rekey{storeWord, QStringLiteral("rekey"), folder};
    const auto before = CliFixture::bytesOf(Store::fileName(folder));
    {
        const auto inUse = f.open(folder);
        VERIFY_FAILS(f.run(rekey), Failed, "StoreBusy");
        VERIFY_FAILS(f.run({storeWord, QStringLiteral("slots"), folder}), Failed, "StoreBusy");
    }
    VERIFY_EXIT(f.run(rekey), Ok);
    QVERIFY(CliFixture::bytesOf(Store::fileName(folder)).left(16) != before.left(16));
    VERIFY_EXIT(f.run({storeWord, QStringLiteral("check"), folder}), Ok);
    f.passphraseFile = f.write(QStringLiteral("wrong"), "不是这个口令\n");
    VERIFY_FAILS(f.run(rekey), Failed, "WrongPassphrase");
}

void TestCliStore::storesThatCannotBeUsed_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("no folder") << QStringLiteral("absent") << QByteArray("VaultMissing");
    QTest::newRow("store gone") << QStringLiteral("gone") << QByteArray("StoreMissing");
    QTest::newRow("damaged head") << QStringLiteral("head") << QByteArray("StoreDamaged");
    QTest::newRow("cut") << QStringLiteral("cut") << QByteArray("StoreDamaged");
    QTest::newRow("empty") << QStringLiteral("empty") << QByteArray("StoreDamaged");
    QTest::newRow("plaintext") << QStringLiteral("plain") << QByteArray("StoreNotEncrypted");
    QTest::newRow("key file gone") << QStringLiteral("keys") << QByteArray("VaultDamaged");
}

void TestCliStore::storesThatCannotBeUsed() {
    QFETCH(QString, what);
    QFETCH(QByteArray, code);
    CliFixture f;
    const auto folder = what == QLatin1String("absent") ? f.path(QStringLiteral("absent")) : f.makeStore();
    const auto file = Store::fileName(folder);
    auto bytes = CliFixture::bytesOf(file);
    const auto put = [&](const QByteArray& content) {
        QFile target(file);
        if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size()) qFatal("write");
    };
    if (what == QLatin1String("gone")) QVERIFY(QFile::remove(file));
    if (what == QLatin1String("head")) put(QByteArray(64, 'x') + bytes.mid(64));
    if (what == QLatin1String("cut")) put(bytes.left(1000));
    if (what == QLatin1String("empty")) put({});
    if (what == QLatin1String("plain")) put(QByteArray("SQLite format 3\0", 16) + bytes.mid(16));
    if (what == QLatin1String("keys"))
        for (const auto& name : QDir(folder).entryList({QStringLiteral("store.keys*")}, QDir::Files))
            f.write(QStringLiteral("data/") + name, "{ not a key file");
    const auto before = CliFixture::fingerprint(f.dir.path());
    const auto sample = f.write(
        QStringLiteral("../") + QFileInfo(f.dir.path()).fileName() + QStringLiteral("-form.txt"), CliFixture::sample());
    const QList<QStringList> commands{{storeWord, QStringLiteral("check"), folder},
                                      {importWord, sample, json, f.path(QStringLiteral("out")), storeOption, folder},
                                      {reviewWord, storeOption, folder},
                                      {QStringLiteral("sync"), storeOption, folder}};
    for (const auto& command : commands) {
        const auto answer = f.run(command);
        VERIFY_FAILS(answer, Failed, code.constData());
    }
    QVERIFY(QFile::remove(sample));
    QFile::remove(f.path(QStringLiteral("out")));
    QCOMPARE(CliFixture::fingerprint(f.dir.path()), before);
}

QTEST_GUILESS_MAIN(TestCliStore)
#include "tst_cli_store.moc"

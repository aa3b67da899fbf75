#include "core/store/backup.h"
#include "sync/engine/device_identity.h"
#include "tests/app/cli_fixture.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QtTest>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const auto targetField = QStringLiteral("target");
constexpr qint64 pageBytes = 4096;

QString textOf(const CliFixture::Answer& answer) { return QString::fromUtf8(answer.out); }

/// A device with the sample forms, backups beside it, and edits as a person makes them.
struct Device : CliFixture {
    QString folder = makeStore();
    Id row;

    Device() {
        const auto file = write(QStringLiteral("form.txt"), sample());
        if (run({importWord, file, storeOption, folder}).code != Ok) qFatal("import");
        const auto store = open(folder);
        const auto form = store->formSummaries()->first().id;
        row = store->children(form, RecordType::indicator)->first().id;
    }
    void type(const QString& value) {
        const auto store = open(folder);
        const auto form = store->formSummaries()->first().id;
        RecordEdit edit;
        edit.record = row;
        edit.values.insert(targetField, value);
        if (!store->apply({DeviceIdentity::read(*store)->actor, form, QStringLiteral("修改"), {edit}})) qFatal("edit");
    }
    QString value(const QString& where = {}) {
        return (*open(where.isEmpty() ? folder : where)->record(row))->value(targetField);
    }
    Answer store(const QStringList& words) const { return run(QStringList{storeWord} + words); }
    QString target() const { return path(QStringLiteral("backups")); }
    Answer backUp(const QStringList& more = {}) const {
        return store(QStringList{QStringLiteral("backup"), folder, QStringLiteral("-o"), target()} + more);
    }
    QString newest() const {
        const auto all = Backups::list(target());
        return all.isEmpty() ? QString() : all.first().folder;
    }
    Answer restore(const QStringList& more = {}) const {
        return store(QStringList{QStringLiteral("restore"), folder, QStringLiteral("--from"), newest()} + more);
    }
};

} // namespace

/// jixiaoctl store backup, restore, salvage, export, import.
class TestCliRescue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void backupsAreRotated();
    void restorePreviewsFirst();
    void whatWasNotSentIsKeptOrNot();
    void aDamagedStoreIsRestored();
    void aFullDiskLosesNothing();
    void salvageReadsWhatIsLeft();
    void aWholeUnitMovesOn();
    void wrongUse_data();
    void wrongUse();
};

void TestCliRescue::backupsAreRotated() {
    Device d;
    const auto first = d.backUp();
    VERIFY_EXIT(first, Ok);
    QVERIFY(first.err.isEmpty());
    QVERIFY2(textOf(first).contains(QStringLiteral("已备份并核对：") + d.newest()), first.out.constData());
    for (int i = 0; i < 2; ++i)
        VERIFY_EXIT(d.backUp({QStringLiteral("--keep"), QStringLiteral("1")}), Ok);
    // The newest, and the newest of the rest of this week.
    QCOMPARE(Backups::list(d.target()).size(), 2);
    VERIFY_EXIT(d.store({QStringLiteral("backup"), d.folder}), Ok);
    QCOMPARE(Backups::list(Backups::defaultFolder(d.folder)).size(), 1);
    {
        const auto inUse = d.open(d.folder);
        VERIFY_FAILS(d.backUp(), Failed, "StoreBusy");
    }
    VERIFY_EXIT(d.store({QStringLiteral("check"), d.newest()}), Ok); // a backup is a data folder of its own
}

void TestCliRescue::restorePreviewsFirst() {
    Device d;
    d.type(QStringLiteral("≥80%"));
    VERIFY_EXIT(d.backUp(), Ok);
    d.type(QStringLiteral("≥90%"));
    const auto seen = d.restore({QStringLiteral("--preview")});
    VERIFY_EXIT(seen, Ok);
    for (const auto& part : {QStringLiteral("内容不同"), QStringLiteral("相同 11 张，有变化 1 张"),
                             QStringLiteral("这是预览，什么都没有改")})
        QVERIFY2(textOf(seen).contains(part), seen.out.constData());
    const auto asJson = d.restore({QStringLiteral("--preview"), json, dash});
    VERIFY_EXIT(asJson, Ok);
    const auto object = objectOf(asJson.out);
    QCOMPARE(object[QLatin1String("format")].toString(), QStringLiteral("jixiao.restore/1"));
    QCOMPARE(object[QLatin1String("sameForms")].toInt(), 11);
    QCOMPARE(object[QLatin1String("forms")].toArray().size(), 1);
    QCOMPARE(object[QLatin1String("unsent")].toInt(), 1);
    QCOMPARE(d.value(), QStringLiteral("≥90%"));
    QVERIFY(QDir(d.folder).entryList({QStringLiteral("replaced-*")}).isEmpty());
    d.passphraseFile = d.write(QStringLiteral("wrong"), "不是这个口令\n");
    VERIFY_FAILS(d.restore(), Failed, "WrongPassphrase");
}

void TestCliRescue::whatWasNotSentIsKeptOrNot() {
    Device d;
    d.type(QStringLiteral("≥80%"));
    VERIFY_EXIT(d.backUp(), Ok);
    d.type(QStringLiteral("≥90%"));
    {
        const auto inUse = d.open(d.folder);
        VERIFY_FAILS(d.restore(), Failed, "StoreBusy");
    }
    const auto kept = d.restore();
    VERIFY_EXIT(kept, Ok);
    QVERIFY2(textOf(kept).contains(QStringLiteral("保留未发送的修改 1 处")), kept.out.constData());
    QCOMPARE(d.value(), QStringLiteral("≥90%"));
    const auto discarded = d.restore({QStringLiteral("--discard-unsent"), json, dash});
    VERIFY_EXIT(discarded, Ok);
    QCOMPARE(d.value(), QStringLiteral("≥80%"));
    // It is still there, aside.
    const auto aside = objectOf(discarded.out)[QLatin1String("aside")].toString();
    QVERIFY(QFileInfo(aside).isDir());
    QCOMPARE(d.value(aside), QStringLiteral("≥90%"));
    VERIFY_EXIT(d.store({QStringLiteral("check"), d.folder}), Ok);
    VERIFY_FAILS(d.store({QStringLiteral("restore"), d.folder, QStringLiteral("--from"), d.dir.path()}), BadInput,
                 "FileNotFound");
}

void TestCliRescue::aDamagedStoreIsRestored() {
    Device d;
    d.type(QStringLiteral("≥80%"));
    VERIFY_EXIT(d.backUp(), Ok);
    d.type(QStringLiteral("≥85%")); // stands in none of the damaged pages
    const auto file = Store::fileName(d.folder);
    const auto damaged = QByteArray(300, 'x') + CliFixture::bytesOf(file).mid(300);
    d.write(QStringLiteral("data/store.db"), damaged);
    VERIFY_FAILS(d.store({QStringLiteral("check"), d.folder}), Failed, "StoreDamaged");
    const auto seen = d.restore({QStringLiteral("--preview")});
    VERIFY_EXIT(seen, Ok);
    QVERIFY2(textOf(seen).contains(QStringLiteral("现有数据读不出来（StoreDamaged）")), seen.out.constData());
    QVERIFY2(textOf(seen).contains(QStringLiteral("尚未发送而备份中没有的修改 1 处")), seen.out.constData());
    const auto done = d.restore({json, dash});
    VERIFY_EXIT(done, Ok);
    QCOMPARE(d.value(), QStringLiteral("≥85%"));
    const auto aside = objectOf(done.out)[QLatin1String("aside")].toString();
    QCOMPARE(CliFixture::bytesOf(Store::fileName(aside)), damaged);
    VERIFY_EXIT(d.store({QStringLiteral("check"), d.folder}), Ok);
}

void TestCliRescue::aFullDiskLosesNothing() {
    Device d;
    VERIFY_EXIT(d.backUp(), Ok);
    d.type(QStringLiteral("≥90%"));
    const auto size = QFileInfo(Store::fileName(d.newest())).size();
    const auto backup = d.newest();
    // No file may grow beyond half the store: as on a disk without room, but on any machine.
    const auto blocks = QString::number(size / 2 / 512);
    const auto shell = QStringLiteral("trap '' XFSZ; ulimit -f %1; exec \"$0\" \"$@\"").arg(blocks);
    const auto squeezed = [&](const QStringList& words) {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("JIXIAO_PASSPHRASE_FILE"), d.passphraseFile);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral("/bin/sh"),
                      QStringList{QStringLiteral("-c"), shell, QStringLiteral(JIXIAO_CTL), storeWord} + words);
        process.waitForFinished(60'000);
        return CliFixture::Answer{process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                                  process.readAllStandardOutput(), process.readAllStandardError()};
    };
    VERIFY_FAILS(squeezed({QStringLiteral("backup"), d.folder, QStringLiteral("-o"), d.target()}), Failed, "DiskFull");
    VERIFY_FAILS(squeezed({QStringLiteral("restore"), d.folder, QStringLiteral("--from"), backup}), Failed, "DiskFull");
    const auto left = d.path(QStringLiteral("salvaged"));
    // SQLite takes a limit on the size of files for another error than a full disk.
    VERIFY_FAILS(squeezed({QStringLiteral("salvage"), d.folder, QStringLiteral("-o"), left}), Failed,
                 "DiskWriteFailed");
    VERIFY_EXIT(d.store({QStringLiteral("salvage"), d.folder, QStringLiteral("-o"), left}), Ok); // nothing in the way
    QCOMPARE(Backups::list(d.target()).size(), 1);
    VERIFY_OK(Backups::verify(Backups::list(d.target()).first()));
    QCOMPARE(d.value(), QStringLiteral("≥90%"));
    VERIFY_EXIT(d.store({QStringLiteral("check"), d.folder}), Ok);
}

void TestCliRescue::salvageReadsWhatIsLeft() {
    Device d;
    const auto file = Store::fileName(d.folder);
    const auto whole = d.path(QStringLiteral("whole"));
    VERIFY_EXIT(d.store({QStringLiteral("salvage"), d.folder, QStringLiteral("-o"), whole}), Ok);
    VERIFY_EXIT(d.store({QStringLiteral("check"), whole}), Ok);
    VERIFY_FAILS(d.store({QStringLiteral("salvage"), d.folder, QStringLiteral("-o"), whole}), Failed, "StoreExists");
    auto bytes = CliFixture::bytesOf(file);
    for (const qint64 page : {1, 9})
        bytes[page * pageBytes + 77] = char(bytes.at(page * pageBytes + 77) ^ 1);
    d.write(QStringLiteral("data/store.db"), bytes);
    const auto saved = d.path(QStringLiteral("saved"));
    const auto done = d.store({QStringLiteral("salvage"), d.folder, QStringLiteral("-o"), saved});
    VERIFY_EXIT(done, FindingsOpen);
    QVERIFY2(textOf(done).contains(QStringLiteral("读不出 2 页")), done.out.constData());
    QCOMPARE(CliFixture::bytesOf(file), bytes);
    VERIFY_EXIT(d.run({exportWord, storeOption, saved, QStringLiteral("--format"), json.mid(2), QStringLiteral("-o"),
                       d.path(QStringLiteral("out.json"))}),
                Ok);
}

void TestCliRescue::aWholeUnitMovesOn() {
    Device d;
    d.type(QStringLiteral("≥90%"));
    const auto file = d.path(QStringLiteral("unit.json"));
    const auto exported = d.store({QStringLiteral("export"), d.folder, QStringLiteral("-o"), file});
    VERIFY_EXIT(exported, Ok);
    QVERIFY(QString::fromUtf8(exported.err).contains(QStringLiteral("没有加密")));
    const auto unit = objectOf(CliFixture::bytesOf(file));
    QCOMPARE(unit[QLatin1String("format")].toString(), QStringLiteral("jixiao.unit/1"));
    const auto records = unit[QLatin1String("records")].toArray().size();
    QVERIFY(records > 12);
    QCOMPARE(unit[QLatin1String("history")].toObject().size(), 12);

    // Into the same store nothing, into another one all, and the second time nothing.
    const auto unchanged = QStringLiteral("新增 0 条，更新 0 条，未变 %1 条").arg(records);
    const auto outbox = [&](const QString& folder) { return d.open(folder)->outbox()->size(); };
    const auto waiting = outbox(d.folder);
    const auto same = d.store({QStringLiteral("import"), d.folder, file});
    VERIFY_EXIT(same, Ok);
    QVERIFY2(textOf(same).contains(unchanged), same.out.constData());
    QCOMPARE(outbox(d.folder), waiting);
    const auto other = d.makeStore(QStringLiteral("other"));
    const auto first = d.store({QStringLiteral("import"), other, file});
    VERIFY_EXIT(first, Ok);
    QVERIFY2(textOf(first).contains(QStringLiteral("新增 ")) && !textOf(first).contains(QStringLiteral("新增 0 条")),
             first.out.constData());
    QCOMPARE(d.value(other), QStringLiteral("≥90%"));
    QCOMPARE(d.open(other)->formSummaries()->size(), 12);
    const auto version = CliFixture::bytesOf(Store::fileName(other));
    const auto second = d.store({QStringLiteral("import"), other, file});
    VERIFY_EXIT(second, Ok);
    QVERIFY2(textOf(second).contains(unchanged), second.out.constData());
    QCOMPARE(CliFixture::bytesOf(Store::fileName(other)), version);

    const auto broken = d.write(QStringLiteral("broken.json"), R"({"format":"jixiao.unit/1","records":[{"id":7}]})");
    VERIFY_FAILS(d.store({QStringLiteral("import"), other, broken}), BadInput, "JsonMalformed");
    VERIFY_FAILS(d.store({QStringLiteral("import"), other, d.path(QStringLiteral("form.txt"))}), BadInput, "Json");
}

void TestCliRescue::wrongUse_data() {
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char* name, const QString& words) { QTest::newRow(name) << words.split(u' '); };
    row("no folder", QStringLiteral("backup"));
    row("keep none", QStringLiteral("backup data --keep 0"));
    row("keep what", QStringLiteral("backup data --keep many"));
    row("restore what", QStringLiteral("restore data"));
    row("salvage where to", QStringLiteral("salvage data"));
    row("export where to", QStringLiteral("export data"));
    row("import what", QStringLiteral("import data"));
    row("unknown", QStringLiteral("backup data --colour red"));
}

void TestCliRescue::wrongUse() {
    QFETCH(QStringList, words);
    CliFixture f;
    VERIFY_FAILS(f.run(QStringList{storeWord} + words), BadInput, "InvalidInput");
    QVERIFY(!QFileInfo::exists(f.path(QStringLiteral("data"))));
}

QTEST_GUILESS_MAIN(TestCliRescue)
#include "tst_cli_rescue.moc"

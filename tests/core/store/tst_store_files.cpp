#include "core/store/database.h"
#include "core/store/first_use.h"
#include "core/store/schema.h"
#include "store_fixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QProcess>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString canaryAscii = QStringLiteral("CANARY-7f3e91-plain");
const QString canaryChinese = QStringLiteral("缉毒卧底线人补助经费");

void writeAll(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("cannot write");
}

/// Names of the files of `folder` that hold a text, in either encoding SQLite could have used.
QStringList filesWith(const QString& folder, const QString& text) {
    QStringList found;
    const auto entries = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    for (const auto& name : entries) {
        const QByteArray bytes = readAll(folder + QLatin1Char('/') + name);
        const QByteArray wide(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
        if (bytes.contains(text.toUtf8()) || bytes.contains(wide)) found.append(name);
    }
    return found;
}

} // namespace

/// The file: made once, never overwritten, never in clear, never touched when it cannot be read.
class TestStoreFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neverMadeWhereOneIsExpected();
    void neverOverwritten();
    void oneProcessAtATime();
    void filesArePrivate();
    void unreadableFilesStayUntouched_data();
    void unreadableFilesStayUntouched();
    void newerStoreStaysUntouched();
    void damageInsideIsFound();
    void badKeySizes();
    void leftoversOfAnInterruptedCreation();
    void firstUseIsAllOrNothing();
    void nothingInClear();
    void encryptedBesideAnotherSqlite();
};

void TestStoreFiles::neverMadeWhereOneIsExpected() {
    StoreFixture f;
    const QString absent = f.dir.path() + QStringLiteral("/absent");
    VERIFY_ERROR(Store::open(absent, StoreFixture::key(), f.clock, f.ids), ErrorCode::StoreMissing);
    QVERIFY(!QFileInfo::exists(absent));
    QDir().mkpath(absent);
    VERIFY_ERROR(Store::open(absent, StoreFixture::key(), f.clock, f.ids), ErrorCode::StoreMissing);
    QVERIFY(QDir(absent).isEmpty());
}

void TestStoreFiles::neverOverwritten() {
    StoreFixture f;
    f.close();
    const QByteArray before = readAll(f.file());
    VERIFY_ERROR(Store::create(f.folder(), StoreFixture::key(), f.clock, f.ids), ErrorCode::StoreExists);
    VERIFY_ERROR(Store::create(f.folder(), StoreFixture::key(9), f.clock, f.ids), ErrorCode::StoreExists);
    QCOMPARE(readAll(f.file()), before);
}

void TestStoreFiles::oneProcessAtATime() {
    StoreFixture f;
    VERIFY_ERROR(Store::open(f.folder(), StoreFixture::key(), f.clock, f.ids), ErrorCode::StoreBusy);
    f.close();
    f.reopen();
}

void TestStoreFiles::filesArePrivate() {
    StoreFixture f;
    f.addForm(1);
    const auto entries = QDir(f.folder()).entryInfoList(QDir::Files | QDir::Hidden);
    QCOMPARE(entries.size(), 4); // store.db, its log and index, the lock
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const auto& entry : entries)
        QVERIFY2(!(entry.permissions() & others), qPrintable(entry.fileName()));
}

void TestStoreFiles::unreadableFilesStayUntouched_data() {
    QTest::addColumn<int>("damage");
    QTest::addColumn<int>("expected");
    QTest::newRow("another key") << 0 << int(ErrorCode::StoreDamaged);
    QTest::newRow("flipped byte in the first page") << 1 << int(ErrorCode::StoreDamaged);
    QTest::newRow("truncated to half") << 2 << int(ErrorCode::StoreDamaged);
    QTest::newRow("truncated to 100 bytes") << 3 << int(ErrorCode::StoreDamaged);
    QTest::newRow("empty") << 4 << int(ErrorCode::StoreDamaged);
    QTest::newRow("plaintext SQLite") << 5 << int(ErrorCode::StoreNotEncrypted);
    QTest::newRow("noise") << 6 << int(ErrorCode::StoreDamaged);
}

void TestStoreFiles::unreadableFilesStayUntouched() {
    QFETCH(int, damage);
    QFETCH(int, expected);
    StoreFixture f;
    f.addForm(5);
    f.close();
    QByteArray bytes = readAll(f.file());
    switch (damage) {
    case 1:
        bytes[200] = char(bytes[200] ^ 1);
        break;
    case 2:
        bytes.truncate(bytes.size() / 2);
        break;
    case 3:
        bytes.truncate(100);
        break;
    case 4:
        bytes.clear();
        break;
    case 5:
        bytes = QByteArray("SQLite format 3\0", 16) + QByteArray(8176, '\0');
        break;
    case 6:
        bytes = f.random.bytes(16384);
        break;
    default:
        break;
    }
    writeAll(f.file(), bytes);
    const auto opened = Store::open(f.folder(), StoreFixture::key(damage == 0 ? 9 : 7), f.clock, f.ids);
    QVERIFY(!opened);
    QCOMPARE(int(opened.error().code), expected);
    QCOMPARE(readAll(f.file()), bytes);
    VERIFY_ERROR(Store::create(f.folder(), StoreFixture::key(), f.clock, f.ids), ErrorCode::StoreExists);
    QCOMPARE(readAll(f.file()), bytes);
}

void TestStoreFiles::newerStoreStaysUntouched() {
    StoreFixture f;
    f.addForm(1);
    f.close();
    auto migrations = storeMigrations();
    migrations.append({migrations.last().version + 1, "CREATE TABLE later(a)"});
    VERIFY_OK(Database::open({f.file(), migrations}, StoreFixture::key()));
    const QByteArray before = readAll(f.file());
    VERIFY_ERROR(Store::open(f.folder(), StoreFixture::key(), f.clock, f.ids), ErrorCode::StoreNewer);
    QCOMPARE(readAll(f.file()), before);
    // The program that knows the schema still reads everything.
    const auto newer = Database::open({f.file(), migrations}, StoreFixture::key());
    VERIFY_OK(newer);
    QCOMPARE((*newer)->number("SELECT count(*) FROM record").value_or(-1), 3);
}

void TestStoreFiles::damageInsideIsFound() {
    StoreFixture f;
    f.addForm(40);
    f.close();
    const QByteArray good = readAll(f.file());
    for (qsizetype at = 4096 + 77; at < good.size(); at += 4096) {
        QByteArray bytes = good;
        bytes[at] = char(bytes[at] ^ 0x10);
        writeAll(f.file(), bytes);
        auto opened = Store::open(f.folder(), StoreFixture::key(), f.clock, f.ids);
        if (opened) {
            const auto check = (*opened)->check();
            QVERIFY2(!check || !check->intact, qPrintable(QStringLiteral("byte %1").arg(at)));
        } else {
            QCOMPARE(opened.error().code, ErrorCode::StoreDamaged);
        }
    }
}

void TestStoreFiles::badKeySizes() {
    StoreFixture f;
    const StoreKey tooShort{SecretBytes::take(QByteArray(31, 'k')), SecretBytes::take(QByteArray(16, 's')), Id()};
    VERIFY_ERROR(Store::create(f.dir.path() + QStringLiteral("/other"), tooShort, f.clock, f.ids),
                 ErrorCode::InvalidInput);
    QVERIFY(!QFileInfo::exists(Store::fileName(f.dir.path() + QStringLiteral("/other"))));
}

void TestStoreFiles::leftoversOfAnInterruptedCreation() {
    StoreFixture f;
    const QString folder = f.dir.path() + QStringLiteral("/second");
    QDir().mkpath(folder);
    writeAll(Store::fileName(folder) + QStringLiteral(".new"), QByteArray(5000, 'x'));
    VERIFY_ERROR(Store::open(folder, StoreFixture::key(), f.clock, f.ids), ErrorCode::StoreMissing);
    VERIFY_OK(Store::create(folder, StoreFixture::key(), f.clock, f.ids));
    VERIFY_OK(Store::open(folder, StoreFixture::key(), f.clock, f.ids));
    QVERIFY(!QFileInfo::exists(Store::fileName(folder) + QStringLiteral(".new")));
}

void TestStoreFiles::firstUseIsAllOrNothing() {
    const QTemporaryDir folder;
    ManualClock clock;
    SeededRandom random(7);
    UuidV7Source ids(clock, random);
    const KdfParams params; // the least there is
    const auto secret = SecretBytes::take("县局的一句话口令");
    const auto attempt = [&] {
        return makeDataFolder(folder.path(), secret, QStringLiteral("口令"), params, clock, ids);
    };

    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("store.db"))); // no store can be made here
    QCOMPARE(attempt().error().code, ErrorCode::StoreExists);
    QVERIFY(!Vault::exists(folder.path()));

    QVERIFY(QDir(folder.path()).rmdir(QStringLiteral("store.db")));
    const auto made = attempt();
    QVERIFY(made.ok());
    QVERIFY(!made->recoveryCode.isEmpty());
    QVERIFY(Vault::exists(folder.path()));
    QCOMPARE(attempt().error().code, ErrorCode::VaultExists);
    QVERIFY(Vault::exists(folder.path()));
}

void TestStoreFiles::nothingInClear() {
    StoreFixture f;
    const Id form = f.addForm(3);
    VERIFY_OK(f.set(form, f.indicators[0], QStringLiteral("target"), canaryAscii));
    VERIFY_OK(f.set(form, f.indicators[1], QStringLiteral("target"), canaryChinese.repeated(300)));
    VERIFY_OK(f.store->setMeta(canaryAscii, canaryChinese));
    f.take();
    QVERIFY(QFileInfo(f.file() + QStringLiteral("-wal")).size() > 0);
    for (int closed = 0; closed < 2; ++closed) {
        for (const auto& canary :
             {canaryAscii, canaryChinese, QStringLiteral("禁毒专项"), QStringLiteral("CREATE TABLE")})
            QCOMPARE(filesWith(f.folder(), canary), QStringList());
        f.close();
    }
    // The search itself can find something.
    writeAll(f.folder() + QStringLiteral("/probe"), "..." + canaryChinese.toUtf8());
    QCOMPARE(filesWith(f.folder(), canaryChinese), QStringList{QStringLiteral("probe")});
}

void TestStoreFiles::encryptedBesideAnotherSqlite() {
    QString library;
    for (const char* folder : {"/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"}) {
        const QString path = QLatin1String(folder) + QStringLiteral("/libsqlite3.so.0");
        if (library.isEmpty() && QFileInfo::exists(path)) library = path;
    }
    const QTemporaryDir dir;
    QProcess child;
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!library.isEmpty()) environment.insert(QStringLiteral("LD_PRELOAD"), library);
    child.setProcessEnvironment(environment);
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--make-store"), dir.path()});
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitCode(), 0);
    const QByteArray bytes = readAll(Store::fileName(dir.path()));
    QVERIFY(bytes.size() >= 4096);
    QVERIFY(!bytes.startsWith("SQLite format 3"));
    QVERIFY(!bytes.contains("CREATE TABLE"));
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--make-store") == 0) {
        ManualClock clock;
        SeededRandom random;
        UuidV7Source ids(clock, random);
        return Store::create(QString::fromLocal8Bit(argv[2]), StoreFixture::key(), clock, ids) ? 0 : 1;
    }
    TestStoreFiles test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_store_files.moc"

#include "core/store/data_folder.h"
#include "core/store/first_use.h"
#include "core/store/form_repository.h"
#include "sync/engine/device_identity.h"
#include "tests/flow/memory_scan.h"
#include "tests/support/verify.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QProcess>
#include <QStringEncoder>
#include <QTemporaryDir>

#include <sodium.h>

using namespace jixiao;
using namespace jixiao::flow;

namespace {

const QByteArray passphrase = "Umbrella-Quarry-93157";
const QString ascii = QStringLiteral("CANARY-7f3e91-plain");
const QString chinese = QStringLiteral("缉毒线人专项补助");
const QString typed = QStringLiteral("TYPED-55ab-线索核查经费");
const QString typedLast = QStringLiteral("LAST-90cd-未保存的半句话");

QByteArray bytesOf(const SecretBytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.bytes().data()), qsizetype(bytes.size())};
}

QByteArray utf16(const QString& text, bool bigEndian = false) {
    QStringEncoder encoder(bigEndian ? QStringEncoder::Utf16BE : QStringEncoder::Utf16LE,
                           QStringEncoder::Flag::Stateless);
    return encoder(text);
}

/// Chinese as a program of the office could write it; glibc converts.
QByteArray gb18030(const QString& text) {
    QProcess iconv;
    iconv.start(QStringLiteral("iconv"),
                {QStringLiteral("-f"), QStringLiteral("UTF-8"), QStringLiteral("-t"), QStringLiteral("GB18030")});
    iconv.write(text.toUtf8());
    iconv.closeWriteChannel();
    return iconv.waitForFinished() ? iconv.readAllStandardOutput() : QByteArray();
}

/// A device in use: vault, store, a form with marked texts, and every key of it.
struct Device {
    Device() {
        auto fresh = makeDataFolder(data(), secret(), QStringLiteral("本人"), {}, clock, ids);
        if (!fresh || !DeviceIdentity::initialise(*fresh->store, ids) ||
            !DeviceIdentity::adoptLocal(*fresh->store, QStringLiteral("李民警"), QStringLiteral("县公安局"), ids))
            qFatal("device");
        recoveryCode = fresh->recoveryCode;
        const auto actor = DeviceIdentity::read(*fresh->store)->actor;
        FormDocument document;
        document.form = QStringLiteral("hebei.project.2025");
        document.fiscalYear = 2025;
        document.fields = {{QStringLiteral("project.name"), chinese}, {QStringLiteral("fundUse"), ascii + chinese}};
        const auto imported = FormRepository(*fresh->store, catalogue, ids)
                                  .importForms({document}, Id::fromString(actor.unitId).value_or(Id()), actor);
        if (!imported) qFatal("form");
        form = imported->declarations.first();
        fresh->store.reset();
        auto opened = openDataFolder(data(), secret(), clock, ids);
        if (!opened) qFatal("unlock");
        key = std::move(opened->key);
    }
    static SecretBytes secret() { return SecretBytes::take(QByteArray(passphrase)); }
    QString data() const { return root.filePath(QStringLiteral("data")); }
    QByteArray kek() const {
        const auto slot = KeyFiles::read(data())->keySlots.first();
        QByteArray result(32, '\0');
        if (crypto_pwhash(reinterpret_cast<unsigned char*>(result.data()), 32, passphrase.constData(),
                          quint64(passphrase.size()), reinterpret_cast<const unsigned char*>(slot.salt.constData()),
                          slot.params.opsLimit, slot.params.memLimitBytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
            qFatal("kdf");
        return result;
    }
    QByteArray slotSecret() const {
        const auto file = KeyFiles::read(data());
        return bytesOf(*file->keySlots.first().unseal(file->storeId, secret()));
    }
    QMap<QString, QByteArray> secrets() const {
        const auto hex = bytesOf(key.key).toHex();
        return {{QStringLiteral("data key"), bytesOf(key.key)},
                {QStringLiteral("data key in hex"), hex},
                {QStringLiteral("key-encryption key"), kek()},
                {QStringLiteral("slot's private key"), slotSecret().left(32)},
                {QStringLiteral("authority"), bytesOf(key.authority)},
                {QStringLiteral("passphrase"), passphrase},
                {QStringLiteral("passphrase in UTF-16"), utf16(QString::fromLatin1(passphrase))}};
    }
    /// Named by what they are: a name must not be what is looked for.
    static QMap<QString, QByteArray> texts() {
        QMap<QString, QByteArray> found;
        const QMap<QString, QString> all{{QStringLiteral("stored ASCII"), ascii},
                                         {QStringLiteral("stored Chinese"), chinese},
                                         {QStringLiteral("typed"), typed},
                                         {QStringLiteral("typed last"), typedLast}};
        for (auto it = all.cbegin(); it != all.cend(); ++it) {
            found.insert(it.key() + QStringLiteral(" UTF-8"), it->toUtf8());
            found.insert(it.key() + QStringLiteral(" UTF-16"), utf16(*it));
        }
        return found;
    }
    QString plan(const QMap<QString, QByteArray>& needles, QJsonObject more = {}) const {
        const auto hidden = [](const QByteArray& bytes) { return QString::fromLatin1(Needle::masked(bytes).toHex()); };
        QJsonObject list;
        for (auto it = needles.cbegin(); it != needles.cend(); ++it)
            list.insert(it.key(), hidden(it.value()));
        more.insert(QStringLiteral("needles"), list);
        more.insert(QStringLiteral("passphrase"), hidden(passphrase));
        more.insert(QStringLiteral("typed"), hidden(typed.toUtf8()));
        more.insert(QStringLiteral("typedLast"), hidden(typedLast.toUtf8()));
        more.insert(QStringLiteral("form"), form.toString());
        const auto path = outside.filePath(QStringLiteral("plan.json"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(more).toJson()) < 0) qFatal("plan");
        return path;
    }
    /// Everything the child could write to is in `root`.
    void prepare(QProcess& child, const QString& mode, const QString& plan) const {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME",
                                 "XDG_STATE_HOME", "XDG_RUNTIME_DIR"}) {
            const auto folder = root.filePath(QString::fromLatin1(name).toLower());
            QDir().mkpath(folder);
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
            environment.insert(QString::fromLatin1(name), folder);
        }
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
        child.setProcessEnvironment(environment);
        child.setWorkingDirectory(root.filePath(QStringLiteral("home")));
        child.setStandardErrorFile(root.filePath(QStringLiteral("log-") + mode.mid(2)), QIODevice::Append);
        child.setProgram(QStringLiteral(JIXIAO_LEAK_SESSION));
        child.setArguments({mode, data(), plan});
    }

    QTemporaryDir root;
    QTemporaryDir outside; ///< what a person has there anyway
    SystemClock clock;
    SystemRandom random;
    UuidV7Source ids{clock, random};
    FormCatalogue catalogue = FormCatalogue::builtIn();
    QString recoveryCode;
    Id form;
    StoreKey key;
};

/// Files under `folder` that hold one of the needles; "file: needle".
QStringList filesWith(const QString& folder, const QMap<QString, QByteArray>& needles, int* files) {
    QStringList found;
    QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly)) continue;
        ++*files;
        const auto bytes = file.readAll();
        for (auto needle = needles.cbegin(); needle != needles.cend(); ++needle)
            if (bytes.contains(needle.value()) || file.fileName().toUtf8().contains(needle.value()))
                found.append(file.fileName().mid(folder.size()) + QStringLiteral(": ") + needle.key());
    }
    return found;
}

} // namespace

/// The real app, its window included, keeps nothing: not in memory once it is locked, not in clear on disk ever.
class TestLeaks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void memoryForgetsWhenLocked();
    void nothingReadableOnDisk();
};

/// No key and no passphrase is left, wherever the passphrase has been on its way from the keyboard. Of the texts on the
/// screen some copies stay: what QML, the text engine and the stacks of ended threads still hold is not freed, and only
/// what is freed can be wiped. Of the frames handed to the window system this says nothing.
void TestLeaks::memoryForgetsWhenLocked() {
    const Device device;
    const auto secrets = device.secrets();
    const auto texts = Device::texts();
    auto needles = secrets;
    needles.insert(texts);
    QProcess child;
    device.prepare(child, QStringLiteral("--memory"), device.plan(needles));
    child.start();
    QVERIFY(child.waitForFinished(240'000));
    const auto answer = QJsonDocument::fromJson(child.readAllStandardOutput()).object();
    QCOMPARE(child.exitCode(), 0);
    const auto open = answer[QLatin1String("open")].toObject();
    const auto locked = answer[QLatin1String("locked")].toObject();
    qInfo("%s", QJsonDocument(answer).toJson(QJsonDocument::Indented).constData());
    QVERIFY(open[QLatin1String("bytes")].toDouble() > 10e6);
    // The search finds what is there: while the store is open it needs its key, and the form is on the screen.
    QVERIFY(open[QLatin1String("data key")].toInt() + open[QLatin1String("data key in hex")].toInt() > 0);
    QVERIFY(open[QLatin1String("stored Chinese UTF-16")].toInt() > 0);
    QVERIFY(open[QLatin1String("typed UTF-16")].toInt() > 0);
    // Unlocking needs these for a moment only.
    for (const auto& name : {QStringLiteral("key-encryption key"), QStringLiteral("slot's private key"),
                             QStringLiteral("authority"), QStringLiteral("passphrase")})
        QVERIFY2(open[name].toInt() == 0, qPrintable(name));
    for (auto it = secrets.cbegin(); it != secrets.cend(); ++it)
        QVERIFY2(locked[it.key()].toInt() == 0, qPrintable(it.key()));
    if (!answer[QLatin1String("wiping")].toBool()) return; // a sanitizer's heap keeps what was freed
    int shown = 0;
    int left = 0;
    for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
        shown += open[it.key()].toInt();
        left += locked[it.key()].toInt();
    }
    QVERIFY2(left < shown, qPrintable(QStringLiteral("%1 copies of texts, %2 after locking").arg(shown).arg(left)));
}

void TestLeaks::nothingReadableOnDisk() {
    Device device;
    auto needles = device.secrets();
    needles.insert(QStringLiteral("key in base64"), bytesOf(device.key.key).toBase64());
    needles.insert(QStringLiteral("recovery code"), device.recoveryCode.toUtf8());
    needles.insert(QStringLiteral("person"), QByteArray("李民警"));
    for (const auto& text : {ascii, chinese, typed, typedLast, QStringLiteral("禁毒宣传场次")}) {
        needles.insert(text + QStringLiteral(" UTF-8"), text.toUtf8());
        needles.insert(text + QStringLiteral(" UTF-16LE"), utf16(text));
        needles.insert(text + QStringLiteral(" UTF-16BE"), utf16(text, true));
        const auto local = gb18030(text);
        if (!local.isEmpty()) needles.insert(text + QStringLiteral(" GB18030"), local);
    }
    const auto source = device.outside.filePath(QStringLiteral("form.txt"));
    QVERIFY(QFile::copy(QStringLiteral(JIXIAO_SOURCE_DIR "/assets/sample/gaoxin-2020.txt"), source));
    const auto target = device.outside.filePath(QStringLiteral("form.pdf"));
    QProcess child;
    device.prepare(child, QStringLiteral("--disk"),
                   device.plan({}, {{QStringLiteral("import"), source}, {QStringLiteral("export"), target}}));
    child.start();
    QVERIFY(child.waitForReadyRead(120'000));
    QVERIFY2(child.readAllStandardOutput().contains("working"), "the session did not come that far");
    int files = 0;
    QCOMPARE(filesWith(device.root.path(), needles, &files), QStringList()); // at work
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(target); }, 60'000));
    child.kill();
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    QCOMPARE(filesWith(device.root.path(), needles, &files), QStringList()); // what it left behind
    QVERIFY2(files > 8, qPrintable(QString::number(files)));
    // Beside the exported file there is nothing half-written either.
    QCOMPARE(QDir(device.outside.path()).entryList(QDir::Files | QDir::Hidden),
             QStringList({QStringLiteral("form.pdf"), QStringLiteral("form.txt"), QStringLiteral("plan.json")}));
    // What was typed is there all the same.
    const auto opened = openDataFolder(device.data(), Device::secret(), device.clock, device.ids);
    VERIFY_OK(opened);
    const auto stored = FormRepository(*opened->store, device.catalogue, device.ids).load(device.form);
    VERIFY_OK(stored);
    const auto value = stored->value(FieldPath::fromString(QStringLiteral("fundUse")));
    QVERIFY2(value == typed || value == typedLast, qPrintable(value));
    // The search is awake: one plain file somewhere deep, in each encoding.
    for (auto it = needles.cbegin(); it != needles.cend(); ++it) {
        const auto folder = device.root.filePath(QStringLiteral("xdg_cache_home/deep/er"));
        QVERIFY(QDir().mkpath(folder));
        QFile probe(folder + QStringLiteral("/.probe"));
        QVERIFY(probe.open(QIODevice::WriteOnly) && probe.write(QByteArray(5000, 'x') + it.value() + "y") > 0);
        probe.close();
        const auto found = filesWith(device.root.path(), needles, &files);
        QVERIFY2(found.contains(QStringLiteral("/xdg_cache_home/deep/er/.probe: ") + it.key()), qPrintable(it.key()));
    }
}

QTEST_GUILESS_MAIN(TestLeaks)
#include "tst_leaks.moc"

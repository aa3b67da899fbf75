#include "tests/app/cli_fixture.h"

#include "sync/engine/device_identity.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

namespace jixiao::test {

const QByteArray CliFixture::passphrase = "测试用的口令 2025";

QString CliFixture::Answer::complaint() const {
    if (!err.endsWith('\n') || err.count('\n') != 1) return QStringLiteral("not exactly one line");
    const auto line = QString::fromUtf8(err).trimmed();
    if (line.contains(u'{') || line.contains(u'�')) return QStringLiteral("unfilled or broken text");
    static const QRegularExpression details(QStringLiteral("（[A-Za-z]+(: .*)?）$"));
    if (!line.contains(details)) return QStringLiteral("no name of the error");
    if (QString(line).remove(details).count(u'。') < 3) return QStringLiteral("not three sentences");
    return {};
}

CliFixture::CliFixture() { passphraseFile = write(QStringLiteral("passphrase"), passphrase + '\n'); }

CliFixture::Answer CliFixture::run(const QStringList& arguments, const QByteArray& input) const {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("JIXIAO_PASSPHRASE_FILE"));
    if (!passphraseFile.isEmpty()) environment.insert(QStringLiteral("JIXIAO_PASSPHRASE_FILE"), passphraseFile);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(dir.path());
    process.start(QStringLiteral(JIXIAO_CTL), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(110'000)) process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QString CliFixture::write(const QString& name, const QByteArray& bytes) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("write");
    return file.fileName();
}

QByteArray CliFixture::bytesOf(const QString& file) {
    QFile source(file);
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

QByteArray CliFixture::sample() { return bytesOf(QStringLiteral(JIXIAO_SOURCE_DIR "/assets/sample/gaoxin-2020.txt")); }

QByteArray CliFixture::fingerprint(const QString& folder) {
    QStringList files;
    QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (it.hasNext())
        files += it.next();
    files.sort();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto& name : std::as_const(files)) {
        hash.addData(name.toUtf8());
        QFile file(name);
        if (QFileInfo(name).isFile() && file.open(QIODevice::ReadOnly)) hash.addData(&file);
    }
    return hash.result().toHex();
}

QString CliFixture::makeStore(const QString& name) {
    const auto folder = path(name);
    const auto secret = SecretBytes::take(QByteArray(passphrase));
    auto vault = Vault::create(folder, secret, QStringLiteral("口令"), KdfParams{}, clock, ids);
    if (!vault) qFatal("%s", qPrintable(vault.error().detail));
    auto key = vault->unlock(secret);
    auto store = Store::create(folder, *key, clock, ids);
    if (!store || !DeviceIdentity::initialise(**store, ids) ||
        !DeviceIdentity::adoptLocal(**store, QStringLiteral("李民警"), QStringLiteral("县公安局"), ids))
        qFatal("store");
    return folder;
}

std::unique_ptr<Store> CliFixture::open(const QString& folder) {
    auto vault = Vault::open(folder, clock);
    auto key = vault->unlock(SecretBytes::take(QByteArray(passphrase)));
    if (!key) qFatal("%s", qPrintable(key.error().id()));
    auto store = Store::open(folder, *key, clock, ids);
    if (!store) qFatal("%s", qPrintable(store.error().id() + store.error().detail));
    return std::move(*store);
}

} // namespace jixiao::test

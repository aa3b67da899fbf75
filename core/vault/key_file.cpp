#include "core/vault/key_file.h"

#include "core/base/json.h"
#include "core/base/log.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSaveFile>

#include <sodium.h>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace jixiao {

namespace {

constexpr qint64 maxFileBytes = 64 * 1024;
constexpr int maxSlots = 32;
constexpr qsizetype checkBytes = 16;

const auto formatFamily = QStringLiteral("jixiao.vault/");
const auto formatField = QStringLiteral("format");
const auto storeIdField = QStringLiteral("storeId");
const auto keyCheckField = QStringLiteral("keyCheck");
const auto slotsField = QStringLiteral("slots");
const auto checksumField = QStringLiteral("checksum");

QString currentPath(const QString& folder) { return folder + QStringLiteral("/store.keys"); }
QString previousPath(const QString& folder) { return folder + QStringLiteral("/store.keys.1"); }

QString checksumOf(QJsonObject root) {
    root.remove(checksumField);
    return QStringLiteral("sha256:") +
           QString::fromLatin1(QCryptographicHash::hash(canonicalJson(root), QCryptographicHash::Sha256).toHex());
}

Error damaged(const QString& what) { return {ErrorCode::VaultDamaged, what}; }

/// A rename survives a power cut only when its directory was flushed too.
void flushDirectory(const QString& folder) {
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;
    ::fsync(handle);
    ::close(handle);
#else
    Q_UNUSED(folder)
#endif
}

Result<KeyFile> readGeneration(const QString& path) {
    const auto bytes = readBounded(path, maxFileBytes);
    if (!bytes) {
        if (bytes.error().code == ErrorCode::FileNotFound) return Error{ErrorCode::VaultMissing, path};
        return damaged(bytes.error().detail);
    }
    return KeyFile::fromBytes(*bytes);
}

} // namespace

QString keyFileFormat() { return formatFamily + QLatin1Char('1'); }

QByteArray KeyFile::checkOf(const Id& storeId, const SecretBytes& payload) {
    const auto message = storeId.toBytes();
    QByteArray check{checkBytes, '\0'};
    crypto_generichash(reinterpret_cast<unsigned char*>(check.data()), checkBytes,
                       reinterpret_cast<const unsigned char*>(message.constData()), quint64(message.size()),
                       payload.bytes().data(), payload.size());
    return check;
}

QByteArray KeyFile::toBytes() const {
    QJsonArray list;
    for (const auto& slot : keySlots)
        list.append(slot.toJson());
    QJsonObject root{{formatField, keyFileFormat()},
                     {storeIdField, storeId.toString()},
                     {keyCheckField, QString::fromLatin1(keyCheck.toBase64())},
                     {slotsField, list}};
    root.insert(checksumField, checksumOf(root));
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

Result<KeyFile> KeyFile::fromBytes(const QByteArray& bytes) {
    const auto root = parseJsonObject(bytes, {maxFileBytes, 4});
    if (!root) return damaged(root.error().detail);
    const auto format = root->value(formatField).toString();
    if (format != keyFileFormat()) {
        if (format.startsWith(formatFamily) && format.mid(formatFamily.size()).toInt() > 1)
            return Error{ErrorCode::StoreNewer, format};
        return damaged(formatField);
    }
    if (root->value(checksumField).toString() != checksumOf(*root)) return damaged(checksumField);
    KeyFile file;
    const auto id = Id::fromString(root->value(storeIdField).toString());
    if (!id) return damaged(storeIdField);
    file.storeId = *id;
    file.keyCheck = QByteArray::fromBase64(root->value(keyCheckField).toString().toLatin1());
    if (file.keyCheck.size() != checkBytes) return damaged(keyCheckField);
    const auto list = root->value(slotsField).toArray();
    if (list.isEmpty() || list.size() > maxSlots) return damaged(slotsField);
    for (const auto& entry : list) {
        auto slot = KeySlot::fromJson(entry.toObject());
        if (!slot) return slot.error();
        file.keySlots.append(*std::move(slot));
    }
    return file;
}

Result<QByteArray> readBounded(const QString& path, qint64 limit) {
    QFile file(path);
    if (!file.exists()) return Error{ErrorCode::FileNotFound, path};
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) return Error{ErrorCode::FileUnreadable, path};
    auto bytes = file.read(limit + 1);
    if (bytes.size() > limit) return Error{ErrorCode::FileTooLarge, path};
    if (file.error() != QFileDevice::NoError) return Error{ErrorCode::FileUnreadable, file.errorString()};
    return bytes;
}

Result<void> writeDurably(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(bytes) == bytes.size() && file.flush() && file.commit();
    if (!written) {
        const auto code = file.error() == QFileDevice::ResourceError ? ErrorCode::DiskFull : ErrorCode::DiskWriteFailed;
        return Error{code, QStringLiteral("%1: %2").arg(path, file.errorString())};
    }
    flushDirectory(QFileInfo(path).absolutePath());
    return {};
}

bool KeyFiles::exist(const QString& folder) {
    return QFileInfo::exists(currentPath(folder)) || QFileInfo::exists(previousPath(folder));
}

void KeyFiles::remove(const QString& folder) {
    for (const auto& path : {currentPath(folder), previousPath(folder)})
        QFile::remove(path);
    flushDirectory(folder);
}

Result<KeyFile> KeyFiles::read(const QString& folder) {
    auto current = readGeneration(currentPath(folder));
    if (current || current.error().code == ErrorCode::StoreNewer) return current;
    auto previous = readGeneration(previousPath(folder));
    if (previous) {
        qCWarning(lcVault) << "the key file is" << current.error().id() << "- using its previous generation";
        return previous;
    }
    const bool bothMissing =
        current.error().code == ErrorCode::VaultMissing && previous.error().code == ErrorCode::VaultMissing;
    if (bothMissing || current.error().code != ErrorCode::VaultMissing) return current;
    return previous;
}

Result<void> KeyFiles::write(const QString& folder, const KeyFile& file, OldGeneration old) {
    const auto bytes = file.toBytes();
    if (old == OldGeneration::Keep) {
        if (const auto good = readGeneration(currentPath(folder))) {
            if (auto kept = writeDurably(previousPath(folder), good->toBytes()); !kept) return kept;
        }
        return writeDurably(currentPath(folder), bytes);
    }
    if (auto written = writeDurably(currentPath(folder), bytes); !written) return written;
    return writeDurably(previousPath(folder), bytes);
}

} // namespace jixiao

#include "core/vault/key_file.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/log.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <sodium.h>

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

bool KeyFiles::exist(const QString& folder) {
    return QFileInfo::exists(currentPath(folder)) || QFileInfo::exists(previousPath(folder));
}

void KeyFiles::remove(const QString& folder) {
    for (const auto& path : {currentPath(folder), previousPath(folder)})
        QFile::remove(path);
    flushFolder(folder);
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
            if (auto kept = replaceFile(previousPath(folder), good->toBytes(), FileReaders::OwnerOnly); !kept)
                return kept;
        }
        return replaceFile(currentPath(folder), bytes, FileReaders::OwnerOnly);
    }
    if (auto written = replaceFile(currentPath(folder), bytes, FileReaders::OwnerOnly); !written) return written;
    return replaceFile(previousPath(folder), bytes, FileReaders::OwnerOnly);
}

} // namespace jixiao

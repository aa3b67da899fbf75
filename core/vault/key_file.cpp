#include "core/vault/key_file.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/vault/sealing.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qint64 maxFileBytes = 192 * 1024;
constexpr int formatVersion = 2;
constexpr qsizetype maxDataKeys = 2;

const auto formatFamily = QStringLiteral("jixiao.vault/");
const auto formatField = QStringLiteral("format");
const auto storeIdField = QStringLiteral("storeId");
const auto slotsField = QStringLiteral("slots");
const auto dataKeysField = QStringLiteral("dataKeys");
const auto boxesField = QStringLiteral("boxes");
const auto rosterField = QStringLiteral("roster");
const auto checksumField = QStringLiteral("checksum");

QString currentPath(const QString& folder) { return folder + QStringLiteral("/store.keys"); }
QString previousPath(const QString& folder) { return folder + QStringLiteral("/store.keys.1"); }

QString checksumOf(QJsonObject root) {
    root.remove(checksumField);
    return QStringLiteral("sha256:") +
           QString::fromLatin1(QCryptographicHash::hash(canonicalJson(root), QCryptographicHash::Sha256).toHex());
}

Error damaged(const QString& what) { return {ErrorCode::VaultDamaged, what}; }

Result<KeyFile> readGeneration(const QString& path) {
    const auto bytes = readBounded(path, maxFileBytes);
    if (!bytes) {
        if (bytes.error().code == ErrorCode::FileNotFound) return Error{ErrorCode::VaultMissing, path};
        return damaged(bytes.error().detail);
    }
    return KeyFile::fromBytes(*bytes);
}

QString base64(const QByteArray& bytes) { return QString::fromLatin1(bytes.toBase64()); }

QByteArray fromBase64(const QJsonValue& value) {
    return QByteArray::fromBase64(value.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
}

QJsonArray slotsJson(const QList<KeySlot>& keySlots) {
    QJsonArray list;
    for (const auto& slot : keySlots)
        list.append(slot.toJson());
    return list;
}

QJsonArray dataKeysJson(const QList<DataKeyEntry>& dataKeys) {
    QJsonArray list;
    for (const auto& entry : dataKeys) {
        QJsonArray boxes;
        for (const auto& box : entry.boxes)
            boxes.append(base64(box));
        list.append(QJsonObject{{boxesField, boxes}, {rosterField, base64(entry.roster)}});
    }
    return list;
}

Result<DataKeyEntry> dataKeyFrom(const QJsonObject& json, qsizetype slotCount) {
    DataKeyEntry entry;
    const auto boxes = json.value(boxesField).toArray();
    for (const auto& box : boxes)
        entry.boxes.append(fromBase64(box));
    const auto whole = [](const QByteArray& box) {
        return box.size() == qsizetype(dataKeyBytes) + Sealing::boxOverheadBytes;
    };
    if (entry.boxes.size() != slotCount || !std::all_of(entry.boxes.cbegin(), entry.boxes.cend(), whole))
        return damaged(boxesField);
    entry.roster = fromBase64(json.value(rosterField));
    if (entry.roster.size() < Sealing::overheadBytes) return damaged(rosterField);
    return entry;
}

} // namespace

QString keyFileFormat() { return formatFamily + QString::number(formatVersion); }

QByteArray KeyFile::toBytes() const {
    QJsonObject root{{formatField, keyFileFormat()},
                     {storeIdField, storeId.toString()},
                     {slotsField, slotsJson(keySlots)},
                     {dataKeysField, dataKeysJson(dataKeys)}};
    root.insert(checksumField, checksumOf(root));
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

Result<KeyFile> KeyFile::fromBytes(const QByteArray& bytes) {
    const auto root = parseJsonObject(bytes, {maxFileBytes, 6});
    if (!root) return damaged(root.error().detail);
    const auto format = root->value(formatField).toString();
    if (format != keyFileFormat()) {
        if (format.startsWith(formatFamily) && format.mid(formatFamily.size()).toInt() > formatVersion)
            return Error{ErrorCode::StoreNewer, format};
        return damaged(formatField);
    }
    if (root->value(checksumField).toString() != checksumOf(*root)) return damaged(checksumField);
    KeyFile file;
    const auto id = Id::fromString(root->value(storeIdField).toString());
    if (!id) return damaged(storeIdField);
    file.storeId = *id;
    const auto list = root->value(slotsField).toArray();
    if (list.isEmpty() || list.size() > maxKeySlots) return damaged(slotsField);
    for (const auto& entry : list) {
        auto slot = KeySlot::fromJson(entry.toObject());
        if (!slot) return slot.error();
        file.keySlots.append(*std::move(slot));
    }
    const auto keys = root->value(dataKeysField).toArray();
    if (keys.isEmpty() || keys.size() > maxDataKeys) return damaged(dataKeysField);
    for (const auto& each : keys) {
        auto entry = dataKeyFrom(each.toObject(), file.keySlots.size());
        if (!entry) return entry.error();
        file.dataKeys.append(*std::move(entry));
    }
    return file;
}

QByteArray KeyFile::confirmedBytes() const {
    return canonicalJson(
        {{formatField, keyFileFormat()}, {storeIdField, storeId.toString()}, {slotsField, slotsJson(keySlots)}});
}

DataKeyEntry KeyFile::entryFor(const SecretBytes& dataKey, const SecretBytes& authority,
                               const QStringList& labels) const {
    DataKeyEntry entry;
    for (const auto& slot : keySlots)
        entry.boxes.append(Sealing::box(slot.publicKey, dataKey));
    const auto names = SecretBytes::take(QJsonDocument(QJsonArray::fromStringList(labels)).toJson());
    entry.roster = Sealing::lock(Sealing::derive(authority, dataKey, "roster"), names.bytes(), confirmedBytes());
    return entry;
}

std::optional<QStringList> KeyFile::openRoster(const DataKeyEntry& entry, const SecretBytes& dataKey,
                                               const SecretBytes& authority) const {
    if (authority.size() != authorityBytes) return std::nullopt;
    const auto names = Sealing::unlock(Sealing::derive(authority, dataKey, "roster"), entry.roster, confirmedBytes());
    if (!names) return std::nullopt;
    const auto bytes =
        QByteArray::fromRawData(reinterpret_cast<const char*>(names->bytes().data()), qsizetype(names->size()));
    QStringList labels;
    const auto list = QJsonDocument::fromJson(bytes).array();
    for (const auto& label : list)
        labels.append(label.toString());
    if (labels.size() != keySlots.size()) return std::nullopt;
    return labels;
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

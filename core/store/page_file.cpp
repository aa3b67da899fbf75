#include "core/store/page_file.h"

#include <QtEndian>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace jixiao {

namespace {

constexpr qint64 maxFileBytes = 4LL * 1024 * 1024 * 1024;
constexpr int saltBytes = 16;
constexpr int vectorBytes = 16;
constexpr int signatureBytes = 64;
constexpr int signingRounds = 2;
constexpr unsigned char signingMask = 0x3a;
constexpr int logHeadBytes = 32;
constexpr int frameHeadBytes = 24;

struct CipherFree {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

const unsigned char* bytesOf(const QByteArray& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

} // namespace

Result<PageFile> PageFile::open(const QString& file, const StoreKey& key) {
    PageFile pages;
    pages.key_ = key.clone();
    pages.file_ = std::make_unique<QFile>(file);
    if (!pages.file_->open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, pages.file_->errorString(), {{QStringLiteral("file"), file}}};
    if (pages.file_->size() > maxFileBytes)
        return Error{ErrorCode::FileTooLarge, file, {{QStringLiteral("file"), file}}};
    if (auto derived = pages.deriveSigningKey(); !derived) return derived.error();
    pages.count_ = (pages.file_->size() + pageBytes - 1) / pageBytes;
    pages.readLog(file + QStringLiteral("-wal"));
    return pages;
}

Result<void> PageFile::deriveSigningKey() {
    constexpr std::size_t keyBytes = 32;
    if (key_.key.size() != keyBytes || key_.salt.size() != saltBytes)
        return Error{ErrorCode::InvalidInput, QStringLiteral("key")};
    std::array<unsigned char, saltBytes> salt{};
    std::transform(key_.salt.bytes().begin(), key_.salt.bytes().end(), salt.begin(),
                   [](unsigned char byte) { return static_cast<unsigned char>(byte ^ signingMask); });
    signingKey_ = SecretBytes(keyBytes);
    const auto* secret = reinterpret_cast<const char*>(key_.key.bytes().data());
    const int done = PKCS5_PBKDF2_HMAC(secret, int(keyBytes), salt.data(), saltBytes, signingRounds, EVP_sha512(),
                                       int(keyBytes), signingKey_.bytes().data());
    if (done == 1) return {};
    return Error{ErrorCode::StoreFailed, QStringLiteral("the signing key")};
}

void PageFile::readLog(const QString& path) {
    log_ = std::make_unique<QFile>(path);
    if (!log_->open(QIODevice::ReadOnly)) return;
    const auto head = log_->read(logHeadBytes);
    if (head.size() < logHeadBytes || qFromBigEndian<quint32>(head.constData() + 8) != quint32(pageBytes)) return;
    const auto salts = head.mid(16, 8);
    QHash<qint64, qint64> uncommitted;
    for (qint64 at = logHeadBytes; at + frameHeadBytes + pageBytes <= log_->size(); at += frameHeadBytes + pageBytes) {
        log_->seek(at);
        const auto frame = log_->read(frameHeadBytes + pageBytes);
        // Frames of an earlier turn of the log have other salts; the rest was never finished.
        if (frame.size() != frameHeadBytes + pageBytes || frame.mid(8, 8) != salts) break;
        const auto number = qint64(qFromBigEndian<quint32>(frame.constData()));
        uncommitted.insert(number, at + frameHeadBytes);
        const auto pagesAfter = qint64(qFromBigEndian<quint32>(frame.constData() + 4));
        if (pagesAfter == 0) continue;
        for (auto entry = uncommitted.cbegin(); entry != uncommitted.cend(); ++entry)
            inLog_.insert(entry.key(), entry.value());
        uncommitted.clear();
        if (pagesAfter <= maxFileBytes / pageBytes) count_ = std::max(count_, pagesAfter);
    }
}

QByteArray PageFile::fromFile(qint64 number) const {
    if (!file_->seek((number - 1) * pageBytes)) return {};
    return file_->read(pageBytes);
}

std::optional<QByteArray> PageFile::page(qint64 number) const {
    if (const auto place = inLog_.constFind(number); place != inLog_.cend() && log_->seek(*place))
        if (auto newest = decrypt(log_->read(pageBytes), number)) return newest;
    return decrypt(fromFile(number), number);
}

std::optional<QByteArray> PageFile::decrypt(const QByteArray& stored, qint64 number) const {
    if (stored.size() != pageBytes) return std::nullopt;
    const int from = number == 1 ? saltBytes : 0;
    const int encrypted = usableBytes - from;
    QByteArray place(4, '\0');
    qToLittleEndian(quint32(number), place.data());
    const QByteArray said = stored.mid(from, encrypted + vectorBytes) + place;
    std::array<unsigned char, signatureBytes> signature{};
    unsigned int size = 0;
    if (HMAC(EVP_sha512(), signingKey_.bytes().data(), int(signingKey_.size()), bytesOf(said), std::size_t(said.size()),
             signature.data(), &size) == nullptr)
        return std::nullopt;
    if (sodium_memcmp(signature.data(), bytesOf(stored) + usableBytes + vectorBytes, signatureBytes) != 0)
        return std::nullopt;
    const std::unique_ptr<EVP_CIPHER_CTX, CipherFree> context(EVP_CIPHER_CTX_new());
    QByteArray plain(pageBytes, '\0');
    auto* out = reinterpret_cast<unsigned char*>(plain.data()) + from;
    int written = 0;
    const bool done = context != nullptr &&
                      EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key_.key.bytes().data(),
                                         bytesOf(stored) + usableBytes) == 1 &&
                      EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
                      EVP_DecryptUpdate(context.get(), out, &written, bytesOf(stored) + from, encrypted) == 1;
    if (!done || written != encrypted) return std::nullopt;
    return plain;
}

} // namespace jixiao

#include "page_writer.h"

#include "core/store/page_file.h"

#include <QtEndian>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <memory>

namespace jixiao::test {

namespace {

constexpr int pageBytes = PageFile::pageBytes;
constexpr int usableBytes = PageCipher::usableBytes;
constexpr int saltBytes = 16;
constexpr int vectorBytes = 16;
constexpr unsigned int signatureBytes = 64;

const unsigned char* bytesOf(const QByteArray& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

QByteArray saltOf(const StoreKey& key, unsigned char mask) {
    QByteArray salt(saltBytes, '\0');
    std::transform(key.salt.bytes().begin(), key.salt.bytes().end(), salt.begin(),
                   [mask](unsigned char byte) { return char(byte ^ mask); });
    return salt;
}

QByteArray signingKey(const StoreKey& key) {
    const QByteArray salt = saltOf(key, 0x3a);
    QByteArray derived(32, '\0');
    if (PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(key.key.bytes().data()), int(key.key.size()), bytesOf(salt),
                          saltBytes, 2, EVP_sha512(), int(derived.size()),
                          reinterpret_cast<unsigned char*>(derived.data())) != 1)
        qFatal("the signing key");
    return derived;
}

QByteArray encrypted(const QByteArray& clear, const QByteArray& vector, const StoreKey& key) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  EVP_CIPHER_CTX_free);
    QByteArray out(clear.size(), '\0');
    int written = 0;
    const bool done =
        context &&
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key.key.bytes().data(), bytesOf(vector)) == 1 &&
        EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
        EVP_EncryptUpdate(context.get(), reinterpret_cast<unsigned char*>(out.data()), &written, bytesOf(clear),
                          int(clear.size())) == 1;
    if (!done || written != out.size()) qFatal("encrypt");
    return out;
}

} // namespace

QByteArray clearPages(const QString& file, const StoreKey& key) {
    const auto pages = PageFile::open(file, key);
    if (!pages) qFatal("%s", qPrintable(pages.error().detail));
    QByteArray clear;
    for (qint64 number = 1; number <= pages->count(); ++number) {
        const auto page = pages->page(number);
        if (!page) qFatal("page");
        clear += *page;
    }
    return clear;
}

QByteArray sealedPages(const QByteArray& clear, const StoreKey& key) {
    const QByteArray signing = signingKey(key);
    QByteArray sealed;
    for (qsizetype at = 0; at + pageBytes <= clear.size(); at += pageBytes) {
        const bool first = at == 0;
        QByteArray place(4, '\0');
        qToLittleEndian(quint32(at / pageBytes + 1), place.data());
        const QByteArray vector = place.repeated(vectorBytes / 4);
        const int from = first ? saltBytes : 0;
        const QByteArray body = encrypted(clear.mid(at + from, usableBytes - from), vector, key) + vector;
        const QByteArray said = body + place;
        std::array<unsigned char, signatureBytes> signature{};
        unsigned int size = 0;
        if (HMAC(EVP_sha512(), signing.constData(), int(signing.size()), bytesOf(said), std::size_t(said.size()),
                 signature.data(), &size) == nullptr)
            qFatal("sign");
        sealed += (first ? saltOf(key, 0) : QByteArray()) + body +
                  QByteArray(reinterpret_cast<const char*>(signature.data()), int(signatureBytes));
    }
    return sealed;
}

} // namespace jixiao::test

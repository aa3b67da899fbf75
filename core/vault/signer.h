#pragma once

#include "core/base/result.h"
#include "core/vault/secret.h"

#include <QByteArray>
#include <QString>

namespace jixiao {

/// A device's signature key. The suite's id stands in every signed record, so suites can change (SM2 later).
class Signer {
public:
    static const QString ed25519; ///< "ed25519-sha256"

    static Signer generate();
    /// From the 32-byte seed kept inside the encrypted store. Error: InvalidInput.
    static Result<Signer> fromSeed(const SecretBytes& seed);

    QString suite() const { return ed25519; }
    QByteArray publicKey() const { return publicKey_; }
    const SecretBytes& seed() const { return seed_; }
    QByteArray sign(const QByteArray& message) const;
    static bool verify(const QString& suite, const QByteArray& publicKey, const QByteArray& message,
                       const QByteArray& signature);

private:
    SecretBytes seed_;
    SecretBytes secretKey_;
    QByteArray publicKey_;
};

} // namespace jixiao

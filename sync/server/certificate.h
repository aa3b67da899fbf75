#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace jixiao::server {

/// The server's TLS identity: tls-key.pem and tls-cert.pem (leaf first) in the data folder, and tls-ca.pem when an
/// authority of one's own has signed it.
struct TlsIdentity {
    QByteArray keyPem;
    QByteArray certificatePem;
    QByteArray caPem; ///< what devices trust; the certificate itself when it is self-signed
    QString pin;      ///< base64 SHA-256 of the public key (SPKI)
};

/// Reads it, or on the first start makes a development certificate: P-256, self-signed, for localhost, 127.0.0.1 and
/// ::1, valid 10 years; files 0600. Errors: FileUnreadable (damaged or only half there), DiskWriteFailed, Internal.
Result<TlsIdentity> tlsIdentity(const QString& folder, const Clock& clock);

} // namespace jixiao::server

#pragma once

#include "core/vault/signer.h"
#include "sync/package/header.h"

namespace jixiao::package {

/// A package file (.jxp):
///
///     "jixiao package\n" · length of the header (4 bytes, big endian) · header (JSON) · body · signature (64 bytes)
///
/// The signature of the sender's device key is over the SHA-256 of everything before it. The body is encrypted to the
/// receiver (core/vault/parcel.h) and bound to the header; that of a Request is plain.
struct Envelope {
    Header header;
    QByteArray headerBytes; ///< as they stand in the file
    QByteArray body;        ///< as it stands in the file
    QByteArray signature;
    QByteArray signedHash; ///< SHA-256 of what is signed
    QByteArray fileHash;   ///< SHA-256 of the whole file, as any tool prints it
};

inline constexpr qsizetype maxPackageBytes = maxBodyBytes + maxHeaderBytes + 4096;
/// What the content of one package may amount to.
inline constexpr qsizetype maxPlainBytes = 128 * 1024 * 1024;

/// Takes a file apart; nothing is proven yet. Errors: PackageMalformed, PackageNewer, PackageTruncated (with how much
/// is there), PackageTooLarge.
Result<Envelope> parse(const QByteArray& file);

/// Whether the holder of `senderKey` signed exactly this file.
bool isSignedBy(const Envelope& envelope, const QByteArray& senderKey);

/// The content. Error: PackageTampered, PackageTooLarge (inflates beyond every measure), PackageMalformed.
Result<QByteArray> openBody(const Envelope& envelope, const Signer& receiver);

/// The whole file. Suite, sender's key, body size and packing of the header are filled in here. Errors:
/// PackageTooLarge, InvalidInput (the receiver's key is none).
Result<QByteArray> seal(Header header, const QByteArray& plain, const QByteArray& receiverKey, const Signer& sender);

/// A key for people to compare: "3F2A-9C01-…", 8 groups of its SHA-256.
QString fingerprint(const QByteArray& publicKey);

} // namespace jixiao::package

#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace jixiao::package {

/// How secret what a package holds is. Higher levels are never typed into this program.
enum class Level { Public, Internal, Confidential };
QString levelName(Level level); ///< the word on the wire
std::optional<Level> levelFromName(const QString& name);

enum class Kind {
    Request, ///< a device asks to be registered; not encrypted, since it knows nobody's key yet
    Card,    ///< the server's answer to that: who the device is now, and the server's key
    Entries, ///< what a device has not been acknowledged: mutations
    Answer,  ///< what the server has to say to them: verdicts and changes
};

/// The part everybody can read. Who is named by ids and keys, never by name.
struct Header {
    Kind kind = Kind::Entries;
    Id id; ///< of this file
    QString suite;
    Id sender;            ///< device, or the server's own id
    Id senderUnit;        ///< null for the server, and for a device that belongs nowhere yet
    QByteArray senderKey; ///< public signature key
    Id receiver;          ///< null in a Request
    qint64 sequence = 0;  ///< of this sender to this receiver, from 1 without gaps; 0 in a Request and a Card
    QByteArray previous;  ///< SHA-256 of the whole file numbered sequence − 1; empty for the first
    qint64 since = 0;     ///< the newest number of the sender's whose receipt it had: everything later is in here
    int part = 1;         ///< of one export; its parts are numbered one after the other
    int parts = 1;
    Level level = Level::Internal;
    int records = 0; ///< mutations, or verdicts and changes, in this file
    qint64 createdMs = 0;
    bool packed = true; ///< the body is gzip inside its encryption
    qsizetype bodyBytes = 0;

    /// The first number of the same export.
    qint64 firstSequence() const { return sequence - part + 1; }
    friend bool operator==(const Header&, const Header&) = default;
};

inline constexpr int formatVersion = 1;
inline constexpr qsizetype maxHeaderBytes = 4096;
inline constexpr qsizetype maxBodyBytes = 64 * 1024 * 1024; ///< as encrypted
inline constexpr int maxParts = 9'999;
inline constexpr int maxRecords = 1'000'000;

QByteArray encodeHeader(const Header& header);
/// Errors: PackageMalformed (with the place), PackageNewer.
Result<Header> decodeHeader(const QByteArray& bytes);

} // namespace jixiao::package

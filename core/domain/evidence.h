#pragma once

#include "core/base/text_name.h"
#include "core/domain/record.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <optional>

namespace jixiao {

namespace RecordType {
/// A file that bears out what is reported; its parent is the declaration. It names a content, it does not hold it.
inline constexpr TextName evidence(u"evidence");
} // namespace RecordType

/// Fields of evidence beside about, personId, personName, deviceId and at.
namespace Field {
inline constexpr TextName period(u"period");           ///< of the report it stands beside: "2025", "2025-07"; "" = any
inline constexpr TextName contentHash(u"contentHash"); ///< contentName()
inline constexpr TextName contentSize(u"contentSize"); ///< bytes
inline constexpr TextName contentKind(u"contentKind"); ///< id of a kind in assets/evidence
inline constexpr TextName fileName(u"fileName");
inline constexpr TextName takenAt(u"takenAt");     ///< UTC ms; "" when not known
inline constexpr TextName takenWith(u"takenWith"); ///< camera or device, as the file or the device says
} // namespace Field

/// How a content is named in data: "sha256:" and 64 hexadecimal digits in lower case. `hash` is the 32 bytes.
QString contentName(const QByteArray& hash);
/// The hash; nullopt for anything contentName() does not write.
std::optional<QByteArray> contentHashFrom(const QString& name);

/// One file that bears out what was reported on an indicator, or on the form as a whole.
struct Evidence {
    Id id;    ///< of its record; null before it is stored
    Id about; ///< record of the indicator's row; null = the form as a whole
    QString period = {};
    QByteArray hash = {}; ///< SHA-256 of the content, 32 bytes
    qint64 size = 0;
    QString kind = {};
    QString fileName = {};
    qint64 takenMs = 0; ///< 0 = not known
    QString takenWith = {};
    // Who put it there last
    QString personId = {};
    QString personName = {};
    QString deviceId = {};
    qint64 atMs = 0;

    /// Nullopt when the record names no content.
    static std::optional<Evidence> fromRecord(const Record& record);
    /// The fields of its record.
    QMap<QString, QString> values() const;
};

/// A file's name without folders, control and direction characters, at most 200 characters with its ending kept.
QString plainFileName(const QString& path);

} // namespace jixiao

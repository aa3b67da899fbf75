#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace jixiao::protocol {

/// Bounds of single values on the wire.
inline constexpr qsizetype maxValueChars = 1024 * 1024;
inline constexpr qsizetype maxNameChars = 64;
inline constexpr qsizetype maxReasonChars = 4096;
inline constexpr int maxFieldsPerRecord = 512;
inline constexpr qint64 maxInteger = qint64(1) << 53; ///< what every JSON reader represents exactly

/// Reads members of an untrusted JSON object. The first violation is kept and names its place ("mutations[3].unit");
/// later reads return empty values. Members it is not asked for are ignored, so that later versions can add some.
class ObjectReader {
public:
    ObjectReader(QJsonObject object, QString place, ErrorCode failureCode)
        : object_(std::move(object)), place_(std::move(place)), failureCode_(failureCode) {}

    QString text(const QString& name, qsizetype maxChars);
    QString optionalText(const QString& name, qsizetype maxChars);
    /// An identifier of letters, digits and ". _ : / -", starting with a letter or digit.
    QString token(const QString& name);
    qint64 integer(const QString& name, qint64 min = 0, qint64 max = maxInteger);
    bool boolean(const QString& name);
    Id id(const QString& name);
    Id optionalId(const QString& name); ///< absent or "" is the null id
    QByteArray base64(const QString& name, qsizetype maxBytes);
    QJsonArray array(const QString& name, qsizetype maxItems);
    QJsonObject object(const QString& name, qsizetype maxMembers);
    QStringList texts(const QString& name, qsizetype maxItems, qsizetype maxChars);
    bool has(const QString& name) const { return object_.contains(name); }

    /// A reader for a member that is itself an object; pass its failure back with adopt().
    ObjectReader inside(const QJsonValue& value, const QString& name);
    void adopt(const ObjectReader& child);
    void fail(const QString& name, const QString& what);

    bool ok() const { return !error_; }
    const Error& error() const { return *error_; }

    static bool isToken(const QString& text);
    /// Why a text may not travel; "" when it may.
    static QString problemOf(const QString& text, qsizetype maxChars);

private:
    QString place(const QString& name) const;

    QJsonObject object_;
    QString place_;
    ErrorCode failureCode_;
    std::optional<Error> error_;
};

/// The outermost object of a message, within its size and depth limits. Error: `failureCode`.
Result<ObjectReader> readMessage(const QByteArray& body, qsizetype maxBytes, ErrorCode failureCode);
/// Fails unless member "ack" is the marker of this kind of reply.
void requireAck(ObjectReader& reader, const char* ack);

/// Text as it may travel: lone surrogates, which no UTF-8 can carry, become U+FFFD.
QString wireText(const QString& text);
QByteArray toBytes(const QJsonObject& object);

} // namespace jixiao::protocol

#pragma once

#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/domain/role.h"
#include "core/store/outbox.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace jixiao::protocol {

/// Paths and media types of version 1. Later versions add, never change.
inline constexpr auto pushPath = "/v1/sync/push";
inline constexpr auto changesPath = "/v1/sync/changes"; ///< ?after=CURSOR&limit=N
inline constexpr auto enrolPath = "/v1/enrol";
inline constexpr auto healthPath = "/healthz";
inline constexpr auto pushAck = "jixiao.push/1"; ///< a reply without this marker is not an acknowledgement
inline constexpr auto changesAck = "jixiao.changes/1";
inline constexpr auto enrolAck = "jixiao.enrol/1";

inline constexpr int maxMutationsPerPush = 500;
inline constexpr qsizetype maxBodyBytes = 1024 * 1024;         ///< of a request, as sent (before inflating)
inline constexpr qsizetype maxInflatedBytes = 8 * 1024 * 1024; ///< of a request, after inflating
inline constexpr qsizetype maxReplyBytes = 16 * 1024 * 1024;
inline constexpr int maxRecordsPerPage = 500;

struct PushRequest {
    QList<OutboundMutation> mutations;
};
struct PushReply {
    QList<MutationVerdict> verdicts;
};
struct ChangesReply {
    qint64 cursor = 0;
    bool more = false;
    QList<Record> records;
};
struct EnrolRequest {
    QString code;
    Id deviceId;
    QString deviceName;
    QString suite;
    QByteArray publicKey;
};
struct EnrolReply {
    QString token; ///< bearer token of this device; kept only inside the encrypted store
    Actor actor;   ///< the person this device is enrolled for
    QString unitName;
    QString caCertificatePem;
    QStringList pins; ///< base64 SHA-256 of the server's public key: now and next
};
/// RFC 9457 problem details, plus our ErrorCode name and the request id.
struct Problem {
    int status = 0;
    QString title;
    QString detail;
    QString code;
    QString requestId;
};

/// Codec. Decoding checks shape, sizes and ids of untrusted bytes; errors: ServerNonsense on the device's side
/// (replies), InvalidInput on the server's side (requests), each naming the place.
QByteArray encode(const PushRequest& message);
QByteArray encode(const PushReply& message);
QByteArray encode(const ChangesReply& message);
QByteArray encode(const EnrolRequest& message);
QByteArray encode(const EnrolReply& message);
QByteArray encode(const Problem& message);
Result<PushRequest> decodePushRequest(const QByteArray& body);
Result<PushReply> decodePushReply(const QByteArray& body);
Result<ChangesReply> decodeChangesReply(const QByteArray& body);
Result<EnrolRequest> decodeEnrolRequest(const QByteArray& body);
Result<EnrolReply> decodeEnrolReply(const QByteArray& body);
Result<Problem> decodeProblem(const QByteArray& body);

/// What a one-time enrolment code carries besides its secret: where the server is and which key it must show.
/// Text form: "jixiao:enrol?u=https%3A%2F%2F127.0.0.1%3A8443&p=<pin>&c=ABCD-EFGH-JKLM" (p may repeat).
struct EnrolmentCode {
    QString serverUrl;
    QStringList pins;
    QString code;

    QString toString() const;
    static Result<EnrolmentCode> fromString(const QString& text); ///< Error: EnrolmentMalformed
};

} // namespace jixiao::protocol

#pragma once

#include "core/base/result.h"
#include "core/domain/record.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace jixiao::server {

/// Who changed something, and when by the server's clock.
struct Stamp {
    QString personId;
    QString personName;
    QString deviceId;
    qint64 atMs = 0;
};

/// A mutation that took effect, kept for ever so that a repeat is answered and not applied.
struct AppliedMutation {
    Id mutation;
    Id device;
    QByteArray contentHash; ///< a repeat with other content is refused
    qint64 revision = 0;
    qint64 deviceSeq = 0;
    qint64 atMs = 0;
};

/// An enrolled device. Of the token only the SHA-256 is kept.
struct Device {
    Id id;
    Id person;
    QString name;
    QString suite;
    QByteArray publicKey;
    QByteArray tokenHash;
    qint64 enrolledMs = 0;
    bool revoked = false;
};

/// A one-time enrolment code. Of the code only the SHA-256 is kept.
struct Invitation {
    QByteArray codeHash;
    Id person;
    qint64 expiresMs = 0;
    std::optional<Id> usedBy; ///< device
};

/// A stretch of the change feed.
struct ChangePage {
    QList<Record> records; ///< by revision, accepted ones only
    qint64 scannedTo = 0;  ///< nothing at or below this revision is missing; the newest revision at the end
    bool more = false;
};

struct ChangeQuery {
    qint64 after = 0;
    int maxRecords = 0;
    qint64 maxBytes = 0;                       ///< of field values, stops after the record that passes it
    std::function<bool(const Record&)> accept; ///< sees type, id, unit and parent only
};

/// Everything the server keeps. Calls outside transact() see what was committed. Used by one thread at a time. Every
/// call may fail with StoreFailed, StoreDamaged, DiskFull.
class ServerStorage {
public:
    virtual ~ServerStorage() = default;

    /// Runs `work` as one transaction; ok only after COMMIT is durable. A failure of `work` rolls everything back.
    virtual Result<void> transact(const std::function<Result<void>()>& work) = 0;

    virtual Result<std::optional<Record>> record(const Id& id) = 0;
    virtual Result<QList<Record>> children(const Id& parent) = 0;         ///< not deleted
    virtual Result<QList<Record>> recordsOfType(const QString& type) = 0; ///< not deleted
    virtual Result<ChangePage> changes(const ChangeQuery& query) = 0;

    /// Stores the record under the next revision of the one global sequence, which it and its `changed` fields get, and
    /// writes the history. Empty `changed` with `deleted` set or cleared is a change too.
    virtual Result<void> put(Record& record, const QStringList& changed, const Stamp& stamp) = 0;
    /// Who gave the field the value it got at this revision; "" is the record's deletion.
    virtual Result<std::optional<Stamp>> stamp(const Id& record, const QString& field, qint64 revision) = 0;
    /// Whether another device changed the record after this revision.
    virtual Result<bool> changedByOthers(const Id& record, qint64 afterRevision, const QString& deviceId) = 0;

    virtual Result<std::optional<AppliedMutation>> appliedMutation(const Id& mutation) = 0;
    /// The mutation that took effect under this number of the device, if any.
    virtual Result<std::optional<Id>> mutationNumbered(const Id& device, qint64 deviceSeq) = 0;
    virtual Result<void> remember(const AppliedMutation& mutation) = 0;
    /// The frozen content a decision was about. The same hash again is no error.
    virtual Result<void> keepSnapshot(const QString& hash, const Id& declaration, const QByteArray& bytes,
                                      qint64 atMs) = 0;

    /// A small named text the server keeps for itself, at most some MB; empty when absent. Setting it empty removes it.
    virtual Result<QByteArray> note(const QString& key) = 0;
    virtual Result<void> putNote(const QString& key, const QByteArray& value) = 0;

    virtual Result<std::optional<Device>> device(const Id& id) = 0;
    virtual Result<std::optional<Device>> deviceByToken(const QByteArray& tokenHash) = 0;
    virtual Result<QList<Device>> devices() = 0;
    virtual Result<void> putDevice(const Device& device) = 0;
    virtual Result<std::optional<Invitation>> invitation(const QByteArray& codeHash) = 0;
    virtual Result<void> putInvitation(const Invitation& invitation) = 0;
};

} // namespace jixiao::server

// The part of EmbeddedStorage that keeps devices, invitations, notes and the mutations already applied.
#include "sync/server/embedded_storage.h"

namespace jixiao::server {

Result<std::optional<AppliedMutation>> EmbeddedStorage::appliedMutation(const Id& mutation) {
    auto row =
        database_->query("SELECT id, device, content, revision, device_seq, at FROM mutation WHERE id = ?", mutation);
    if (row.next())
        return std::optional(
            AppliedMutation{row.id(0), row.id(1), row.blob(2), row.integer(3), row.integer(4), row.integer(5)});
    if (auto status = row.status(); !status) return status.error();
    return std::optional<AppliedMutation>();
}

Result<std::optional<Id>> EmbeddedStorage::mutationNumbered(const Id& device, qint64 deviceSeq) {
    auto row = database_->query("SELECT id FROM mutation WHERE device = ? AND device_seq = ?", device, deviceSeq);
    if (row.next()) return std::optional(row.id(0));
    if (auto status = row.status(); !status) return status.error();
    return std::optional<Id>();
}

Result<void> EmbeddedStorage::remember(const AppliedMutation& m) {
    return write("INSERT INTO mutation(id, device, content, revision, device_seq, at) VALUES(?,?,?,?,?,?)", m.mutation,
                 m.device, m.contentHash, m.revision, m.deviceSeq, m.atMs);
}

Result<QByteArray> EmbeddedStorage::note(const QString& key) {
    auto row = database_->query("SELECT value FROM note WHERE key = ?", key);
    if (row.next()) return row.blob(0);
    if (auto status = row.status(); !status) return status.error();
    return QByteArray();
}

Result<void> EmbeddedStorage::putNote(const QString& key, const QByteArray& value) {
    if (value.isEmpty()) return write("DELETE FROM note WHERE key = ?", key);
    return write("INSERT INTO note(key, value) VALUES(?,?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", key,
                 value);
}

Result<QList<Device>> EmbeddedStorage::readDevices(Statement row) {
    QList<Device> result;
    while (row.next())
        result << Device{row.id(0),   row.id(1),   row.text(2),    row.text(3),
                         row.blob(4), row.blob(5), row.integer(6), row.integer(7) != 0};
    if (auto status = row.status(); !status) return status.error();
    return result;
}

namespace {
std::optional<Device> firstOf(const QList<Device>& devices) {
    return devices.isEmpty() ? std::optional<Device>() : devices.first();
}
} // namespace

Result<std::optional<Device>> EmbeddedStorage::device(const Id& id) {
    auto found = readDevices(database_->query(
        "SELECT id, person, name, suite, public_key, token, enrolled, revoked FROM device WHERE id = ?", id));
    if (!found) return found.error();
    return firstOf(*found);
}

Result<std::optional<Device>> EmbeddedStorage::deviceByToken(const QByteArray& tokenHash) {
    auto found = readDevices(database_->query(
        "SELECT id, person, name, suite, public_key, token, enrolled, revoked FROM device WHERE token = ?", tokenHash));
    if (!found) return found.error();
    return firstOf(*found);
}

Result<QList<Device>> EmbeddedStorage::devices() {
    return readDevices(database_->query(
        "SELECT id, person, name, suite, public_key, token, enrolled, revoked FROM device ORDER BY enrolled, id"));
}

Result<void> EmbeddedStorage::putDevice(const Device& d) {
    return write(
        "INSERT INTO device(id, person, name, suite, public_key, token, enrolled, revoked) "
        "VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET person = excluded.person, name = excluded.name, "
        "token = excluded.token, enrolled = excluded.enrolled, revoked = excluded.revoked",
        d.id, d.person, d.name, d.suite, d.publicKey, d.tokenHash, d.enrolledMs, d.revoked);
}

Result<std::optional<Invitation>> EmbeddedStorage::invitation(const QByteArray& codeHash) {
    auto row = database_->query("SELECT code, person, expires, used_by FROM invitation WHERE code = ?", codeHash);
    if (!row.next()) {
        if (auto status = row.status(); !status) return status.error();
        return std::optional<Invitation>();
    }
    Invitation invitation{row.blob(0), row.id(1), row.integer(2), std::nullopt};
    if (!row.isNull(3)) invitation.usedBy = row.id(3);
    return std::optional(invitation);
}

Result<void> EmbeddedStorage::putInvitation(const Invitation& i) {
    return write("INSERT INTO invitation(code, person, expires, used_by) VALUES(?,?,?,?) "
                 "ON CONFLICT(code) DO UPDATE SET used_by = excluded.used_by",
                 i.codeHash, i.person, i.expiresMs, i.usedBy.value_or(Id()));
}

} // namespace jixiao::server

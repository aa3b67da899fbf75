#pragma once

#include "core/base/clock.h"
#include "core/workflow/workflow.h"
#include "sync/protocol/messages.h"
#include "sync/server/directory.h"
#include "sync/server/storage.h"

namespace jixiao::server {

/// A signed-in device, the person it acts for, and what that person may see.
struct Session {
    Device device;
    Actor actor;
    Scope scope;
};

/// What the server does with pushes and pulls: pure logic over ServerStorage, no sockets, no threads. push()
/// runs within a transaction of the caller.
class SyncService {
public:
    SyncService(ServerStorage& storage, Directory& directory, const Clock& clock,
                const Workflow& workflow = Workflow::builtIn())
        : storage_(storage), directory_(directory), clock_(clock), workflow_(workflow) {}

    /// Errors: SignInExpired (unknown token), DeviceRevoked (device stopped or its person removed).
    Result<Session> signIn(const QString& token);
    /// Of a device that is known by other means than a token. Error: DeviceRevoked.
    Result<Session> sessionOf(const Device& device);
    /// One verdict per mutation, in order. A mutation that had its effect before is a duplicate; verdicts without an
    /// effect are worked out anew. Errors: DeviceCopied (the device gives a number of its own to a second mutation: it
    /// is one of two copies, or an old copy; what stood before may be kept), and those of the storage: then nothing of
    /// the batch may be kept.
    Result<protocol::PushReply> push(const Session& session, const protocol::PushRequest& request);
    /// The feed after the cursor. A cursor from the future (the server was restored from a backup) starts over.
    Result<protocol::ChangesReply> changes(const Session& session, qint64 after, int limit);

    /// Whether the storage answers.
    Result<void> ready();

    static QByteArray tokenHash(const QString& token);

private:
    ServerStorage& storage_;
    Directory& directory_;
    const Clock& clock_;
    const Workflow& workflow_;
};

} // namespace jixiao::server

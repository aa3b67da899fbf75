#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/random.h"
#include "sync/server/accounts.h"
#include "sync/server/admin.h"
#include "sync/server/certificate.h"
#include "sync/server/control_channel.h"
#include "sync/server/embedded_storage.h"
#include "sync/server/http_server.h"
#include "sync/server/package_admin.h"
#include "sync/server/request_handler.h"
#include "sync/server/sync_service.h"
#include "sync/server/writer.h"

#include <memory>
#include <optional>

namespace jixiao::server {

/// The key of server.db: from the vault in the folder when JIXIAO_PASSPHRASE_FILE names a passphrase, from the file
/// "server.key" (0600) otherwise. Made on the first start only: never when the storage is already there. Errors: those
/// of Vault, FileNotFound, FileUnreadable, VaultMissing, DiskWriteFailed.
Result<StoreKey> serverKey(const QString& folder, const Clock& clock, IdSource& ids);

/// Everything of one data folder, wired together; at most one per folder and machine (StoreBusy otherwise).
class ServerCore {
public:
    /// Makes what is missing on the first start. Errors: those of serverKey, EmbeddedStorage::open, tlsIdentity.
    static Result<std::unique_ptr<ServerCore>> open(const QString& folder, const Clock& clock, RandomSource& random);
    ~ServerCore();

    /// Listens for devices and for administrators, and writes the address to the file "listen". Errors: those of
    /// HttpServer::start and ControlChannel::listen, DiskWriteFailed.
    Result<void> serve(const HttpOptions& options);
    quint16 port() const { return http_->port(); }

    /// Runs an administrator's command here.
    AdminReply admin(const QStringList& words, const QByteArray& file);
    const TlsIdentity& identity() const { return identity_; }

private:
    ServerCore(QString folder, std::unique_ptr<ServerStorage> storage, TlsIdentity identity, const Clock& clock,
               RandomSource& random);
    AdminReply packageAdmin(Admin& commands, const QStringList& words);
    AdminReply failed(const Error& error);

    QString folder_;
    const Clock& clock_;
    TlsIdentity identity_;
    UuidV7Source ids_;
    std::unique_ptr<ServerStorage> storage_;
    Directory directory_;
    Accounts accounts_;
    SyncService service_;
    // Stopped in the reverse order: commands, then requests, then the queued work, then the storage.
    Writer writer_;
    RequestHandler handler_;
    std::unique_ptr<HttpServer> http_;
    std::unique_ptr<ControlChannel> control_;
};

} // namespace jixiao::server

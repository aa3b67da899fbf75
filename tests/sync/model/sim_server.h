#pragma once

#include "core/vault/signer.h"
#include "recording_storage.h"
#include "sync/server/accounts.h"
#include "sync/server/directory.h"
#include "sync/server/sync_service.h"
#include "sync/transport/http_client.h"
#include "tests/support/manual_clock.h"
#include "tests/support/seeded_random.h"

#include <memory>
#include <optional>
#include <utility>

namespace jixiao::model {

/// What a control breaks on purpose, to see that the checks notice.
enum class Sabotage { None, ForgetsMutations, CursorBeforeRecords, LastWriterWins };

/// The real server logic behind the real codec, without sockets: the sample bureau on a storage in memory, or on the
/// embedded one in a folder.
class SimServer {
public:
    SimServer(quint64 seed, const QString& folder, Sabotage sabotage);

    /// The answer to a request; `killed`: the process dies before the commit, and what it did is rolled back.
    HttpReply answer(const HttpRequest& request, bool killed = false);
    /// A new process on the same storage.
    void restart();
    /// Enrols a device; its token.
    QString enrol(const QString& person, const Id& device, const Signer& signer, Actor* actor);
    /// A leader at another desk sends the form back, if it is not open; so that work that was refused can go on.
    void reopen(const Id& declaration);

    /// A request the network still holds; it arrives some time after its sender has given up.
    void keepForLater(const HttpRequest& request) { late_ << request; }
    void deliverLate(int index) { answer(late_.takeAt(index)); }
    int lateRequests() const { return int(late_.size()); }

    /// The storage in memory as it stood at one moment, and back to it: an administrator restores a backup.
    std::shared_ptr<const server::ServerStorage> backUp() const;
    void goBackTo(const std::shared_ptr<const server::ServerStorage>& backup);
    /// The cursors that were asked for since the last call.
    QList<qint64> takeAsked() { return std::exchange(asked_, {}); }

    RecordingStorage& storage() { return *storage_; }
    std::optional<Record> record(const Id& id) { return storage_->record(id).valueOr({}); }
    ManualClock& clock() { return clock_; }
    UuidV7Source& ids() { return ids_; }

private:
    HttpReply push(const HttpRequest& request);
    HttpReply changes(const HttpRequest& request);
    Id personNamed(const QString& name);

    ManualClock clock_;
    SeededRandom random_;
    UuidV7Source ids_{clock_, random_};
    Sabotage sabotage_;
    std::unique_ptr<RecordingStorage> storage_;
    std::optional<server::Directory> directory_;
    std::optional<server::Accounts> accounts_;
    std::optional<server::SyncService> service_;
    QList<HttpRequest> late_;
    QList<qint64> asked_;
    struct Leader {
        QString token;
        Actor actor;
        Signer signer;
        qint64 seq = 0;
    };
    std::optional<Leader> leader_;
};

} // namespace jixiao::model

#pragma once

#include "core/store/database.h"
#include "core/vault/vault.h"
#include "sync/server/storage.h"

#include <memory>

namespace jixiao::server {

/// The storage that needs no setting up: one encrypted file "server.db" in the data folder.
class EmbeddedStorage final : public ServerStorage {
public:
    /// Makes the file when `mayCreate`, opens it otherwise. Errors: those of Database::create and Database::open.
    static Result<std::unique_ptr<EmbeddedStorage>> open(const QString& folder, const StoreKey& key, bool mayCreate);
    static QString fileName(const QString& folder);

    Result<void> transact(const std::function<Result<void>()>& work) override;

    Result<std::optional<Record>> record(const Id& id) override;
    Result<QList<Record>> children(const Id& parent) override;
    Result<QList<Record>> recordsOfType(const QString& type) override;
    Result<ChangePage> changes(const ChangeQuery& query) override;

    Result<void> put(Record& record, const QStringList& changed, const Stamp& stamp) override;
    Result<std::optional<Stamp>> stamp(const Id& record, const QString& field, qint64 revision) override;
    Result<bool> changedByOthers(const Id& record, qint64 afterRevision, const QString& deviceId) override;

    Result<std::optional<AppliedMutation>> appliedMutation(const Id& mutation) override;
    Result<std::optional<Id>> mutationNumbered(const Id& device, qint64 deviceSeq) override;
    Result<void> remember(const AppliedMutation& mutation) override;
    Result<void> keepSnapshot(const QString& hash, const Id& declaration, const QByteArray& bytes,
                              qint64 atMs) override;

    Result<QByteArray> note(const QString& key) override;
    Result<void> putNote(const QString& key, const QByteArray& value) override;

    Result<std::optional<Device>> device(const Id& id) override;
    Result<std::optional<Device>> deviceByToken(const QByteArray& tokenHash) override;
    Result<QList<Device>> devices() override;
    Result<void> putDevice(const Device& device) override;
    Result<std::optional<Invitation>> invitation(const QByteArray& codeHash) override;
    Result<void> putInvitation(const Invitation& invitation) override;

private:
    explicit EmbeddedStorage(std::unique_ptr<Database> database) : database_(std::move(database)) {}

    template <typename... Args>
    Result<void> write(const char* sql, const Args&... args) {
        if (!database_->run(sql, args...)) return database_->lastError();
        return {};
    }
    Result<QList<Record>> readRecords(Statement statement);
    Result<QList<Device>> readDevices(Statement row);
    Result<qint64> newestRevision();

    std::unique_ptr<Database> database_;
    std::optional<qint64> newest_; ///< the newest revision, within a transaction that has written
};

} // namespace jixiao::server

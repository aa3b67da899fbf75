#pragma once

#include "core/workflow/snapshot.h"
#include "sync/server/storage.h"

#include <QMap>

#include <memory>
#include <utility>

namespace jixiao::model {

/// One committed change of one field; the field "" is the record's existence, with "1" for a removal.
struct Change {
    Id record;
    QString field;
    QString value;
    qint64 revision = 0;
    QString device;
};

/// Passes everything on to the real storage and keeps a diary of what was committed, for the checks at the end.
class RecordingStorage final : public server::ServerStorage {
public:
    explicit RecordingStorage(std::unique_ptr<server::ServerStorage> inner) : inner_(std::move(inner)) {}

    bool forgetsMutations = false; ///< a control: repeats look new
    bool commitFails = false;      ///< the next transaction is rolled back at its end

    const server::ServerStorage& inner() const { return *inner_; }
    const QList<Change>& changes() const { return diary_.changes; }
    const QMap<Id, int>& effects() const { return diary_.effects; }
    /// Decisions that took effect: transition → the hash of what the server held then.
    const QMap<Id, QString>& decided() const { return diary_.decided; }

    Result<void> transact(const std::function<Result<void>()>& work) override {
        const auto before = diary_;
        auto done = inner_->transact([&]() -> Result<void> {
            if (auto worked = work(); !worked) return worked;
            if (std::exchange(commitFails, false)) return Error{ErrorCode::StoreFailed, QStringLiteral("killed")};
            return {};
        });
        if (!done) diary_ = before;
        return done;
    }
    Result<std::optional<Record>> record(const Id& id) override { return inner_->record(id); }
    Result<QList<Record>> children(const Id& parent) override { return inner_->children(parent); }
    Result<QList<Record>> recordsOfType(const QString& type) override { return inner_->recordsOfType(type); }
    Result<server::ChangePage> changes(const server::ChangeQuery& query) override { return inner_->changes(query); }
    Result<void> put(Record& record, const QStringList& changed, const server::Stamp& stamp) override {
        if (record.type == RecordType::transition) noteDecision(record);
        auto stored = inner_->put(record, changed, stamp);
        for (const auto& field : changed)
            diary_.changes << Change{record.id, field, record.value(field), record.revision, stamp.deviceId};
        if (changed.isEmpty())
            diary_.changes << Change{
                record.id, {}, QString::number(int(record.deleted)), record.revision, stamp.deviceId};
        return stored;
    }
    Result<std::optional<server::Stamp>> stamp(const Id& record, const QString& field, qint64 revision) override {
        return inner_->stamp(record, field, revision);
    }
    Result<bool> changedByOthers(const Id& record, qint64 afterRevision, const QString& deviceId) override {
        return inner_->changedByOthers(record, afterRevision, deviceId);
    }
    Result<std::optional<server::AppliedMutation>> appliedMutation(const Id& mutation) override {
        if (forgetsMutations) return std::optional<server::AppliedMutation>();
        return inner_->appliedMutation(mutation);
    }
    Result<std::optional<Id>> mutationNumbered(const Id& device, qint64 deviceSeq) override {
        if (forgetsMutations) return std::optional<Id>();
        return inner_->mutationNumbered(device, deviceSeq);
    }
    Result<void> remember(const server::AppliedMutation& mutation) override {
        ++diary_.effects[mutation.mutation];
        return inner_->remember(mutation);
    }
    Result<void> keepSnapshot(const QString& hash, const Id& declaration, const QByteArray& bytes,
                              qint64 atMs) override {
        return inner_->keepSnapshot(hash, declaration, bytes, atMs);
    }
    Result<QByteArray> note(const QString& key) override { return inner_->note(key); }
    Result<void> putNote(const QString& key, const QByteArray& value) override { return inner_->putNote(key, value); }
    Result<std::optional<server::Device>> device(const Id& id) override { return inner_->device(id); }
    Result<std::optional<server::Device>> deviceByToken(const QByteArray& hash) override {
        return inner_->deviceByToken(hash);
    }
    Result<QList<server::Device>> devices() override { return inner_->devices(); }
    Result<void> putDevice(const server::Device& device) override { return inner_->putDevice(device); }
    Result<std::optional<server::Invitation>> invitation(const QByteArray& hash) override {
        return inner_->invitation(hash);
    }
    Result<void> putInvitation(const server::Invitation& invitation) override {
        return inner_->putInvitation(invitation);
    }

private:
    struct Diary {
        QList<Change> changes;
        QMap<Id, int> effects;
        QMap<Id, QString> decided;
    };

    void noteDecision(const Record& transition) {
        const auto form = inner_->record(transition.parent).valueOr({}).value_or(Record{});
        auto content = inner_->children(form.id).valueOr({});
        content << form << inner_->record(form.parent).valueOr({}).value_or(Record{});
        diary_.decided.insert(transition.id, snapshotHash(content));
    }

    std::unique_ptr<server::ServerStorage> inner_;
    Diary diary_;
};

} // namespace jixiao::model

#pragma once

#include "sync/server/storage.h"

#include <QMap>

#include <algorithm>

namespace jixiao::server {

/// The storage contract in plain containers: the model the embedded storage is compared with.
class MemoryStorage final : public ServerStorage {
public:
    Result<void> transact(const std::function<Result<void>()>& work) override {
        const auto before = state_;
        auto done = work();
        if (!done) state_ = before;
        return done;
    }
    Result<std::optional<Record>> record(const Id& id) override { return find(state_.records, id); }
    Result<QList<Record>> children(const Id& parent) override {
        return select([&](const Record& r) { return !r.deleted && r.parent == parent; });
    }
    Result<QList<Record>> recordsOfType(const QString& type) override {
        return select([&](const Record& r) { return !r.deleted && r.type == type; });
    }
    Result<ChangePage> changes(const ChangeQuery& query) override {
        auto all = select([&](const Record& r) { return r.revision > query.after; });
        std::sort(all.begin(), all.end(), [](const Record& a, const Record& b) { return a.revision < b.revision; });
        ChangePage page{{}, state_.newest, false};
        for (const auto& record : std::as_const(all)) {
            if (page.records.size() == query.maxRecords) {
                page.more = true;
                page.scannedTo = page.records.last().revision;
                break;
            }
            if (query.accept(record)) page.records << record;
        }
        return page;
    }
    Result<void> put(Record& record, const QStringList& changed, const Stamp& stamp) override {
        record.revision = ++state_.newest;
        for (const auto& field : changed)
            record.fields[field].revision = record.revision;
        state_.records.insert(record.id, record);
        const auto fields = changed.isEmpty() ? QStringList{QString()} : changed;
        for (const auto& field : fields)
            state_.history << Change{record.id, field, record.revision, stamp};
        return {};
    }
    Result<std::optional<Stamp>> stamp(const Id& record, const QString& field, qint64 revision) override {
        for (const auto& c : std::as_const(state_.history))
            if (c.record == record && c.field == field && c.revision == revision) return std::optional(c.stamp);
        return std::optional<Stamp>();
    }
    Result<bool> changedByOthers(const Id& record, qint64 afterRevision, const QString& deviceId) override {
        return std::any_of(state_.history.cbegin(), state_.history.cend(), [&](const Change& c) {
            return c.record == record && c.revision > afterRevision && c.stamp.deviceId != deviceId;
        });
    }
    Result<std::optional<AppliedMutation>> appliedMutation(const Id& id) override { return find(state_.mutations, id); }
    Result<std::optional<Id>> mutationNumbered(const Id& device, qint64 deviceSeq) override {
        for (const auto& m : std::as_const(state_.mutations))
            if (m.device == device && m.deviceSeq == deviceSeq) return std::optional(m.mutation);
        return std::optional<Id>();
    }
    Result<void> remember(const AppliedMutation& mutation) override {
        state_.mutations.insert(mutation.mutation, mutation);
        return {};
    }
    Result<void> keepSnapshot(const QString& hash, const Id&, const QByteArray& bytes, qint64) override {
        state_.snapshots.insert(hash, bytes);
        return {};
    }
    Result<QByteArray> note(const QString& key) override { return state_.notes.value(key); }
    Result<void> putNote(const QString& key, const QByteArray& value) override {
        state_.notes.insert(key, value);
        return {};
    }
    Result<std::optional<Device>> device(const Id& id) override { return find(state_.devices, id); }
    Result<std::optional<Device>> deviceByToken(const QByteArray& hash) override {
        for (const auto& d : std::as_const(state_.devices))
            if (d.tokenHash == hash) return std::optional(d);
        return std::optional<Device>();
    }
    Result<QList<Device>> devices() override { return state_.devices.values(); }
    Result<void> putDevice(const Device& device) override {
        state_.devices.insert(device.id, device);
        return {};
    }
    Result<std::optional<Invitation>> invitation(const QByteArray& hash) override {
        return find(state_.invitations, hash);
    }
    Result<void> putInvitation(const Invitation& invitation) override {
        state_.invitations.insert(invitation.codeHash, invitation);
        return {};
    }

private:
    struct Change {
        Id record;
        QString field;
        qint64 revision = 0;
        Stamp stamp;
    };
    struct State {
        QMap<Id, Record> records;
        QList<Change> history;
        QMap<Id, AppliedMutation> mutations;
        QMap<QString, QByteArray> snapshots;
        QMap<QString, QByteArray> notes;
        QMap<Id, Device> devices;
        QMap<QByteArray, Invitation> invitations;
        qint64 newest = 0;
    };
    template <typename Map>
    static std::optional<typename Map::mapped_type> find(const Map& map, const typename Map::key_type& key) {
        const auto it = map.constFind(key);
        return it == map.cend() ? std::optional<typename Map::mapped_type>() : *it;
    }
    template <typename Accept>
    QList<Record> select(Accept accept) {
        QList<Record> result;
        std::copy_if(state_.records.cbegin(), state_.records.cend(), std::back_inserter(result), accept);
        return result;
    }

    State state_;
};

} // namespace jixiao::server

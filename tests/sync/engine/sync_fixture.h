#pragma once

#include "sync/engine/sync_engine.h"
#include "tests/support/manual_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/sync/engine/fake_server.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace jixiao {

/// A device with a real store and one form, in front of a server in memory.
struct SyncFixture {
    SyncFixture() {
        unit = ids.next();
        actor = {QStringLiteral("person"),
                 QStringLiteral("王警官"),
                 {Role::Filler},
                 QStringLiteral("device"),
                 unit.toString()};
        store = std::make_unique<StoreThread>(*Store::create(folder.path(), key, clock, ids));
    }

    /// As after the process was killed: whatever was in flight has to be sent again.
    void restart() {
        store.reset();
        store = std::make_unique<StoreThread>(*Store::open(folder.path(), key, clock, ids));
    }

    Result<SyncReport> sync(const CancelFlag& cancel = std::make_shared<std::atomic<bool>>(false)) {
        SyncEngine engine(*store, server, clock, random, QStringLiteral("token"));
        auto report = engine.runOnce(cancel);
        retryAtMs = engine.retryAtMs();
        return report;
    }

    bool apply(const QList<RecordEdit>& edits) {
        return store->call([&](Store& each) {
            return each.apply({actor, declaration, QStringLiteral("修改"), edits, {}}).ok();
        });
    }

    bool createForm(int rows) {
        const auto project = ids.next();
        declaration = ids.next();
        QList<RecordEdit> edits{
            {project, {{Field::name, QStringLiteral("禁毒专项")}}, true, false, RecordType::project, unit, {}},
            {declaration, {{Field::form, QStringLiteral("f")}}, true, false, RecordType::declaration, unit, project}};
        for (int i = 0; i < rows; ++i) {
            indicators.append(ids.next());
            edits.append({indicators.last(),
                          {{Field::name, QStringLiteral("指标%1").arg(i)}},
                          true,
                          false,
                          RecordType::indicator,
                          unit,
                          declaration});
        }
        return apply(edits);
    }

    bool edit(const Id& record, const QString& field, const QString& value) {
        return apply({RecordEdit{record, {{field, value}}}});
    }

    QList<OutboxItem> outbox() {
        return *store->call([](Store& each) { return each.outbox(); });
    }

    std::optional<Record> local(const Id& id) {
        return *store->call([&id](Store& each) { return each.record(id); });
    }

    /// "" when device and server hold the same and every mutation took effect once; else what differs.
    QString difference() {
        const auto remote = server.records();
        for (const auto& theirs : remote) {
            const auto mine = local(theirs.id);
            if (!mine) return QStringLiteral("missing here: ") + theirs.id.toString();
            if (mine->deleted != theirs.deleted || mine->type != theirs.type || !(mine->parent == theirs.parent))
                return QStringLiteral("differs: ") + theirs.id.toString();
            for (auto it = theirs.fields.cbegin(); !theirs.deleted && it != theirs.fields.cend(); ++it)
                if (mine->value(it.key()) != it->value)
                    return QStringLiteral("%1.%2: %3, there %4")
                        .arg(theirs.id.toString(), it.key(), mine->value(it.key()), it->value);
        }
        for (const auto& id : indicators)
            if (!remote.contains(id) && !local(id)->deleted) return QStringLiteral("missing there: ") + id.toString();
        for (const int count : server.effects())
            if (count != 1) return QStringLiteral("a mutation took effect %1 times").arg(count);
        return outbox().isEmpty() ? QString() : QStringLiteral("%1 rows left in the outbox").arg(outbox().size());
    }

    /// In memory where possible: these tests are about the network, not about power cuts.
    static QString folderTemplate() {
        const QString memory = QStringLiteral("/dev/shm");
        return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/jixiao-sync-XXXXXX");
    }

    QTemporaryDir folder{folderTemplate()};
    ManualClock clock;
    SeededRandom random;
    UuidV7Source ids{clock, random};
    StoreKey key{SecretBytes::random(32), SecretBytes::random(16), {}};
    FakeServer server;
    std::unique_ptr<StoreThread> store;
    Actor actor;
    Id unit;
    Id declaration;
    QList<Id> indicators;
    qint64 retryAtMs = 0;
};

} // namespace jixiao

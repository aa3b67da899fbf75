#pragma once

#include "core/vault/signer.h"
#include "core/workflow/snapshot.h"
#include "sync/protocol/transition.h"
#include "sync/server/accounts.h"
#include "sync/server/admin.h"
#include "sync/server/sync_service.h"
#include "tests/support/manual_clock.h"
#include "tests/support/seeded_random.h"

#include <QFile>
#include <QTest>

namespace jixiao::server {

inline QByteArray bureauJson() {
    QFile file(QStringLiteral(JIXIAO_SOURCE_DIR "/assets/sample/bureau.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// An enrolled device as the test drives it.
struct TestDevice {
    Id id;
    Signer signer;
    QString token;
    Actor actor;
    qint64 seq = 0;
};

/// The sample bureau on some storage, with devices, and short ways to push and pull.
struct Bureau {
    explicit Bureau(ServerStorage& s)
        : storage(s),
          directory(s),
          ids(clock, random),
          accounts(s, directory, clock, random),
          service(s, directory, clock) {
        Admin admin(storage, directory, accounts, clock, ids, {});
        const auto loaded = storage.transact([&]() -> Result<void> {
            auto reply = admin.run({QStringLiteral("load"), QStringLiteral("bureau.json")}, bureauJson());
            if (!reply) return reply.error();
            return reply->exitCode == 0 ? Result<void>() : Error{ErrorCode::InvalidInput, reply->text};
        });
        if (!loaded) qFatal("bureau.json: %s", qPrintable(loaded.error().detail));
    }

    Id personNamed(const QString& name) {
        const auto people = *storage.recordsOfType(RecordType::person);
        for (const auto& person : people)
            if (person.value(Field::name) == name) return person.id;
        qFatal("no such person");
    }

    TestDevice enrol(const QString& personName) {
        TestDevice device{ids.next(), Signer::generate(), {}, {}};
        (void)storage.transact([&]() -> Result<void> {
            const auto code = accounts.invite(personNamed(personName));
            auto reply = accounts.enrol(
                {*code, device.id, QStringLiteral("平板"), device.signer.suite(), device.signer.publicKey()}, {});
            if (!reply) return reply.error();
            device.token = reply->token;
            device.actor = reply->actor;
            return {};
        });
        return device;
    }

    QList<MutationVerdict> push(const TestDevice& device, const QList<OutboundMutation>& mutations) {
        QList<MutationVerdict> verdicts;
        const auto session = service.signIn(device.token);
        if (!session) qFatal("sign-in: %s", qPrintable(session.error().id()));
        const auto committed = storage.transact([&]() -> Result<void> {
            auto reply = service.push(*session, {mutations});
            if (!reply) return reply.error();
            verdicts = reply->verdicts;
            return {};
        });
        if (!committed) qFatal("push: %s %s", qPrintable(committed.error().id()), qPrintable(committed.error().detail));
        return verdicts;
    }
    MutationVerdict pushOne(const TestDevice& device, const OutboundMutation& mutation) {
        return push(device, {mutation}).first();
    }

    OutboundMutation fields(TestDevice& device, const QString& type, const Id& record, const Id& parent,
                            const QMap<QString, FieldValue>& values) {
        return {ids.next(), ++device.seq, MutationKind::Fields, type, record, *Id::fromString(device.actor.unitId),
                parent,     values};
    }
    OutboundMutation removal(TestDevice& device, const QString& type, const Id& record,
                             const QMap<QString, FieldValue>& known) {
        return {ids.next(), ++device.seq, MutationKind::Delete, type, record, {}, {}, known};
    }
    OutboundMutation decision(TestDevice& device, const Id& declaration, Action action, const QString& reason = {},
                              const QString& opinion = {}) {
        const auto form = **storage.record(declaration);
        auto content = *storage.children(declaration);
        content << form << **storage.record(form.parent);
        const int round = std::max(1, form.value(Field::round).toInt());
        const auto from = stateFromName(form.value(Field::state)).value_or(FormState::Draft);
        const auto to = Workflow::builtIn().apply(from, action, allRoles(), reason, opinion).valueOr(FormState::Draft);
        const auto record = protocol::makeTransition(
            ids.next(), {action, from, to, reason, opinion, declaration, form.unit, snapshotHash(content), round},
            device.actor, clock.nowMs(), &device.signer);
        return commandOf(device, record);
    }
    OutboundMutation commandOf(TestDevice& device, const Record& transition) {
        return {ids.next(),    ++device.seq,    MutationKind::Command, transition.type,
                transition.id, transition.unit, transition.parent,     transition.fields};
    }

    /// A project with a form of one goal and one indicator, received by the server.
    struct Form {
        Id project, declaration, goal, indicator;
    };
    Form makeForm(TestDevice& device) {
        const Form form{ids.next(), ids.next(), ids.next(), ids.next()};
        const auto verdicts = push(device, {fields(device, RecordType::project, form.project, {},
                                                   {{Field::name, {QStringLiteral("电子签名"), 0}}}),
                                            fields(device, RecordType::declaration, form.declaration, form.project,
                                                   {{Field::form, {QStringLiteral("hebei.project.2020"), 0}}}),
                                            fields(device, RecordType::goal, form.goal, form.declaration,
                                                   {{Field::text, {QStringLiteral("规范执法"), 0}}}),
                                            fields(device, RecordType::indicator, form.indicator, form.declaration,
                                                   {{Field::name, {QStringLiteral("出警率"), 0}},
                                                    {QStringLiteral("target"), {QStringLiteral("≥95%"), 0}}})});
        for (const auto& verdict : verdicts)
            if (verdict.verdict != Verdict::Applied) qFatal("form: %s", qPrintable(verdict.problem));
        return form;
    }
    Record get(const Id& id) { return **storage.record(id); }
    qint64 revision(const Id& id, const QString& field) { return get(id).fields.value(field).revision; }
    QString state(const Id& declaration) { return get(declaration).value(Field::state); }

    ManualClock clock;
    SeededRandom random;
    ServerStorage& storage;
    Directory directory;
    UuidV7Source ids;
    Accounts accounts;
    SyncService service;
};

} // namespace jixiao::server

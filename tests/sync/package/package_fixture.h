#pragma once

#include "sync/package/device_packages.h"
#include "sync/protocol/transition.h"
#include "sync/server/package_exchange.h"
#include "tests/sync/server/bureau_fixture.h"
#include "tests/sync/server/memory_storage.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace jixiao::package {

/// The sample bureau's server as far as packages go: everything by files.
struct PackageServer {
    PackageServer() : bureau(storage) {}

    Result<server::PackageReport> take(const QByteArray& file, bool acceptGap = false) {
        return within<server::PackageReport>([&] { return exchange.take(file, acceptGap); });
    }
    Result<QList<Made>> answer(const Id& device, qsizetype maxFileBytes = usualFileBytes,
                               Level level = Level::Internal) {
        return within<QList<Made>>([&] { return exchange.answer(device, level, maxFileBytes); });
    }
    QList<Made> answers(const Id& device) { return answer(device).valueOr({}); }
    Result<Made> enrol(const QByteArray& request, const QString& print, const QString& person,
                       Level ceiling = Level::Internal) {
        return within<Made>([&] { return registrar.enrol(request, print, bureau.personNamed(person), ceiling); });
    }
    QByteArray key() {
        return within<QByteArray>([&]() -> Result<QByteArray> {
                   const auto own = registrar.identity();
                   if (!own) return own.error();
                   return own->signer.publicKey();
               })
            .valueOr({});
    }
    template <typename T, typename Work>
    Result<T> within(Work work) {
        Result<T> outcome(Error{ErrorCode::Internal});
        const auto committed = storage.transact([&]() -> Result<void> {
            outcome = work();
            return outcome ? Result<void>() : outcome.error();
        });
        return committed || !outcome ? outcome : Result<T>(committed.error());
    }
    std::optional<Record> record(const Id& id) { return storage.record(id).valueOr({}); }

    server::MemoryStorage storage;
    server::Bureau bureau;
    server::PackageRegistrar registrar{storage, bureau.accounts, bureau.clock, bureau.ids};
    server::PackageExchange exchange{storage, bureau.service, bureau.directory, registrar, bureau.clock, bureau.ids};
};

/// A person's device with a real store, which only ever meets the server through files.
struct PackageDevice {
    explicit PackageDevice(PackageServer& with, const QString& person, quint32 seed = 1)
        : server(with), random(seed), signer(*Signer::fromSeed(SecretBytes::take(random.bytes(32)))) {
        key = {SecretBytes::take(QByteArray(32, 'k')), SecretBytes::take(QByteArray(16, 's')), {}};
        store = *Store::create(folder.path(), key, clock, ids);
        id = ids.next();
        const protocol::EnrolRequest request{{}, id, QStringLiteral("平板"), signer.suite(), signer.publicKey()};
        const auto handedIn = makeRequest(request, signer, ids.next(), clock.nowMs());
        const auto made = server.enrol(*handedIn, fingerprint(signer.publicKey()), person);
        if (!made) qFatal("enrol: %s %s", qPrintable(made.error().id()), qPrintable(made.error().detail));
        const auto envelope = parse(made->file);
        const auto card = readCard(*envelope, id, signer, fingerprint(server.key()));
        if (!card) qFatal("card: %s %s", qPrintable(card.error().id()), qPrintable(card.error().detail));
        actor = card->identity->actor;
        if (!packages().adopt({envelope->header.sender, envelope->header.senderKey, card->ceiling})) qFatal("adopt");
    }

    DevicePackages packages() { return {*store, actor, signer, ids, clock}; }

    Result<QList<Made>> give(qsizetype maxFileBytes = usualFileBytes) {
        clock.advance(1'000);
        auto exported = packages().make({Level::Internal, maxFileBytes});
        if (!exported) return exported.error();
        if (auto marked = packages().markGiven(*exported, QStringLiteral("已导出，等待回执")); !marked)
            return marked.error();
        return exported->packages;
    }
    Result<Summary> take(const QByteArray& file, bool acceptGap = false) { return packages().take(file, acceptGap); }
    /// There and back, nothing lost.
    bool roundTrip() {
        const auto given = give();
        if (!given) return false;
        for (const auto& each : *given)
            if (!server.take(each.file)) return false;
        const auto answers = server.answer(id);
        if (!answers) return false;
        return std::all_of(answers->cbegin(), answers->cend(), [&](const Made& each) { return take(each.file).ok(); });
    }

    bool apply(const Id& scope, const QList<RecordEdit>& edits) {
        return store->apply({actor, scope, QStringLiteral("修改"), edits, {}}).ok();
    }
    /// A project with a form of some indicators.
    Id createForm(int rows) {
        const auto unit = *Id::fromString(actor.unitId);
        const auto project = ids.next();
        const auto declaration = ids.next();
        QList<RecordEdit> edits{
            {project, {{Field::name, QStringLiteral("禁毒专项")}}, true, false, RecordType::project, unit, {}},
            {declaration,
             {{Field::form, QStringLiteral("hebei.project.2020")}},
             true,
             false,
             RecordType::declaration,
             unit,
             project}};
        for (int i = 0; i < rows; ++i) {
            indicators << ids.next();
            edits << RecordEdit{indicators.last(),
                                {{Field::name, QStringLiteral("指标%1").arg(i)},
                                 {QStringLiteral("target"), QStringLiteral("≥%1%").arg(50 + i)}},
                                true,
                                false,
                                RecordType::indicator,
                                unit,
                                declaration};
        }
        return apply(declaration, edits) ? declaration : Id();
    }
    bool decide(const Id& declaration, Action action, const QString& reason = {}, const QString& opinion = {}) {
        const auto content = store->formRecords(declaration).valueOr({});
        const auto form = store->record(declaration).valueOr({}).value_or(Record{});
        const auto from = stateFromName(form.value(Field::state)).value_or(FormState::Draft);
        const auto to = Workflow::builtIn().apply(from, action, actor.roles, reason, opinion);
        if (!to) return false;
        const auto decision =
            protocol::makeTransition(ids.next(),
                                     {action, from, *to, reason, opinion, declaration, form.unit, snapshotHash(content),
                                      std::max(1, form.value(Field::round).toInt())},
                                     actor, clock.nowMs(), &signer);
        return store->queueCommand(actor, decision, {}).ok();
    }
    QString state(const Id& declaration) {
        return store->record(declaration).valueOr({}).value_or(Record{}).value(Field::state);
    }
    QList<OutboxItem> outbox() { return store->outbox().valueOr({}); }
    void reopen() {
        store.reset();
        store = *Store::open(folder.path(), key, clock, ids);
    }

    /// "" when everything of the server's that this device sees is the same here; else what differs.
    QString difference(const QSet<Id>& except = {}) {
        const auto all = server.storage.changes({0, 1'000'000, 1LL << 40, [](const Record&) { return true; }});
        for (const auto& theirs : all->records) {
            if (theirs.type == RecordType::unit || theirs.type == RecordType::person) continue;
            if (except.contains(theirs.id)) continue;
            const auto mine = store->record(theirs.id).valueOr({});
            if (!mine) return QStringLiteral("missing here: %1 %2").arg(theirs.type, theirs.id.toString());
            if (mine->deleted != theirs.deleted) return QStringLiteral("removed or not: ") + theirs.id.toString();
            for (auto it = theirs.fields.cbegin(); !theirs.deleted && it != theirs.fields.cend(); ++it)
                if (mine->value(it.key()) != it->value)
                    return QStringLiteral("%1.%2: %3, there %4")
                        .arg(theirs.type, it.key(), mine->value(it.key()), it->value);
        }
        return {};
    }

    static QString folderTemplate() {
        const QString memory = QStringLiteral("/dev/shm");
        return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/jixiao-package-XXXXXX");
    }

    PackageServer& server;
    QTemporaryDir folder{folderTemplate()};
    ManualClock clock;
    SeededRandom random;
    UuidV7Source ids{clock, random};
    StoreKey key;
    Signer signer;
    std::unique_ptr<Store> store;
    Id id;
    Actor actor;
    QList<Id> indicators;
};

} // namespace jixiao::package

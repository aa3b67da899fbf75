#include "sim_server.h"

#include "core/workflow/snapshot.h"
#include "sync/protocol/transition.h"
#include "sync/server/embedded_storage.h"
#include "tests/sync/server/bureau_fixture.h"
#include "tests/sync/server/memory_storage.h"

#include <QUrl>
#include <QUrlQuery>

namespace jixiao::model {

using namespace jixiao::server;

namespace {

void loadBureau(ServerStorage& storage) {
    ManualClock clock;
    SeededRandom random;
    UuidV7Source ids(clock, random);
    Directory directory(storage);
    Accounts accounts(storage, directory, clock, random);
    Admin admin(storage, directory, accounts, clock, ids, {});
    const auto loaded = storage.transact([&]() -> Result<void> {
        auto reply = admin.run({QStringLiteral("load"), QStringLiteral("bureau.json")}, bureauJson());
        return reply ? Result<void>() : reply.error();
    });
    if (!loaded) qFatal("bureau.json: %s", qPrintable(loaded.error().detail));
}

std::unique_ptr<ServerStorage> makeStorage(const QString& folder) {
    if (folder.isEmpty()) {
        static const MemoryStorage loaded = [] {
            MemoryStorage storage;
            loadBureau(storage);
            return storage;
        }();
        return std::make_unique<MemoryStorage>(loaded);
    }
    const StoreKey key{SecretBytes::take(QByteArray(32, 'k')), SecretBytes::take(QByteArray(16, 's')), {}};
    auto storage = EmbeddedStorage::open(folder, key, true);
    if (!storage) qFatal("storage: %s", qPrintable(storage.error().detail));
    loadBureau(**storage);
    return std::move(*storage);
}

HttpReply reply(int status, const char* type, const QByteArray& body) {
    return {status, {{QStringLiteral("content-type"), QString::fromLatin1(type)}}, body, {}};
}

HttpReply problem(const Error& error) {
    const bool person = error.code == ErrorCode::SignInExpired;
    const int status = person                                     ? 401
                       : error.code == ErrorCode::StoreFailed     ? 503
                       : error.code == ErrorCode::InvalidInput    ? 400
                       : error.code == ErrorCode::RequestTooLarge ? 413
                                                                  : 403;
    return reply(status, "application/problem+json",
                 protocol::encode(protocol::Problem{status, {}, error.detail, error.id(), {}}));
}

} // namespace

SimServer::SimServer(quint64 seed, const QString& folder, Sabotage sabotage)
    : random_(quint32(seed) ^ 0x5eedU),
      sabotage_(sabotage),
      storage_(std::make_unique<RecordingStorage>(makeStorage(folder))) {
    storage_->forgetsMutations = sabotage == Sabotage::ForgetsMutations;
    restart();
}

void SimServer::restart() {
    service_.reset();
    accounts_.reset();
    directory_.emplace(*storage_);
    accounts_.emplace(*storage_, *directory_, clock_, random_);
    service_.emplace(*storage_, *directory_, clock_);
}

std::shared_ptr<const ServerStorage> SimServer::backUp() const {
    return std::make_shared<MemoryStorage>(dynamic_cast<const MemoryStorage&>(storage_->inner()));
}

void SimServer::goBackTo(const std::shared_ptr<const ServerStorage>& backup) {
    storage_ = std::make_unique<RecordingStorage>(
        std::make_unique<MemoryStorage>(dynamic_cast<const MemoryStorage&>(*backup)));
    restart();
}

HttpReply SimServer::answer(const HttpRequest& request, bool killed) {
    clock_.advance(7);
    storage_->commitFails = killed;
    auto answered = request.path == QLatin1String(protocol::pushPath) ? push(request) : changes(request);
    storage_->commitFails = false;
    if (killed) restart();
    return answered;
}

HttpReply SimServer::push(const HttpRequest& request) {
    auto message = protocol::decodePushRequest(request.body);
    if (!message) return problem(message.error());
    if (sabotage_ == Sabotage::LastWriterWins)
        for (auto& mutation : message->mutations)
            for (auto& field : mutation.fields)
                if (record(mutation.record)) field.revision = 1'000'000'000;
    Result<protocol::PushReply> outcome(Error{ErrorCode::Internal});
    const auto committed = storage_->transact([&]() -> Result<void> {
        const auto session = service_->signIn(request.bearer);
        outcome = session ? service_->push(*session, *message) : Result<protocol::PushReply>(session.error());
        return !outcome && outcome.error().code == ErrorCode::StoreFailed ? Result<void>(outcome.error())
                                                                          : Result<void>();
    });
    if (!committed) return problem(committed.error());
    if (!outcome) return problem(outcome.error());
    return reply(200, "application/json", protocol::encode(*outcome));
}

HttpReply SimServer::changes(const HttpRequest& request) {
    const QUrlQuery query(QUrl(request.path).query());
    const auto session = service_->signIn(request.bearer);
    if (!session) return problem(session.error());
    constexpr int smallPage = 6; // so that a pull has several pages
    asked_ << query.queryItemValue(QStringLiteral("after")).toLongLong();
    auto page = service_->changes(*session, asked_.last(), smallPage);
    if (!page) return problem(page.error());
    return reply(200, "application/json", protocol::encode(*page));
}

Id SimServer::personNamed(const QString& name) {
    const auto people = storage_->recordsOfType(RecordType::person).valueOr({});
    for (const auto& person : people)
        if (person.value(Field::name) == name) return person.id;
    qFatal("no such person");
}

QString SimServer::enrol(const QString& person, const Id& device, const Signer& signer, Actor* actor) {
    QString token;
    const auto enrolled = storage_->transact([&]() -> Result<void> {
        const auto code = accounts_->invite(personNamed(person));
        if (!code) return code.error();
        auto card = accounts_->enrol({*code, device, QStringLiteral("平板"), signer.suite(), signer.publicKey()}, {});
        if (!card) return card.error();
        token = card->token;
        *actor = card->actor;
        return {};
    });
    if (!enrolled) qFatal("enrol: %s", qPrintable(enrolled.error().id()));
    return token;
}

void SimServer::reopen(const Id& declaration) {
    const auto form = record(declaration).value_or(Record{});
    const auto state = stateFromName(form.value(Field::state)).value_or(FormState::Draft);
    if (!leader_) {
        leader_.emplace(Leader{{}, {}, *Signer::fromSeed(SecretBytes::take(random_.bytes(32)))});
        leader_->token = enrol(QStringLiteral("分管局领导·戊"), ids_.next(), leader_->signer, &leader_->actor);
    }
    const auto reason = QStringLiteral("R01");
    const auto to = Workflow::builtIn().apply(state, Action::Return, leader_->actor.roles, reason);
    if (!to) return;
    auto content = storage_->children(declaration).valueOr({});
    content << form << record(form.parent).value_or(Record{});
    const auto decision = protocol::makeTransition(ids_.next(),
                                                   {Action::Return,
                                                    state,
                                                    *to,
                                                    reason,
                                                    {},
                                                    declaration,
                                                    form.unit,
                                                    snapshotHash(content),
                                                    std::max(1, form.value(Field::round).toInt())},
                                                   leader_->actor, clock_.nowMs(), &leader_->signer);
    HttpRequest request;
    request.path = QString::fromLatin1(protocol::pushPath);
    request.bearer = leader_->token;
    request.body =
        protocol::encode(protocol::PushRequest{{{ids_.next(), ++leader_->seq, MutationKind::Command, decision.type,
                                                 decision.id, decision.unit, decision.parent, decision.fields}}});
    const auto verdicts = protocol::decodePushReply(answer(request).body);
    if (!verdicts || verdicts->verdicts.first().verdict != Verdict::Applied) qFatal("the form cannot be sent back");
}

} // namespace jixiao::model

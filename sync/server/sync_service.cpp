#include "sync/server/sync_service.h"

#include "sync/server/push_run.h"

#include <QCryptographicHash>

#include <algorithm>

namespace jixiao::server {

namespace {
constexpr qint64 maxPageBytes = 4 * 1024 * 1024;
}

QByteArray SyncService::tokenHash(const QString& token) {
    return QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256);
}

Result<void> SyncService::ready() {
    if (auto read = storage_.record({}); !read) return read.error();
    return {};
}

Result<Session> SyncService::signIn(const QString& token) {
    auto device = storage_.deviceByToken(tokenHash(token));
    if (!device) return device.error();
    if (!*device) return Error{ErrorCode::SignInExpired};
    return sessionOf(**device);
}

Result<Session> SyncService::sessionOf(const Device& device) {
    if (device.revoked) return Error{ErrorCode::DeviceRevoked};
    auto actor = directory_.actor(device.person, device.id);
    if (!actor && actor.error().code == ErrorCode::RecordNotFound)
        return Error{ErrorCode::DeviceRevoked, QStringLiteral("its person was removed")};
    if (!actor) return actor.error();
    auto scope = directory_.scope(*Id::fromString(actor->unitId));
    if (!scope) return scope.error();
    return Session{device, *actor, *scope};
}

Result<protocol::PushReply> SyncService::push(const Session& session, const protocol::PushRequest& request) {
    PushRun run(storage_, workflow_, session, clock_.nowMs());
    protocol::PushReply reply;
    for (const auto& mutation : request.mutations) {
        auto verdict = run.execute(mutation);
        if (!verdict) return verdict.error();
        reply.verdicts << *verdict;
    }
    return reply;
}

Result<protocol::ChangesReply> SyncService::changes(const Session& session, qint64 after, int limit) {
    ChangeQuery query{after, std::clamp(limit, 1, protocol::maxRecordsPerPage), maxPageBytes,
                      [&](const Record& record) { return session.scope.shows(record); }};
    auto page = storage_.changes(query);
    if (page && page->scannedTo < after) {
        query.after = 0;
        page = storage_.changes(query);
    }
    if (!page) return page.error();
    return protocol::ChangesReply{page->scannedTo, page->more, page->records};
}

} // namespace jixiao::server

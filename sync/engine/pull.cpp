#include "sync/engine/sync_engine.h"

#include <utility>

namespace jixiao {

Result<void> SyncEngine::pull(Run& run) {
    const auto cursor = store_.call([](Store& store) { return store.cursor(); });
    if (!cursor) return cursor.error();
    run.progress = {0, 0, false};
    qint64 after = *cursor;
    bool startedOver = false;
    std::optional<Arriving> arriving;
    for (;;) {
        auto reply = page(run, after); // while the store takes in the page before it
        if (arriving)
            if (auto kept = settle(run, *std::exchange(arriving, std::nullopt)); !kept) return kept;
        if (!reply) return reply.error();
        // A cursor goes back once when the person's scope has changed; it never stands still while there is more.
        const bool back = reply->cursor < after;
        if ((back && startedOver) || (reply->more && reply->cursor == after))
            return Error{ErrorCode::ServerNonsense, QStringLiteral("the change feed does not advance")};
        startedOver |= back;
        arriving = Arriving{int(reply->records.size())};
        if (!reply->records.isEmpty() || reply->cursor != after)
            arriving->kept = store_.run([records = std::move(reply->records), cursor = reply->cursor,
                                         after](Store& store) { return store.applyRemote(records, cursor, after); });
        after = reply->cursor;
        if (!reply->more) return settle(run, *std::exchange(arriving, std::nullopt));
    }
}

Result<void> SyncEngine::settle(Run& run, Arriving page) {
    if (page.kept)
        if (const auto kept = page.kept->takeResult(); !kept) return kept;
    run.report.received += page.records;
    run.progress.done = run.report.received;
    if (run.onProgress) run.onProgress(run.progress);
    return {};
}

Result<protocol::ChangesReply> SyncEngine::page(Run& run, qint64 after) {
    HttpRequest request;
    request.path = QStringLiteral("%1?after=%2&limit=%3")
                       .arg(QLatin1String(protocol::changesPath))
                       .arg(after)
                       .arg(protocol::maxRecordsPerPage);
    const auto http = ask(run, request);
    if (!http) return http.error();
    auto reply = protocol::decodeChangesReply(http->body);
    if (reply) return reply;
    auto error = reply.error();
    error.requestId = http->requestId;
    return error;
}

} // namespace jixiao

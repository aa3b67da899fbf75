#include "sync/engine/sync_engine.h"

namespace jixiao {

Result<void> SyncEngine::pull(Run& run) {
    const auto cursor = store_.call([](Store& store) { return store.cursor(); });
    if (!cursor) return cursor.error();
    run.progress = {0, 0, false};
    qint64 after = *cursor;
    bool startedOver = false;
    for (;;) {
        const auto reply = page(run, after);
        if (!reply) return reply.error();
        // A cursor goes back once when the person's scope has changed; it never stands still while there is more.
        const bool back = reply->cursor < after;
        if ((back && startedOver) || (reply->more && reply->cursor == after))
            return Error{ErrorCode::ServerNonsense, QStringLiteral("the change feed does not advance")};
        startedOver |= back;
        if (!reply->records.isEmpty() || reply->cursor != after) {
            const auto kept =
                store_.call([&](Store& store) { return store.applyRemote(reply->records, reply->cursor, after); });
            if (!kept) return kept;
        }
        after = reply->cursor;
        run.report.received += int(reply->records.size());
        run.progress.done = run.report.received;
        if (run.onProgress) run.onProgress(run.progress);
        if (!reply->more) return {};
    }
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

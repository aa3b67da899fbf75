#include "sync/server/package_exchange.h"

#include "core/base/json.h"

#include <QHash>

#include <algorithm>

namespace jixiao::server {

namespace {

constexpr int recordsPerPage = 100;                     ///< small pages, so that parts of an answer fill up
constexpr qsizetype maxAnswerBytes = 256 * 1024 * 1024; ///< of changes, before packing; the rest goes with the next

QString stateNote(const Id& device) { return QStringLiteral("package.state.") + device.toString(); }
QString verdictNote(const Id& device, qint64 number) {
    return QStringLiteral("package.verdicts.%1.%2").arg(device.toString()).arg(number);
}

} // namespace

Result<PackageExchange::State> PackageExchange::stateOf(const Id& device) {
    const auto note = storage_.note(stateNote(device));
    if (!note) return note.error();
    State state;
    if (note->isEmpty()) return state;
    const auto object = parseJsonObject(*note);
    if (!object) return Error{ErrorCode::StoreDamaged, QStringLiteral("packages: ") + object.error().detail};
    auto exchange = package::Exchange::fromJson(object->value(QStringLiteral("exchange")).toString().toLatin1());
    if (!exchange) return exchange.error();
    state.exchange = *std::move(exchange);
    state.cursor = object->value(QStringLiteral("cursor")).toInteger();
    const auto receipts = object->value(QStringLiteral("receipts")).toObject();
    for (auto it = receipts.begin(); it != receipts.end(); ++it)
        state.receipts.insert(it.key().toLongLong(), it.value().toInteger());
    return state;
}

Result<void> PackageExchange::keep(const Id& device, const State& state) {
    QJsonObject receipts;
    for (auto it = state.receipts.cbegin(); it != state.receipts.cend(); ++it)
        receipts.insert(QString::number(it.key()), it.value());
    return storage_.putNote(stateNote(device),
                            canonicalJson({{QStringLiteral("exchange"), QString::fromLatin1(state.exchange.toJson())},
                                           {QStringLiteral("cursor"), state.cursor},
                                           {QStringLiteral("receipts"), receipts}}));
}

Result<Device> PackageExchange::senderOf(const package::Envelope& envelope) {
    const auto own = registrar_.identity();
    if (!own) return own.error();
    auto device = storage_.device(envelope.header.sender);
    if (!device) return device.error();
    const package::Expected expected{*device ? (*device)->publicKey : QByteArray(), own->id, own->ceiling};
    if (auto checked = package::check(envelope, expected); !checked) return checked.error();
    if ((*device)->revoked) return Error{ErrorCode::PackageRevokedSender, (*device)->name};
    const auto ceiling = registrar_.ceilingOf((*device)->id);
    if (!ceiling) return ceiling.error();
    if (envelope.header.level > *ceiling)
        return Error{ErrorCode::PackageWrongLevel, package::levelName(envelope.header.level)};
    return **device;
}

Result<void> PackageExchange::acknowledge(State& state, const package::Manifest& manifest, bool acceptGap) {
    if (acceptGap) state.exchange.catchUp(manifest.received, manifest.receivedHash);
    return state.exchange.acknowledge(manifest.received, manifest.receivedHash);
}

Result<PackageExchange::Opened> PackageExchange::open(const QByteArray& file, bool acceptGap) {
    const auto envelope = package::parse(file);
    if (!envelope) return envelope.error();
    const auto& header = envelope->header;
    auto device = senderOf(*envelope);
    if (!device) return device.error();
    if (header.kind != package::Kind::Entries) return Error{ErrorCode::PackageMalformed, QStringLiteral("no entries")};
    auto session = service_.sessionOf(*device);
    if (!session && session.error().code == ErrorCode::DeviceRevoked)
        return Error{ErrorCode::PackageRevokedSender, session.error().detail};
    if (!session) return session.error();
    auto state = stateOf(device->id);
    if (!state) return state.error();
    if (auto judged = state->exchange.judge(header, envelope->fileHash, acceptGap); !judged) return judged.error();
    const auto own = registrar_.identity();
    if (!own) return own.error();
    const auto body = package::openBody(*envelope, own->signer);
    if (!body) return body.error();
    auto content = package::decodeContent(header, *body);
    if (!content) return content.error();
    if (auto known = acknowledge(*state, content->manifest, acceptGap); !known) return known.error();
    auto unitName = directory_.unitName(*Id::fromString(session->actor.unitId));
    if (!unitName) return unitName.error();
    PackageReport report{header, envelope->fileHash, *device, session->actor.name, *unitName};
    report.missing = header.firstSequence() - 1 - std::min(state->exchange.taken, header.firstSequence() - 1);
    report.entries = int(content->mutations.size());
    report.decisions = int(std::count_if(content->mutations.cbegin(), content->mutations.cend(),
                                         [](const auto& m) { return m.kind == MutationKind::Command; }));
    state->exchange.take(header, envelope->fileHash);
    return Opened{report, *std::move(content), *std::move(state), *std::move(session)};
}

Result<PackageReport> PackageExchange::preview(const QByteArray& file, bool acceptGap) {
    auto opened = open(file, acceptGap);
    if (!opened) return opened.error();
    return opened->report;
}

Result<PackageReport> PackageExchange::take(const QByteArray& file, bool acceptGap) {
    auto opened = open(file, acceptGap);
    if (!opened) return opened.error();
    auto& state = opened->state;
    const auto& device = opened->report.device.id;
    auto reply = service_.push(opened->session, {opened->content.mutations});
    if (!reply && reply.error().code == ErrorCode::DeviceCopied)
        return Error{ErrorCode::PackageForked, reply.error().detail};
    if (!reply) return reply.error();
    // What the device has a receipt for by now need not be said again.
    for (auto it = state.receipts.begin(); it != state.receipts.end();) {
        const bool settled = it.value() > 0 && it.value() <= opened->content.manifest.received;
        if (settled)
            if (auto removed = storage_.putNote(verdictNote(device, it.key()), {}); !removed) return removed.error();
        it = settled ? state.receipts.erase(it) : std::next(it);
    }
    const auto number = opened->report.header.sequence;
    if (!reply->verdicts.isEmpty()) {
        state.receipts.insert(number, 0);
        QByteArray lines;
        const auto messages = package::messagesOf(reply->verdicts, protocol::maxReplyBytes);
        for (const auto& message : messages)
            lines += message.line + '\n';
        if (auto kept = storage_.putNote(verdictNote(device, number), lines); !kept) return kept.error();
    }
    state.cursor = opened->content.manifest.cursor;
    if (auto kept = keep(device, state); !kept) return kept.error();
    opened->report.verdicts = reply->verdicts;
    return opened->report;
}

/// The newest verdict on each mutation the device has no receipt for, in the order they were given.
Result<QList<MutationVerdict>> PackageExchange::openVerdicts(const Id& device, const State& state) {
    QList<MutationVerdict> all;
    for (auto it = state.receipts.cbegin(); it != state.receipts.cend(); ++it) {
        const auto note = storage_.note(verdictNote(device, it.key()));
        if (!note) return note.error();
        const auto lines = note->split('\n');
        for (const auto& line : lines) {
            if (line.isEmpty()) continue;
            const auto reply = protocol::decodePushReply(line);
            if (!reply) return Error{ErrorCode::StoreDamaged, reply.error().detail};
            all << reply->verdicts;
        }
    }
    QHash<Id, qsizetype> newest;
    for (qsizetype i = 0; i < all.size(); ++i)
        newest.insert(all[i].mutationId, i);
    QList<MutationVerdict> result;
    for (qsizetype i = 0; i < all.size(); ++i)
        if (newest.value(all[i].mutationId) == i) result << all[i];
    return result;
}

Result<QList<package::Message>> PackageExchange::changesAfter(const Session& session, qint64& cursor, bool& again,
                                                              qsizetype maxBytes) {
    QList<package::Message> messages;
    qsizetype bytes = 0;
    auto after = cursor;
    for (bool more = true; more && bytes < maxBytes;) {
        const auto page = service_.changes(session, after, recordsPerPage);
        if (!page) return page.error();
        if (page->cursor < after && messages.isEmpty()) { // a cursor from the future: the feed starts over
            again = true;
            cursor = 0;
        }
        more = page->more && page->cursor != after;
        after = page->cursor;
        if (page->records.isEmpty() && page->cursor == cursor) break;
        messages << package::messageOf(*page);
        bytes += messages.last().line.size();
    }
    return messages;
}

Result<QList<package::Made>> PackageExchange::answer(const Id& device, package::Level level, qsizetype maxFileBytes) {
    auto found = storage_.device(device);
    if (!found) return found.error();
    if (!*found) return Error{ErrorCode::RecordNotFound, QStringLiteral("device")};
    const auto session = service_.sessionOf(**found);
    if (!session) return session.error();
    const auto ceiling = registrar_.ceilingOf(device);
    if (!ceiling) return ceiling.error();
    if (level > *ceiling) return Error{ErrorCode::PackageWrongLevel, package::levelName(level)};
    const auto own = registrar_.identity();
    if (!own) return own.error();
    auto state = stateOf(device);
    if (!state) return state.error();
    const auto verdicts = openVerdicts(device, *state);
    if (!verdicts) return verdicts.error();
    auto cursor = state->cursor;
    bool again = false;
    const auto limit = std::max(maxFileBytes, package::smallestFileBytes);
    const auto changes = changesAfter(*session, cursor, again, maxAnswerBytes);
    if (!changes) return changes.error();
    auto messages = package::messagesOf(*verdicts, std::max<qsizetype>(limit / 4, package::smallestFileBytes));
    messages << *changes;
    const package::Outline outline{package::Kind::Answer,
                                   own->id,
                                   {},
                                   device,
                                   (*found)->publicKey,
                                   level,
                                   clock_.nowMs(),
                                   {state->exchange.taken, state->exchange.takenHash, cursor, again}};
    auto made = package::makePackages(outline, messages, limit, state->exchange, own->signer, ids_);
    if (!made) return made.error();
    // Who has the last part has them all.
    for (auto& answered : state->receipts)
        answered = state->exchange.sent;
    if (auto kept = keep(device, *state); !kept) return kept.error();
    return made;
}

} // namespace jixiao::server

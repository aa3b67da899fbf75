#include "tests/sync/engine/fake_server.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace jixiao {

namespace {

HttpReply json(const QByteArray& body, int status = 200) {
    HttpReply reply;
    reply.status = status;
    reply.body = body;
    reply.headers.insert(QStringLiteral("content-type"), status == 200 ? QStringLiteral("application/json")
                                                                       : QStringLiteral("application/problem+json"));
    return reply;
}

HttpReply problem(int status, const QString& code) {
    return json(protocol::encode(protocol::Problem{status, code, {}, code, {}}), status);
}

} // namespace

void FakeServer::script(const QList<Fault>& faults) {
    const std::scoped_lock lock(mutex_);
    faults_ = faults;
}

Result<HttpReply> FakeServer::send(const HttpRequest& request, const CancelFlag& cancel) {
    if (intercept)
        if (auto error = intercept(request, cancel)) return *error;
    const std::scoped_lock lock(mutex_);
    ++requests_;
    const auto fault = faults_.isEmpty() ? Fault::None : faults_.takeFirst();
    const auto fail = [&request](ErrorCode code) { return Error{code, {}, {}, request.requestId}; };
    if (fault == Fault::Offline) return fail(ErrorCode::NetworkOffline);
    if (fault == Fault::CutBefore) return fail(ErrorCode::NetworkInterrupted);
    if (fault == Fault::Status500 || fault == Fault::Html200 || fault == Fault::Patience)
        return spoil(fault, request, {});
    auto reply = process(request);
    if (fault == Fault::Twice) reply = process(request);
    if (fault == Fault::CutAfter) return fail(ErrorCode::NetworkInterrupted);
    reply = spoil(fault, request, reply);
    reply.requestId = request.requestId;
    return reply;
}

HttpReply FakeServer::spoil(Fault fault, const HttpRequest& request, HttpReply reply) const {
    const bool isPush = request.method == "POST";
    switch (fault) {
    case Fault::Status500:
        reply = json("upstream gone", 502);
        break;
    case Fault::Html200:
        reply = json("<!DOCTYPE html><title>登录网络</title>");
        reply.headers[QStringLiteral("content-type")] = QStringLiteral("text/html; charset=utf-8");
        break;
    case Fault::Patience:
        reply = problem(429, QStringLiteral("RateLimited"));
        reply.headers.insert(QStringLiteral("retry-after"), QStringLiteral("40"));
        break;
    case Fault::Garbage:
        reply.body = QByteArray("\x00\xff{\"ack\":", 9);
        break;
    case Fault::WrongAck:
        reply.body = isPush ? protocol::encode(protocol::ChangesReply{}) : protocol::encode(protocol::PushReply{});
        break;
    case Fault::OtherIds:
        if (isPush) {
            auto verdicts = protocol::decodePushReply(reply.body)->verdicts;
            verdicts.last().mutationId = Id(QUuid::createUuidV5(QUuid(), QByteArray("other")));
            reply.body = protocol::encode(protocol::PushReply{verdicts});
        } else {
            const auto after = QUrlQuery(QUrl(request.path)).queryItemValue(QStringLiteral("after")).toLongLong();
            reply.body = protocol::encode(protocol::ChangesReply{after, true, {}});
        }
        break;
    default:
        break;
    }
    return reply;
}

HttpReply FakeServer::process(const HttpRequest& request) {
    if (request.body.size() > maxBody) return problem(413, QStringLiteral("RequestTooLarge"));
    if (request.path == QLatin1String(protocol::pushPath)) return push(request.body);
    return changes(request.path);
}

HttpReply FakeServer::push(const QByteArray& body) {
    const auto message = protocol::decodePushRequest(body);
    if (!message) return problem(400, message.error().id());
    protocol::PushReply reply;
    batchSizes_.append(int(message->mutations.size()));
    for (const auto& mutation : message->mutations)
        reply.verdicts.append(apply(mutation));
    return json(protocol::encode(reply));
}

MutationVerdict FakeServer::apply(const OutboundMutation& mutation) {
    MutationVerdict verdict;
    verdict.mutationId = mutation.mutationId;
    if (judge)
        if (auto judged = judge(mutation)) return *judged;
    auto& record = records_[mutation.record];
    if (effects_.contains(mutation.mutationId)) {
        verdict.verdict = Verdict::Duplicate;
        verdict.revision = record.revision;
        return verdict;
    }
    ++effects_[mutation.mutationId];
    record.id = mutation.record;
    record.type = mutation.recordType;
    record.unit = mutation.unit;
    record.parent = mutation.parent;
    record.revision = ++revision_;
    record.deleted = mutation.kind == MutationKind::Delete;
    for (auto it = mutation.fields.cbegin(); !record.deleted && it != mutation.fields.cend(); ++it)
        record.fields[it.key()] = {it->value, revision_};
    verdict.verdict = Verdict::Applied;
    verdict.revision = revision_;
    return verdict;
}

HttpReply FakeServer::changes(const QString& path) {
    const auto after = QUrlQuery(QUrl(path)).queryItemValue(QStringLiteral("after")).toLongLong();
    QList<Record> newer;
    for (const auto& record : std::as_const(records_))
        if (record.revision > after) newer.append(record);
    std::sort(newer.begin(), newer.end(), [](const Record& a, const Record& b) { return a.revision < b.revision; });
    protocol::ChangesReply reply;
    reply.more = newer.size() > pageSize;
    reply.records = newer.first(std::min<qsizetype>(newer.size(), pageSize));
    reply.cursor = reply.records.isEmpty() ? std::max(after, revision_) : reply.records.last().revision;
    return json(protocol::encode(reply));
}

void FakeServer::change(const Record& record) {
    const std::scoped_lock lock(mutex_);
    auto changed = record;
    changed.revision = ++revision_;
    for (auto it = changed.fields.begin(); it != changed.fields.end(); ++it) {
        const auto known = records_.value(record.id).fields.value(it.key());
        it->revision = known.revision > 0 && known.value == it->value ? known.revision : revision_;
    }
    records_.insert(record.id, changed);
}

QMap<Id, Record> FakeServer::records() const {
    const std::scoped_lock lock(mutex_);
    return records_;
}

QMap<Id, int> FakeServer::effects() const {
    const std::scoped_lock lock(mutex_);
    return effects_;
}

int FakeServer::requests() const {
    const std::scoped_lock lock(mutex_);
    return requests_;
}

QList<int> FakeServer::batchSizes() const {
    const std::scoped_lock lock(mutex_);
    return batchSizes_;
}

} // namespace jixiao

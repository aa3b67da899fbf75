#include "sync/protocol/fields_codec.h"
#include "sync/protocol/messages.h"
#include "sync/protocol/reader.h"

#include <array>

namespace jixiao::protocol {

namespace {

template <typename Enum, std::size_t N>
using Names = std::array<std::pair<Enum, const char*>, N>;

constexpr Names<MutationKind, 3> kindNames{
    {{MutationKind::Fields, "fields"}, {MutationKind::Delete, "delete"}, {MutationKind::Command, "command"}}};
constexpr Names<Verdict, 6> verdictNames{{{Verdict::Applied, "applied"},
                                          {Verdict::Duplicate, "duplicate"},
                                          {Verdict::Merged, "merged"},
                                          {Verdict::Conflict, "conflict"},
                                          {Verdict::Rejected, "rejected"},
                                          {Verdict::Deferred, "deferred"}}};

template <typename Enum, std::size_t N>
const char* nameOf(const Names<Enum, N>& names, Enum value) {
    for (const auto& [candidate, name] : names)
        if (candidate == value) return name;
    return "";
}

template <typename Enum, std::size_t N>
Enum readEnum(ObjectReader& reader, const QString& member, const Names<Enum, N>& names) {
    const auto text = reader.text(member, maxNameChars);
    for (const auto& [value, name] : names)
        if (text == QLatin1String(name)) return value;
    reader.fail(member, QStringLiteral("unknown word"));
    return names.front().first;
}

void write(JsonWriter& out, const OutboundMutation& m) {
    out.beginObject();
    out.member("kind", nameOf(kindNames, m.kind));
    out.member("type", m.recordType);
    if (!m.unit.isNull()) out.member("unit", m.unit);
    if (!m.parent.isNull()) out.member("parent", m.parent);
    out.member("record", m.record);
    out.member("mutationId", m.mutationId);
    out.member("deviceSeq", m.deviceSeq);
    writeFields(out, m.fields, "baseRevision", 0);
    out.endObject();
}

OutboundMutation readMutation(ObjectReader& in) {
    OutboundMutation m;
    m.mutationId = in.id(QStringLiteral("mutationId"));
    m.deviceSeq = in.integer(QStringLiteral("deviceSeq"));
    m.kind = readEnum(in, QStringLiteral("kind"), kindNames);
    m.recordType = in.token(QStringLiteral("type"));
    m.record = in.id(QStringLiteral("record"));
    m.unit = in.optionalId(QStringLiteral("unit"));
    m.parent = in.optionalId(QStringLiteral("parent"));
    m.fields = readFields(in, QStringLiteral("baseRevision"), 0, maxInteger);
    return m;
}

void write(JsonWriter& out, const FieldConflict& c) {
    out.beginObject();
    out.member("field", c.field);
    out.member("serverValue", c.serverValue);
    out.member("serverRevision", c.serverRevision);
    out.member("changedBy", c.changedBy);
    out.member("changedAt", c.changedAtMs);
    out.endObject();
}

void write(JsonWriter& out, const MutationVerdict& v) {
    out.beginObject();
    out.member("verdict", nameOf(verdictNames, v.verdict));
    out.member("mutationId", v.mutationId);
    out.member("revision", v.revision);
    if (!v.problem.isEmpty()) out.member("problem", v.problem);
    if (!v.reason.isEmpty()) out.member("reason", v.reason);
    if (!v.conflicts.isEmpty()) {
        out.name("conflicts");
        out.beginArray();
        for (const auto& conflict : v.conflicts)
            write(out, conflict);
        out.endArray();
    }
    out.endObject();
}

/// A list is all there is, apart from the mark.
template <typename Item>
QByteArray encodeList(const char* ack, const char* name, const QList<Item>& items) {
    JsonWriter out;
    out.beginObject();
    if (ack) out.member("ack", ack);
    out.name(name);
    out.beginArray();
    for (const auto& item : items)
        write(out, item);
    out.endArray();
    out.endObject();
    return out.take();
}

MutationVerdict readVerdict(ObjectReader& in) {
    MutationVerdict v;
    v.mutationId = in.id(QStringLiteral("mutationId"));
    v.verdict = readEnum(in, QStringLiteral("verdict"), verdictNames);
    v.revision = in.integer(QStringLiteral("revision"));
    v.problem = in.optionalText(QStringLiteral("problem"), maxNameChars);
    v.reason = in.optionalText(QStringLiteral("reason"), maxReasonChars);
    if (!in.has(QStringLiteral("conflicts"))) return v;
    const auto conflicts = in.array(QStringLiteral("conflicts"), maxFieldsPerRecord);
    for (qsizetype i = 0; in.ok() && i < conflicts.size(); ++i) {
        auto conflict = in.inside(conflicts[i], QStringLiteral("conflicts[%1]").arg(i));
        FieldConflict c;
        c.field = conflict.token(QStringLiteral("field"));
        c.serverValue = conflict.text(QStringLiteral("serverValue"), maxValueChars);
        c.serverRevision = conflict.integer(QStringLiteral("serverRevision"));
        c.changedBy = conflict.text(QStringLiteral("changedBy"), maxReasonChars);
        c.changedAtMs = conflict.integer(QStringLiteral("changedAt"));
        v.conflicts << c;
        in.adopt(conflict);
    }
    return v;
}

} // namespace

QByteArray encode(const PushRequest& message) { return encodeList(nullptr, "mutations", message.mutations); }

Result<PushRequest> decodePushRequest(const QByteArray& body) {
    auto message = readMessage(body, maxInflatedBytes, ErrorCode::InvalidInput);
    if (!message) return message.error();
    PushRequest result;
    const auto items = message->array(QStringLiteral("mutations"), maxMutationsPerPush);
    for (qsizetype i = 0; message->ok() && i < items.size(); ++i) {
        auto item = message->inside(items[i], QStringLiteral("mutations[%1]").arg(i));
        result.mutations << readMutation(item);
        message->adopt(item);
    }
    if (!message->ok()) return message->error();
    return result;
}

QByteArray encode(const PushReply& message) { return encodeList(pushAck, "verdicts", message.verdicts); }

Result<PushReply> decodePushReply(const QByteArray& body) {
    auto message = readMessage(body, maxReplyBytes, ErrorCode::ServerNonsense);
    if (!message) return message.error();
    requireAck(*message, pushAck);
    PushReply result;
    const auto items = message->array(QStringLiteral("verdicts"), maxMutationsPerPush);
    for (qsizetype i = 0; message->ok() && i < items.size(); ++i) {
        auto item = message->inside(items[i], QStringLiteral("verdicts[%1]").arg(i));
        result.verdicts << readVerdict(item);
        message->adopt(item);
    }
    if (!message->ok()) return message->error();
    return result;
}

} // namespace jixiao::protocol

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
QString nameOf(const Names<Enum, N>& names, Enum value) {
    for (const auto& [candidate, name] : names)
        if (candidate == value) return QString::fromLatin1(name);
    return {};
}

template <typename Enum, std::size_t N>
Enum readEnum(ObjectReader& reader, const QString& member, const Names<Enum, N>& names) {
    const auto text = reader.text(member, maxNameChars);
    for (const auto& [value, name] : names)
        if (text == QLatin1String(name)) return value;
    reader.fail(member, QStringLiteral("unknown word"));
    return names.front().first;
}

QJsonObject toJson(const OutboundMutation& m) {
    QJsonObject fields;
    for (auto it = m.fields.cbegin(); it != m.fields.cend(); ++it)
        fields.insert(it.key(), QJsonObject{{QStringLiteral("value"), wireText(it->value)},
                                            {QStringLiteral("baseRevision"), it->revision}});
    QJsonObject object{
        {QStringLiteral("mutationId"), m.mutationId.toString()}, {QStringLiteral("deviceSeq"), m.deviceSeq},
        {QStringLiteral("kind"), nameOf(kindNames, m.kind)},     {QStringLiteral("type"), m.recordType},
        {QStringLiteral("record"), m.record.toString()},         {QStringLiteral("fields"), fields}};
    if (!m.unit.isNull()) object.insert(QStringLiteral("unit"), m.unit.toString());
    if (!m.parent.isNull()) object.insert(QStringLiteral("parent"), m.parent.toString());
    return object;
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
    const auto fields = in.object(QStringLiteral("fields"), maxFieldsPerRecord);
    for (auto it = fields.begin(); in.ok() && it != fields.end(); ++it) {
        auto field = in.inside(it.value(), QStringLiteral("fields.") + it.key().left(maxNameChars));
        if (!ObjectReader::isToken(it.key())) field.fail({}, QStringLiteral("not a field name"));
        const auto value = field.text(QStringLiteral("value"), maxValueChars);
        const auto base = field.integer(QStringLiteral("baseRevision"));
        m.fields.insert(it.key(), {value, base});
        in.adopt(field);
    }
    return m;
}

QJsonObject toJson(const MutationVerdict& v) {
    QJsonObject object{{QStringLiteral("mutationId"), v.mutationId.toString()},
                       {QStringLiteral("verdict"), nameOf(verdictNames, v.verdict)},
                       {QStringLiteral("revision"), v.revision}};
    if (!v.problem.isEmpty()) object.insert(QStringLiteral("problem"), v.problem);
    if (!v.reason.isEmpty()) object.insert(QStringLiteral("reason"), wireText(v.reason));
    if (v.conflicts.isEmpty()) return object;
    QJsonArray conflicts;
    for (const auto& c : v.conflicts)
        conflicts.append(QJsonObject{{QStringLiteral("field"), c.field},
                                     {QStringLiteral("serverValue"), wireText(c.serverValue)},
                                     {QStringLiteral("serverRevision"), c.serverRevision},
                                     {QStringLiteral("changedBy"), wireText(c.changedBy)},
                                     {QStringLiteral("changedAt"), c.changedAtMs}});
    object.insert(QStringLiteral("conflicts"), conflicts);
    return object;
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

QByteArray encode(const PushRequest& message) {
    QJsonArray mutations;
    for (const auto& mutation : message.mutations)
        mutations.append(toJson(mutation));
    return toBytes({{QStringLiteral("mutations"), mutations}});
}

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

QByteArray encode(const PushReply& message) {
    QJsonArray verdicts;
    for (const auto& verdict : message.verdicts)
        verdicts.append(toJson(verdict));
    return toBytes({{QStringLiteral("ack"), QString::fromLatin1(pushAck)}, {QStringLiteral("verdicts"), verdicts}});
}

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

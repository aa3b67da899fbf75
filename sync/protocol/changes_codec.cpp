#include "sync/protocol/messages.h"
#include "sync/protocol/reader.h"

namespace jixiao::protocol {

namespace {

QJsonObject toJson(const Record& r) {
    QJsonObject fields;
    for (auto it = r.fields.cbegin(); it != r.fields.cend(); ++it)
        fields.insert(it.key(), QJsonObject{{QStringLiteral("value"), wireText(it->value)},
                                            {QStringLiteral("revision"), it->revision}});
    QJsonObject object{{QStringLiteral("type"), r.type},
                       {QStringLiteral("id"), r.id.toString()},
                       {QStringLiteral("revision"), r.revision},
                       {QStringLiteral("deleted"), r.deleted},
                       {QStringLiteral("fields"), fields}};
    if (!r.unit.isNull()) object.insert(QStringLiteral("unit"), r.unit.toString());
    if (!r.parent.isNull()) object.insert(QStringLiteral("parent"), r.parent.toString());
    return object;
}

Record readRecord(ObjectReader& in) {
    Record r;
    r.type = in.token(QStringLiteral("type"));
    r.id = in.id(QStringLiteral("id"));
    r.unit = in.optionalId(QStringLiteral("unit"));
    r.parent = in.optionalId(QStringLiteral("parent"));
    r.revision = in.integer(QStringLiteral("revision"), 1);
    r.deleted = in.boolean(QStringLiteral("deleted"));
    const auto fields = in.object(QStringLiteral("fields"), maxFieldsPerRecord);
    for (auto it = fields.begin(); in.ok() && it != fields.end(); ++it) {
        auto field = in.inside(it.value(), QStringLiteral("fields.") + it.key().left(maxNameChars));
        if (!ObjectReader::isToken(it.key())) field.fail({}, QStringLiteral("not a field name"));
        const auto value = field.text(QStringLiteral("value"), maxValueChars);
        r.fields.insert(it.key(), {value, field.integer(QStringLiteral("revision"), 0, r.revision)});
        in.adopt(field);
    }
    return r;
}

} // namespace

QByteArray encode(const ChangesReply& message) {
    QJsonArray records;
    for (const auto& record : message.records)
        records.append(toJson(record));
    return toBytes({{QStringLiteral("ack"), QString::fromLatin1(changesAck)},
                    {QStringLiteral("cursor"), message.cursor},
                    {QStringLiteral("more"), message.more},
                    {QStringLiteral("records"), records}});
}

Result<ChangesReply> decodeChangesReply(const QByteArray& body) {
    auto message = readMessage(body, maxReplyBytes, ErrorCode::ServerNonsense);
    if (!message) return message.error();
    requireAck(*message, changesAck);
    ChangesReply result;
    result.cursor = message->integer(QStringLiteral("cursor"));
    result.more = message->boolean(QStringLiteral("more"));
    const auto items = message->array(QStringLiteral("records"), maxRecordsPerPage);
    qint64 previous = 0;
    for (qsizetype i = 0; message->ok() && i < items.size(); ++i) {
        const auto place = QStringLiteral("records[%1]").arg(i);
        auto item = message->inside(items[i], place);
        result.records << readRecord(item);
        message->adopt(item);
        const auto revision = result.records.last().revision;
        if (revision <= previous || revision > result.cursor) message->fail(place, QStringLiteral("out of order"));
        previous = revision;
    }
    if (!message->ok()) return message->error();
    return result;
}

} // namespace jixiao::protocol

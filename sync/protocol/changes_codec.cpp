#include "sync/protocol/fields_codec.h"
#include "sync/protocol/messages.h"
#include "sync/protocol/reader.h"

namespace jixiao::protocol {

namespace {

void write(JsonWriter& out, const Record& r) {
    out.beginObject();
    out.member("type", r.type);
    if (!r.unit.isNull()) out.member("unit", r.unit);
    if (!r.parent.isNull()) out.member("parent", r.parent);
    out.member("id", r.id);
    out.member("revision", r.revision);
    out.member("deleted", r.deleted);
    writeFields(out, r.fields, "revision", r.revision);
    out.endObject();
}

Record readRecord(ObjectReader& in) {
    Record r;
    r.type = in.token(QStringLiteral("type"));
    r.id = in.id(QStringLiteral("id"));
    r.unit = in.optionalId(QStringLiteral("unit"));
    r.parent = in.optionalId(QStringLiteral("parent"));
    r.revision = in.integer(QStringLiteral("revision"), 1);
    r.deleted = in.boolean(QStringLiteral("deleted"));
    r.fields = readFields(in, QStringLiteral("revision"), r.revision, r.revision);
    return r;
}

} // namespace

QByteArray encode(const ChangesReply& message) {
    JsonWriter out;
    out.beginObject();
    out.member("ack", changesAck);
    out.member("cursor", message.cursor);
    out.member("more", message.more);
    out.name("records");
    out.beginArray();
    for (const auto& record : message.records)
        write(out, record);
    out.endArray();
    out.endObject();
    return out.take();
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

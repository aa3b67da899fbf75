#include "sync/protocol/fields_codec.h"

namespace jixiao::protocol {

void writeFields(JsonWriter& out, const QMap<QString, FieldValue>& fields, const char* revision, qint64 usual) {
    out.name("fields");
    out.beginObject();
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        out.name(it.key());
        if (it->revision == usual) {
            out.value(it->value);
            continue;
        }
        out.beginObject();
        out.member("value", it->value);
        out.member(revision, it->revision);
        out.endObject();
    }
    out.endObject();
}

QMap<QString, FieldValue> readFields(ObjectReader& in, const QString& revision, qint64 usual, qint64 most) {
    QMap<QString, FieldValue> result;
    const auto fields = in.object(QStringLiteral("fields"), maxFieldsPerRecord);
    for (auto it = fields.begin(); in.ok() && it != fields.end(); ++it) {
        const auto key = it.key();
        const auto content = it.value();
        const auto place = [&key] { return QStringLiteral("fields.") + key.left(maxNameChars); };
        if (!ObjectReader::isToken(key)) in.fail(place(), QStringLiteral("not a field name"));
        if (const auto text = content.toString(); content.isString()) {
            if (const auto bad = ObjectReader::problemOf(text, maxValueChars); !bad.isEmpty()) in.fail(place(), bad);
            result.insert(key, {text, usual});
            continue;
        }
        auto field = in.inside(content, place());
        const auto value = field.text(QStringLiteral("value"), maxValueChars);
        result.insert(key, {value, field.integer(revision, 0, most)});
        in.adopt(field);
    }
    return result;
}

} // namespace jixiao::protocol

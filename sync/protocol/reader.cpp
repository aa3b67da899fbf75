#include "sync/protocol/reader.h"

#include "core/base/json.h"

#include <algorithm>

namespace jixiao::protocol {

namespace {
constexpr int maxDepth = 12;
}

QString ObjectReader::place(const QString& name) const {
    return place_.isEmpty() ? name : place_ + QLatin1Char('.') + name;
}

void ObjectReader::fail(const QString& name, const QString& what) {
    if (!error_) error_ = Error{failureCode_, place(name) + QStringLiteral(": ") + what};
}

void ObjectReader::adopt(const ObjectReader& child) {
    if (!error_) error_ = child.error_;
}

QString ObjectReader::text(const QString& name, qsizetype maxChars) {
    const auto value = object_.value(name);
    if (!value.isString()) {
        fail(name, QStringLiteral("not a text"));
        return {};
    }
    const auto result = value.toString();
    if (const auto problem = problemOf(result, maxChars); !problem.isEmpty()) {
        fail(name, problem);
        return {};
    }
    return result;
}

QString ObjectReader::problemOf(const QString& text, qsizetype maxChars) {
    if (text.size() > maxChars) return QStringLiteral("longer than %1").arg(maxChars);
    if (!text.isValidUtf16()) return QStringLiteral("not Unicode text");
    return {};
}

QString ObjectReader::optionalText(const QString& name, qsizetype maxChars) {
    return has(name) ? text(name, maxChars) : QString();
}

bool ObjectReader::isToken(const QString& text) {
    const auto isWordChar = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
    };
    if (text.isEmpty() || text.size() > maxNameChars || !isWordChar(text.front())) return false;
    return std::all_of(text.cbegin(), text.cend(), [&](QChar c) {
        return isWordChar(c) || c == u'.' || c == u'_' || c == u':' || c == u'/' || c == u'-';
    });
}

QString ObjectReader::token(const QString& name) {
    const auto result = text(name, maxNameChars);
    if (ok() && !isToken(result)) fail(name, QStringLiteral("not an identifier"));
    return result;
}

qint64 ObjectReader::integer(const QString& name, qint64 min, qint64 max) {
    const auto value = object_.value(name);
    const qint64 outside = min - 1;
    const auto result = value.isDouble() ? value.toInteger(outside) : outside;
    if (result < min || result > max) {
        fail(name, QStringLiteral("not an integer from %1 to %2").arg(min).arg(max));
        return min;
    }
    return result;
}

bool ObjectReader::boolean(const QString& name) {
    const auto value = object_.value(name);
    if (!value.isBool()) fail(name, QStringLiteral("not true or false"));
    return value.toBool();
}

Id ObjectReader::id(const QString& name) {
    const auto result = Id::fromString(text(name, maxNameChars));
    if (!result || result->isNull()) {
        fail(name, QStringLiteral("not an id"));
        return {};
    }
    return *result;
}

Id ObjectReader::optionalId(const QString& name) {
    if (!has(name) || object_.value(name) == QJsonValue(QString())) return {};
    return id(name);
}

QByteArray ObjectReader::base64(const QString& name, qsizetype maxBytes) {
    const auto encoded = text(name, maxBytes * 2).toLatin1();
    const auto decoded = QByteArray::fromBase64Encoding(encoded, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty() || decoded.decoded.size() > maxBytes) {
        fail(name, QStringLiteral("not base64"));
        return {};
    }
    return decoded.decoded;
}

QJsonArray ObjectReader::array(const QString& name, qsizetype maxItems) {
    const auto value = object_.value(name);
    if (!value.isArray() || value.toArray().size() > maxItems) {
        fail(name, QStringLiteral("not a list of at most %1").arg(maxItems));
        return {};
    }
    return value.toArray();
}

QJsonObject ObjectReader::object(const QString& name, qsizetype maxMembers) {
    const auto value = object_.value(name);
    if (!value.isObject() || value.toObject().size() > maxMembers) {
        fail(name, QStringLiteral("not an object of at most %1 members").arg(maxMembers));
        return {};
    }
    return value.toObject();
}

QStringList ObjectReader::texts(const QString& name, qsizetype maxItems, qsizetype maxChars) {
    QStringList result;
    const auto items = array(name, maxItems);
    for (const auto& item : items) {
        const auto text = item.toString();
        if (!item.isString() || text.size() > maxChars || !text.isValidUtf16()) {
            fail(name, QStringLiteral("not a list of texts"));
            return {};
        }
        result << text;
    }
    return result;
}

ObjectReader ObjectReader::inside(const QJsonValue& value, const QString& name) {
    ObjectReader child(value.toObject(), place(name), failureCode_);
    if (!value.isObject()) fail(name, QStringLiteral("not an object"));
    child.error_ = error_;
    return child;
}

Result<ObjectReader> readMessage(const QByteArray& body, qsizetype maxBytes, ErrorCode failureCode) {
    auto object = parseJsonObject(body, {maxBytes, maxDepth});
    if (!object) return Error{failureCode, object.error().id() + QStringLiteral(": ") + object.error().detail};
    return ObjectReader(std::move(*object), {}, failureCode);
}

void requireAck(ObjectReader& reader, const char* ack) {
    const auto name = QStringLiteral("ack");
    if (reader.text(name, maxNameChars) != QLatin1String(ack))
        reader.fail(name, QStringLiteral("not the expected mark"));
}

QString wireText(const QString& text) {
    if (text.isValidUtf16()) return text;
    auto result = text;
    for (qsizetype i = 0; i < result.size(); ++i) {
        const bool pair = result[i].isHighSurrogate() && i + 1 < result.size() && result[i + 1].isLowSurrogate();
        if (pair)
            ++i;
        else if (result[i].isSurrogate())
            result[i] = QChar::ReplacementCharacter;
    }
    return result;
}

QByteArray toBytes(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

} // namespace jixiao::protocol

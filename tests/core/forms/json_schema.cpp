#include "tests/core/forms/json_schema.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace jixiao {

namespace {

QString quoted(const char* name) { return QString::fromLatin1(name); }

bool isOfType(const QJsonValue& value, const QString& type) {
    if (type == u"object") return value.isObject();
    if (type == u"array") return value.isArray();
    if (type == u"string") return value.isString();
    if (type == u"boolean") return value.isBool();
    if (type == u"integer") return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
    return false;
}

/// Whether a number keeps within the limits a schema names under two keys.
bool isWithin(double number, const QJsonObject& schema, const char* least, const char* most) {
    const auto low = schema.value(QLatin1String(least));
    const auto high = schema.value(QLatin1String(most));
    return !(low.isDouble() && number < low.toDouble()) && !(high.isDouble() && number > high.toDouble());
}

QStringList unknownKeywords(const QJsonObject& schema) {
    static const QSet<QString> known{quoted("$schema"),    quoted("$defs"),     quoted("$ref"),
                                     quoted("title"),      quoted("type"),      quoted("const"),
                                     quoted("enum"),       quoted("oneOf"),     quoted("required"),
                                     quoted("properties"), quoted("items"),     quoted("minItems"),
                                     quoted("maxItems"),   quoted("minLength"), quoted("maxLength"),
                                     quoted("minimum"),    quoted("maximum"),   quoted("additionalProperties")};
    QStringList unknown;
    for (const auto& key : schema.keys())
        if (!known.contains(key)) unknown.append(key);
    return unknown;
}

} // namespace

QStringList JsonSchema::complaints(const QJsonValue& value) const {
    QStringList found;
    check(value, root_, QString(), found);
    return found;
}

QJsonObject JsonSchema::resolved(const QString& reference, QStringList& found) const {
    const auto prefix = quoted("#/$defs/");
    const auto definition = root_[quoted("$defs")].toObject().value(reference.mid(prefix.size()));
    if (!reference.startsWith(prefix) || !definition.isObject()) found.append(reference + quoted(": names nothing"));
    return definition.toObject();
}

void JsonSchema::check(const QJsonValue& value, const QJsonObject& schema, const QString& place,
                       QStringList& found) const {
    for (const auto& keyword : unknownKeywords(schema))
        found.append(place + quoted(": the schema uses the unknown keyword ") + keyword);
    if (const auto reference = schema.value(quoted("$ref")).toString(); !reference.isEmpty())
        check(value, resolved(reference, found), place, found);
    const auto type = schema.value(quoted("type")).toString();
    if (!type.isEmpty() && !isOfType(value, type)) found.append(place + quoted(": is no ") + type);
    if (schema.contains(quoted("const")) && value != schema.value(quoted("const")))
        found.append(place + quoted(": is another constant"));
    if (schema.contains(quoted("enum")) && !schema.value(quoted("enum")).toArray().contains(value))
        found.append(place + quoted(": is none of the words"));
    if (value.isString() && !isWithin(double(value.toString().size()), schema, "minLength", "maxLength"))
        found.append(place + quoted(": is too short or too long"));
    if (value.isDouble() && !isWithin(value.toDouble(), schema, "minimum", "maximum"))
        found.append(place + quoted(": is too small or too large"));
    if (value.isObject()) checkObject(value.toObject(), schema, place, found);
    if (value.isArray()) checkArray(value, schema, place, found);
    if (!schema.contains(quoted("oneOf"))) return;
    int fitting = 0;
    for (const auto& choice : schema.value(quoted("oneOf")).toArray()) {
        QStringList complaints;
        check(value, choice.toObject(), place, complaints);
        fitting += complaints.isEmpty() ? 1 : 0;
    }
    if (fitting != 1) found.append(place + quoted(": fits %1 of several choices").arg(fitting));
}

void JsonSchema::checkObject(const QJsonObject& object, const QJsonObject& schema, const QString& place,
                             QStringList& found) const {
    for (const auto& key : schema.value(quoted("required")).toArray())
        if (!object.contains(key.toString())) found.append(place + quoted(": lacks ") + key.toString());
    const auto properties = schema.value(quoted("properties")).toObject();
    const auto others = schema.value(quoted("additionalProperties"));
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto inner = place + u'/' + it.key();
        if (properties.contains(it.key()))
            check(*it, properties.value(it.key()).toObject(), inner, found);
        else if (others.isObject())
            check(*it, others.toObject(), inner, found);
        else if (others.isBool() && !others.toBool())
            found.append(inner + quoted(": is not foreseen"));
    }
}

void JsonSchema::checkArray(const QJsonValue& value, const QJsonObject& schema, const QString& place,
                            QStringList& found) const {
    const auto array = value.toArray();
    if (!isWithin(double(array.size()), schema, "minItems", "maxItems"))
        found.append(place + quoted(": has too few or too many entries"));
    const auto items = schema.value(quoted("items"));
    for (qsizetype i = 0; items.isObject() && i < array.size(); ++i)
        check(array.at(i), items.toObject(), place + u'/' + QString::number(i), found);
}

} // namespace jixiao

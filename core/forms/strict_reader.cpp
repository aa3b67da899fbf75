#include "core/forms/strict_reader.h"

#include <utility>

namespace jixiao {

namespace {

constexpr qsizetype maxText = 4'000;
constexpr int maxTexts = 200;

} // namespace

StrictReader::StrictReader(const QJsonValue& value, QString place, TemplateProblems& problems)
    : object_(value.toObject()), place_(std::move(place)), problems_(problems) {
    if (!value.isObject()) problems_.report(place_, QStringLiteral("is not an object"));
}

QJsonValue StrictReader::take(const QString& key) {
    asked_.insert(key);
    return object_.value(key);
}

QString StrictReader::text(const QString& key) {
    const auto value = optionalText(key);
    if (value.trimmed().isEmpty()) problems_.report(at(key), QStringLiteral("is missing or empty"));
    return value;
}

QString StrictReader::optionalText(const QString& key) {
    const auto value = take(key);
    if (value.isUndefined()) return {};
    const auto result = value.toString();
    if (!value.isString()) problems_.report(at(key), QStringLiteral("is not a text"));
    if (result.size() > maxText) problems_.report(at(key), QStringLiteral("is too long"));
    return result;
}

int StrictReader::integer(const QString& key, int least, int most) {
    if (!has(key)) problems_.report(at(key), QStringLiteral("is missing"));
    return optionalInteger(key, least, most, least);
}

int StrictReader::optionalInteger(const QString& key, int least, int most, int otherwise) {
    const auto value = take(key);
    if (value.isUndefined()) return otherwise;
    const auto number = value.toInteger(qint64(least) - 1);
    if (number >= least && number <= most) return int(number);
    problems_.report(at(key), QStringLiteral("is not a whole number from %1 to %2").arg(least).arg(most));
    return otherwise;
}

bool StrictReader::optionalBool(const QString& key) {
    const auto value = take(key);
    if (!value.isUndefined() && !value.isBool()) problems_.report(at(key), QStringLiteral("is not true or false"));
    return value.toBool();
}

QStringList StrictReader::texts(const QString& key) { return textsOf(optionalArray(key, maxTexts), key); }

QStringList StrictReader::textsOf(const QJsonValue& list, const QString& place) {
    QStringList result;
    const auto array = list.toArray();
    if (!list.isArray() || array.size() > maxTexts)
        problems_.report(at(place), QStringLiteral("is not a list of at most %1 texts").arg(maxTexts));
    for (const auto& value : array) {
        result.append(value.toString());
        if (result.last().isEmpty() || result.last().size() > maxText)
            problems_.report(QStringLiteral("%1[%2]").arg(at(place)).arg(result.size() - 1),
                             QStringLiteral("is empty, too long or not a text"));
    }
    return result;
}

QMap<QString, QString> StrictReader::textMap(const QString& key) {
    QMap<QString, QString> result;
    const auto object = optionalObject(key);
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        if (!it->isString() || it->toString().size() > maxText)
            problems_.report(at(key) + u'.' + it.key(), QStringLiteral("is too long or not a text"));
        result.insert(it.key(), it->toString());
    }
    return result;
}

QJsonArray StrictReader::optionalArray(const QString& key, int maxCount) {
    const auto value = take(key);
    if (value.isUndefined()) return {};
    const auto array = value.toArray();
    if (!value.isArray()) problems_.report(at(key), QStringLiteral("is not a list"));
    if (array.size() <= maxCount) return array;
    problems_.report(at(key), QStringLiteral("has more than %1 entries").arg(maxCount));
    return {};
}

QJsonObject StrictReader::optionalObject(const QString& key) {
    const auto value = take(key);
    if (!value.isUndefined() && !value.isObject()) problems_.report(at(key), QStringLiteral("is not an object"));
    return value.toObject();
}

void StrictReader::finish() {
    for (auto it = object_.constBegin(); it != object_.constEnd(); ++it)
        if (!asked_.contains(it.key())) problems_.report(at(it.key()), QStringLiteral("is not a known key"));
}

} // namespace jixiao

#include "core/documents/interchange_explanations.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace jixiao {

namespace {

const QString ruleKey = QStringLiteral("rule");
const QString pathKey = QStringLiteral("path");
const QString messageKey = QStringLiteral("message");
const QString textKey = QStringLiteral("text");
const QString byKey = QStringLiteral("by");
const QString atKey = QStringLiteral("at");

constexpr int maxExplanations = 10'000; ///< of one document
constexpr int maxShortText = 200;

std::optional<PlacedExplanation> explanationOf(const QJsonObject& object) {
    PlacedExplanation explanation;
    explanation.rule = object.value(ruleKey).toString();
    const auto path = object.value(pathKey).toString();
    explanation.message = object.value(messageKey).toString();
    explanation.text = object.value(textKey).toString();
    explanation.personName = object.value(byKey).toString();
    if (explanation.rule.isEmpty() || explanation.text.trimmed().isEmpty()) return std::nullopt;
    if (explanation.text.size() > maxExplanationLength || explanation.message.size() > maxExplainedMessageLength)
        return std::nullopt;
    for (const auto& text : {explanation.rule, path, explanation.personName})
        if (text.size() > maxShortText) return std::nullopt;
    explanation.path = FieldPath::fromString(path);
    if (explanation.path.toString() != path) return std::nullopt;
    if (!object.contains(atKey)) return explanation;
    const auto at = QDateTime::fromString(object.value(atKey).toString(), Qt::ISODateWithMs);
    if (!at.isValid() || at.toMSecsSinceEpoch() < 0) return std::nullopt;
    explanation.atMs = at.toMSecsSinceEpoch();
    return explanation;
}

} // namespace

QJsonArray explanationsToJson(const QList<PlacedExplanation>& explanations) {
    QJsonArray array;
    for (const auto& each : explanations) {
        QJsonObject object{
            {ruleKey, each.rule}, {pathKey, each.path.toString()}, {messageKey, each.message}, {textKey, each.text}};
        if (!each.personName.isEmpty()) object.insert(byKey, each.personName);
        if (each.atMs > 0)
            object.insert(atKey, QDateTime::fromMSecsSinceEpoch(each.atMs, Qt::UTC).toString(Qt::ISODateWithMs));
        array.append(object);
    }
    return array;
}

Result<QList<PlacedExplanation>> explanationsFromJson(const QJsonValue& value, const QString& document,
                                                      QList<Repair>& repairs) {
    const auto place = document + u'.' + explanationsKey;
    if (!value.isUndefined() && !value.isArray())
        return Error{ErrorCode::JsonMalformed, place + QStringLiteral(": not a list")};
    const auto array = value.toArray();
    if (array.size() > maxExplanations) return Error{ErrorCode::FileTooLarge, place};
    QList<PlacedExplanation> explanations;
    for (int i = 0; i < array.size(); ++i) {
        if (auto explanation = explanationOf(array.at(i).toObject()))
            explanations.append(*std::move(explanation));
        else
            repairs.append({QStringLiteral("%1[%2]").arg(place).arg(i), QStringLiteral("unknown"),
                            QStringLiteral("这条说明读不出来，未导入。")});
    }
    return explanations;
}

} // namespace jixiao

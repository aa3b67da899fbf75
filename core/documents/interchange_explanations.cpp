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

/// A place of the form. A whole table, or a column of it, is printed like a field.
std::optional<FieldPath> placeOf(const QString& text, const FormDocument& document, const FormTemplate& form) {
    const auto path = FieldPath::fromString(text);
    if (!path.table.isEmpty()) {
        const bool known =
            path.row < document.rows(path.table).size() && (path.field.isEmpty() || form.spec(path) != nullptr);
        return known ? std::optional(path) : std::nullopt;
    }
    if (text.isEmpty() || form.field(text) != nullptr) return path;
    for (const auto& table : form.tables) {
        if (text == table.id) return FieldPath{table.id, -1, {}};
        const auto column = text.mid(table.id.size() + 1);
        if (text.startsWith(table.id + u'.') && table.column(column) != nullptr) return FieldPath{table.id, -1, column};
    }
    return std::nullopt;
}

std::optional<PlacedExplanation> explanationOf(const QJsonObject& object, const FormDocument& document,
                                               const FormTemplate& form) {
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
    const auto place = placeOf(path, document, form);
    if (!place) return std::nullopt;
    explanation.path = *place;
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

Result<QList<PlacedExplanation>> explanationsFromJson(const QJsonValue& value, const FormDocument& document,
                                                      const FormTemplate& form, const QString& place,
                                                      QList<Repair>& repairs) {
    const auto list = place + u'.' + explanationsKey;
    if (!value.isUndefined() && !value.isArray())
        return Error{ErrorCode::JsonMalformed, list + QStringLiteral(": not a list")};
    const auto array = value.toArray();
    if (array.size() > maxExplanations) return Error{ErrorCode::FileTooLarge, list};
    QList<PlacedExplanation> explanations;
    for (int i = 0; i < array.size(); ++i) {
        if (auto explanation = explanationOf(array.at(i).toObject(), document, form))
            explanations.append(*std::move(explanation));
        else
            repairs.append({QStringLiteral("%1[%2]").arg(list).arg(i), QStringLiteral("unknown"),
                            QStringLiteral("这条说明读不出来，未导入。")});
    }
    return explanations;
}

} // namespace jixiao

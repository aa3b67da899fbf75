#include "core/review/quality.h"

#include "core/base/json.h"

#include <QFile>
#include <QJsonArray>
#include <QMap>

#include <algorithm>

namespace jixiao {

namespace {

const QString english = QStringLiteral("en");

QString nameOf(const QJsonObject& entry, const QString& language) {
    const auto name = entry.value(QStringLiteral("name")).toString();
    return language.isEmpty() ? name : entry.value(language).toString(name);
}

Error invalid(const QString& key) { return {ErrorCode::TemplateInvalid, QStringLiteral("quality: ") + key}; }

Result<Decimal> decimal(const QJsonValue& value, const QString& key) {
    const auto number =
        Decimal::parse(value.isDouble() ? QString::number(value.toInteger()) : value.toString(QStringLiteral("?")));
    if (!number || number->isNegative()) return invalid(key);
    return *number;
}

} // namespace

QString QualityPart::explained() const {
    QString line = full.normalized().toString();
    Decimal left = full;
    for (const auto& loss : losses) {
        left = left.minus(loss.points).valueOr(left);
        line += QStringLiteral(" - %1 (%2").arg(loss.points.normalized().toString(), loss.rule);
        line += loss.findings > 1 ? QStringLiteral("×%1)").arg(loss.findings) : QStringLiteral(")");
    }
    if (left < points)
        line += QStringLiteral(" = ") + left.normalized().toString() + QStringLiteral(" →");
    else
        line += QStringLiteral(" =");
    return line + u' ' + points.normalized().toString();
}

const QualityScale& QualityScale::builtIn(const QString& language) {
    const auto read = [](const QString& of) {
        QFile file(QStringLiteral(":/assets/rules/quality.json"));
        auto scale = fromJson(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray(), of);
        return scale ? *std::move(scale) : QualityScale();
    };
    if (language == english) {
        static const QualityScale scale = read(english);
        return scale;
    }
    static const QualityScale scale = read({});
    return scale;
}

Result<QualityScale> QualityScale::fromJson(const QByteArray& json, const QString& language) {
    const auto object = parseJsonObject(json);
    if (!object) return object.error();
    QualityScale scale;
    for (const auto& entry : object->value(QStringLiteral("properties")).toArray()) {
        const auto property = entry.toObject();
        const auto full = decimal(property.value(QStringLiteral("points")), QStringLiteral("properties.points"));
        if (!full) return full.error();
        Property next{nameOf(property, language), *full, {}};
        for (const auto& dimension : property.value(QStringLiteral("dimensions")).toArray())
            next.dimensions.append(dimension.toString());
        if (next.name.isEmpty() || next.dimensions.isEmpty()) return invalid(QStringLiteral("properties"));
        scale.properties_.append(next);
    }
    for (const auto& entry : object->value(QStringLiteral("grades")).toArray()) {
        const auto from = decimal(entry.toObject().value(QStringLiteral("from")), QStringLiteral("grades.from"));
        if (!from) return from.error();
        scale.grades_.append({nameOf(entry.toObject(), language), *from});
    }
    for (const auto& severity : {QStringLiteral("E"), QStringLiteral("W"), QStringLiteral("H")}) {
        const auto cost = decimal(object->value(QStringLiteral("cost")).toObject().value(severity), severity);
        if (!cost) return cost.error();
        scale.cost_.insert(severity, *cost);
    }
    scale.counted_ = object->value(QStringLiteral("counted")).toInt();
    if (scale.properties_.isEmpty() || scale.grades_.isEmpty()) return invalid(QStringLiteral("properties, grades"));
    if (scale.counted_ < 1) return invalid(QStringLiteral("counted"));
    std::sort(scale.grades_.begin(), scale.grades_.end(),
              [](const Grade& a, const Grade& b) { return a.from > b.from; });
    return scale;
}

Quality QualityScale::of(const QList<Finding>& findings) const {
    Quality quality;
    for (const auto& property : properties_) {
        QualityPart part{property.name, property.full, property.full, {}};
        QMap<QPair<QString, QString>, int> counts; // rule and severity
        for (const auto& finding : findings)
            if (property.dimensions.contains(finding.dimension))
                ++counts[{finding.rule, severityLetter(finding.severity)}];
        for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
            const int counted = std::min(*it, counted_);
            const auto lost = cost_.value(it.key().second).times(Decimal(counted)).valueOr(Decimal());
            if (lost.isZero()) continue;
            part.losses.append({it.key().first, counted, lost});
            part.points = part.points.minus(lost).valueOr(part.points);
        }
        if (part.points.isNegative()) part.points = Decimal();
        quality.total = quality.total.plus(part.points).valueOr(quality.total);
        quality.parts.append(part);
    }
    const auto reached = [&](const Grade& grade) { return quality.total >= grade.from; };
    const auto grade = std::find_if(grades_.begin(), grades_.end(), reached);
    if (grade != grades_.end()) quality.grade = grade->name;
    quality.gradeRank = int(grade - grades_.begin());
    return quality;
}

} // namespace jixiao

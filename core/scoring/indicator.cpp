#include "core/scoring/indicator.h"

#include "core/domain/value_words.h"

#include <algorithm>

namespace jixiao::scoring {

namespace {

bool anyIn(const QStringList& words, const QString& text) {
    return std::any_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word); });
}

/// Takes a unit in brackets off the end of the name.
QString takeUnit(QString& name) {
    static const QRegularExpression bracket(QStringLiteral("\\s*[（(]([^（）()]{1,8})[）)]\\s*$"));
    const auto match = bracket.match(name);
    if (!match.hasMatch()) return {};
    name.truncate(match.capturedStart());
    return canonicalUnit(foldValueText(match.capturedView(1))).value_or(QString());
}

std::optional<Decimal> readWeight(QString text) {
    text = text.trimmed();
    if (text.endsWith(u'%') || text.endsWith(u'分')) text.chop(1);
    const auto weight = Decimal::parse(text);
    if (!weight || weight->isNegative() || *weight > Decimal(100) || weight->normalized().scale() > 2)
        return std::nullopt;
    return *weight;
}

/// The target with the sign and the unit of their own columns, unless it holds them itself.
QString wholeTarget(const QMap<QString, QString>& cells, const TargetValue& alone, const ScoringRules& rules) {
    const auto sign = cells.value(QStringLiteral("comparator")).trimmed();
    const auto unit = cells.value(QStringLiteral("unitOfMeasure")).trimmed();
    if (!alone.isNumeric() || rules.qualitativeSigns.contains(sign)) return alone.raw();
    const bool addSign = alone.kind() == TargetValue::Kind::Number && alone.isAssumed();
    return (addSign ? sign : QString()) + alone.raw().trimmed() + (alone.unit().isEmpty() ? unit : QString());
}

} // namespace

Indicator Indicator::fromCells(const QMap<QString, QString>& cells, const ScoringRules& rules) {
    Indicator result;
    result.level1 = cells.value(QStringLiteral("level1")).trimmed();
    result.level2 = cells.value(QStringLiteral("level2")).trimmed();
    result.name = cells.value(QStringLiteral("name")).trimmed();
    result.weightText = cells.value(QStringLiteral("weight")).trimmed();
    result.weight = readWeight(result.weightText);

    const auto levels = result.level1 + u' ' + result.level2;
    QString plainName = result.name;
    const auto unitOfName = takeUnit(plainName);
    const bool bad =
        rules.lowerIsBetter.match(plainName).hasMatch() && !rules.lowerIsHandled.match(plainName).hasMatch();
    const bool lower = bad || anyIn(rules.costWords, levels);
    const auto assumed = lower ? ComparatorDefault::AtMost : ComparatorDefault::AtLeast;
    const auto alone = TargetValue::parse(cells.value(QStringLiteral("target")), assumed);
    const auto whole = TargetValue::parse(wholeTarget(cells, alone, rules), assumed);
    result.target = alone.isNumeric() && !whole.isNumeric() ? alone : whole;

    result.comparator = result.target.comparator();
    result.unit = result.target.unit().isEmpty() ? unitOfName : result.target.unit();
    const bool duration = rules.timeUnits.contains(result.unit);
    const bool timely = anyIn(rules.timelinessWords, levels);
    if (result.target.kind() == TargetValue::Kind::Number && result.target.isAssumed() && timely && duration)
        result.comparator = Comparator::AtMost;
    result.isSatisfaction = anyIn(rules.satisfactionWords, levels);
    const bool ofLevel =
        timely || result.isSatisfaction || anyIn(rules.qualityWords, levels) || anyIn(rules.costWords, levels);
    const bool lowers = result.comparator == Comparator::AtMost || result.comparator == Comparator::Below;
    result.isCumulative = result.target.kind() == TargetValue::Kind::Number && !ofLevel && !lowers &&
                          !result.target.isShare() && result.unit != u"%" && result.unit != u"‰";
    return result;
}

QList<Indicator> Indicator::fromRows(const QList<QMap<QString, QString>>& rows, const ScoringRules& rules) {
    const auto level1 = QStringLiteral("level1");
    const auto level2 = QStringLiteral("level2");
    QList<Indicator> result;
    QMap<QString, QString> above;
    for (auto cells : rows) {
        const bool sameLevel1 = cells.value(level1).trimmed().isEmpty();
        if (sameLevel1) cells[level1] = above.value(level1);
        if (sameLevel1 && cells.value(level2).trimmed().isEmpty()) cells[level2] = above.value(level2);
        result.append(fromCells(cells, rules));
        above = std::move(cells);
    }
    return result;
}

} // namespace jixiao::scoring

#include "core/outcomes/value_entry.h"

#include <QRegularExpression>

namespace jixiao::outcomes {

using scoring::Indicator;
using scoring::ScoringRules;

namespace {

constexpr int maxDigits = 15;
constexpr int maxPlaces = 6;
const QString moneyUnits = QStringLiteral("元");

/// A number, or the beginning of one.
bool isNumberSoFar(const QString& text) {
    static const QRegularExpression number(QStringLiteral("^-?\\d*(?:\\.\\d*)?$"));
    return number.match(text).hasMatch();
}

/// The number in front of the unit, if that is all there is.
std::optional<QString> numberOf(const Indicator& indicator, const QString& actual) {
    auto text = actual.trimmed();
    if (!indicator.unit.isEmpty() && text.endsWith(indicator.unit)) text.chop(indicator.unit.size());
    text = text.trimmed();
    return isNumberSoFar(text) ? std::optional(text) : std::nullopt;
}

bool isCountable(const Indicator& indicator, const ScoringRules& rules) {
    const auto& target = indicator.target;
    const bool whole = target.kind() == TargetValue::Kind::Number && target.value().normalized().scale() == 0;
    return whole && indicator.isCumulative && !rules.timeUnits.contains(indicator.unit) &&
           !indicator.unit.endsWith(moneyUnits);
}

} // namespace

ValueEntry entryOf(const Indicator& indicator, const QString& actual, const ScoringRules& rules) {
    ValueEntry entry;
    entry.typed = actual;
    switch (indicator.target.kind()) {
    case TargetValue::Kind::Number:
    case TargetValue::Kind::Range:
        if (const auto number = numberOf(indicator, actual)) {
            entry.kind = ValueEntry::Kind::Number;
            entry.typed = *number;
            entry.unit = indicator.unit;
            entry.countable = isCountable(indicator, rules);
        }
        break;
    case TargetValue::Kind::Qualitative:
        entry.kind = ValueEntry::Kind::Words;
        for (const auto& kind : rules.classes)
            entry.words.append(kind.word);
        break;
    case TargetValue::Kind::Date:
        entry.kind = ValueEntry::Kind::Date;
        break;
    default:
        break;
    }
    return entry;
}

QString composed(const ValueEntry& entry, const QString& typed) {
    const auto number = typed.trimmed();
    if (entry.kind != ValueEntry::Kind::Number || number.isEmpty() || !isNumberSoFar(number)) return typed;
    return number + entry.unit;
}

QString afterKey(const QString& typed, QChar key) {
    if (key == u'C') return {};
    if (key == u'B') return typed.chopped(std::min<qsizetype>(1, typed.size()));
    if (!isNumberSoFar(typed)) return typed;
    if (key == u'-') return typed.startsWith(u'-') ? typed.mid(1) : u'-' + typed;
    auto next = typed + key;
    if (key == u'.' && (typed.isEmpty() || typed == u"-")) next = typed + QStringLiteral("0.");
    if (typed == u"0" || typed == u"-0") next = key == u'.' ? next : typed.chopped(1) + key;
    const auto point = next.indexOf(u'.');
    const bool fits = next.size() <= maxDigits && (point < 0 || next.size() - point - 1 <= maxPlaces);
    return fits && isNumberSoFar(next) && (key.isDigit() || key == u'.') ? next : typed;
}

std::optional<QString> tallied(const Indicator& indicator, const QString& actual, const QString& base, int step) {
    const auto text = numberOf(indicator, actual.trimmed().isEmpty() ? base : actual);
    if (!text) return std::nullopt;
    const auto number = text->isEmpty() ? Result<Decimal>(Decimal(0)) : Decimal::parse(*text);
    if (!number || number->normalized().scale() != 0) return std::nullopt;
    const auto next = number->normalized().plus(Decimal(step));
    if (!next || next->isNegative()) return std::nullopt;
    return next->toString() + indicator.unit;
}

} // namespace jixiao::outcomes

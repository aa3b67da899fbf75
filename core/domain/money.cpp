#include "core/domain/money.h"

namespace jixiao {

namespace {

constexpr qint64 limitFen = 1'000'000'000'000'000;

int scaleOf(MoneyUnit unit) { return unit == MoneyUnit::Yuan ? 2 : 6; }

Error notMoney(const QString& why) { return Error{ErrorCode::InvalidInput, why}; }

/// Takes a trailing 元 or 万元 off the text.
MoneyUnit takeUnit(QStringView& text, MoneyUnit unit) {
    if (!text.endsWith(u'元')) return unit;
    text.chop(1);
    if (!text.endsWith(u'万')) return MoneyUnit::Yuan;
    text.chop(1);
    return MoneyUnit::WanYuan;
}

} // namespace

Result<Money> Money::parse(QStringView text, MoneyUnit unit) {
    text = text.trimmed();
    const auto written = takeUnit(text, unit);
    const auto parsed = Decimal::parse(text);
    if (!parsed) return parsed.error();
    const auto amount = parsed->normalized();
    int shift = scaleOf(written) - amount.scale();
    if (shift < 0) return notMoney(QStringLiteral("fraction of a fen"));
    qint64 fen = amount.mantissa();
    for (; shift > 0; --shift) {
        if (fen > limitFen || fen < -limitFen) break;
        fen *= 10;
    }
    if (fen > limitFen || fen < -limitFen) return notMoney(QStringLiteral("amount out of range"));
    return fromFen(fen);
}

QString Money::toString(MoneyUnit unit) const {
    // Through quint64, so that the smallest qint64 prints too.
    const bool negative = fen_ < 0;
    const quint64 magnitude = negative ? ~quint64(fen_) + 1 : quint64(fen_);
    const int scale = scaleOf(unit);
    auto digits = QString::number(magnitude).rightJustified(scale + 1, u'0');
    const auto point = digits.size() - scale;
    while (digits.size() > point + 2 && digits.endsWith(u'0'))
        digits.chop(1);
    digits.insert(point, u'.');
    return negative ? u'-' + digits : digits;
}

QString Money::toDisplay(MoneyUnit unit) const {
    auto text = toString(unit);
    const int first = text.startsWith(u'-') ? 1 : 0;
    for (auto at = text.indexOf(u'.') - 3; at > first; at -= 3)
        text.insert(at, u',');
    return text;
}

} // namespace jixiao

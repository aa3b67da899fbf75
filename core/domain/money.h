#pragma once

#include "core/base/decimal.h"
#include "core/base/result.h"

#include <QString>

#include <compare>

namespace jixiao {

enum class MoneyUnit { Yuan, WanYuan };

/// An amount of money: an integer number of 分. 1 元 = 100 分, 1 万元 = 1,000,000 分.
class Money {
public:
    constexpr Money() = default;
    static constexpr Money fromFen(qint64 fen) {
        Money money;
        money.fen_ = fen;
        return money;
    }

    /// Exact. "400.00" in WanYuan → 400,000,000 分. A trailing 元/万元 in the text overrules `unit`. Errors:
    /// InvalidInput for anything that is not a number, has a fraction of a 分, or exceeds 10^15 分.
    static Result<Money> parse(QStringView text, MoneyUnit unit);

    qint64 fen() const { return fen_; }
    /// With at least two decimals, more only if the amount needs them: 227.925 万元 → "227.925".
    QString toString(MoneyUnit unit) const;
    /// toString with thousands groups, for display: "1,004.60".
    QString toDisplay(MoneyUnit unit) const;

    friend constexpr auto operator<=>(const Money&, const Money&) = default;
    friend constexpr Money operator+(Money a, Money b) { return fromFen(a.fen_ + b.fen_); }
    friend constexpr Money operator-(Money a, Money b) { return fromFen(a.fen_ - b.fen_); }

private:
    qint64 fen_ = 0;
};

} // namespace jixiao

#include "core/domain/money.h"
#include "core/domain/target_value.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstdlib>

using namespace jixiao;

namespace {

void check(const QString& raw) {
    const auto value = TargetValue::parse(raw);
    if (value.raw() != raw) std::abort();
    if (!value.isNumeric() && value.kind() != TargetValue::Kind::Date) return;
    const auto again = TargetValue::parse(value.normalized());
    if (again.kind() != value.kind() || again.normalized() != value.normalized()) std::abort();
    if (again.ratio() != value.ratio() || again.money() != value.money()) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(size));
    check(text);
    check(
        QString(reinterpret_cast<const QChar*>(QByteArray(reinterpret_cast<const char*>(data), qsizetype(size)).data()),
                qsizetype(size / 2)));
    if (const auto money = Money::parse(text, MoneyUnit::WanYuan))
        if (*Money::parse(money->toDisplay(MoneyUnit::Yuan), MoneyUnit::Yuan) != *money) std::abort();
    return 0;
}

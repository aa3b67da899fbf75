#include "core/documents/print/exact_number.h"

#include <QLocale>
#include <QRegularExpression>

namespace jixiao {

namespace {

constexpr qsizetype exactDigits = 15; ///< a double keeps every decimal number of so many digits

bool holdsNumbers(FieldType type) {
    return type == FieldType::Money || type == FieldType::Percent || type == FieldType::Number ||
           type == FieldType::Value;
}

} // namespace

std::optional<SheetNumber> exactNumber(const QString& text, FieldType type) {
    static const QRegularExpression plain(QStringLiteral(
        R"(\A-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?<grouped>(?:,[0-9]{3})+))(?:\.(?<decimals>[0-9]+))?(?<percent>%?)\z)"));
    if (!holdsNumbers(type) || text.size() > 2 * exactDigits) return std::nullopt;
    const auto match = plain.match(text);
    if (!match.hasMatch()) return std::nullopt;
    const bool grouped = match.capturedLength(u"grouped") > 0;
    const auto decimals = match.capturedLength(u"decimals");
    const bool percent = match.capturedLength(u"percent") > 0;
    QString digits = text;
    digits.remove(u',').remove(u'%');
    SheetNumber number{QLocale::c().toDouble(digits), grouped ? QStringLiteral("#,##0") : QStringLiteral("0")};
    if (decimals > 0) number.format += u'.' + QString(decimals, u'0');
    const auto count = digits.size() - (digits.startsWith(u'-') ? 1 : 0) - (decimals > 0 ? 1 : 0);
    const bool minusNothing = number.value == 0 && digits.startsWith(u'-');
    if (count > exactDigits || minusNothing) return std::nullopt;
    if (QString::number(number.value, 'f', int(decimals)) != digits) return std::nullopt;
    if (!percent) return number;
    // A hundredth of it is the nearest number to that decimal, too.
    number.value = QLocale::c().toDouble(digits + QStringLiteral("e-2"));
    number.format += u'%';
    return number;
}

} // namespace jixiao

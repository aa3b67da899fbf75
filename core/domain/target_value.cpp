#include "core/domain/target_value.h"

#include "core/domain/value_words.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace jixiao {

namespace {

constexpr qsizetype lookedAt = 10'000;
/// No value that can be read is longer; what is longer can only be words.
constexpr qsizetype longestValue = 80;

struct ReadDate {
    QDate date;
    Comparator comparator = Comparator::None;
};

/// A whole date or the end of a month or year, with what may stand around a deadline. A month alone, and a date
/// without a year, leave open which day is meant and are not read.
std::optional<ReadDate> readDate(QStringView text) {
    static const QRegularExpression pattern(
        QStringLiteral("\\A(≤|截至|截止到|截止|不晚于|不迟于|于|在)?"
                       "([0-9]{4})(?:年([0-9]{1,2})月([0-9]{1,2})[日号]|([-/.])([0-9]{1,2})\\5([0-9]{1,2})|"
                       "年([0-9]{1,2})月[底末]|年?年[底末])"
                       "(之前|以前|前|之后|以后|后)?(完成)?\\z"));
    const auto match = pattern.match(text);
    if (!match.hasMatch()) return std::nullopt;
    const int year = match.capturedView(2).toInt();
    const auto number = [&](int group, int otherGroup) {
        return match.hasCaptured(group) ? match.capturedView(group).toInt() : match.capturedView(otherGroup).toInt();
    };
    ReadDate result;
    if (match.hasCaptured(3) || match.hasCaptured(6)) {
        result.date = QDate(year, number(3, 6), number(4, 7));
    } else {
        const QDate first(year, match.hasCaptured(8) ? match.capturedView(8).toInt() : 12, 1);
        if (first.isValid()) result.date = QDate(year, first.month(), first.daysInMonth());
    }
    if (!result.date.isValid()) return std::nullopt;
    const auto around = match.capturedView(9);
    const auto before = match.capturedView(1);
    if (around.contains(u'后'))
        result.comparator = Comparator::AtLeast;
    else if (!around.isEmpty() || (!before.isEmpty() && before != u"于" && before != u"在"))
        result.comparator = Comparator::AtMost;
    return result;
}

/// "百分之95" names its unit in front of the number.
QString takeUnitInFront(QStringView& text) {
    for (const auto& [word, unit] : {std::pair(QStringView(u"百分之"), u"%"), std::pair(QStringView(u"千分之"), u"‰")})
        if (text.startsWith(word)) {
            text = text.mid(word.size());
            return QString::fromUtf16(unit);
        }
    return {};
}

struct ReadNumber {
    Comparator comparator = Comparator::None;
    Decimal value;
    QString unit;
};

std::optional<ReadNumber> readNumber(QStringView text) {
    const auto prefix = takeValuePrefix(text);
    const auto inFront = takeUnitInFront(text);
    const auto value = takeNumber(text);
    if (!value) return std::nullopt;
    const auto suffix = takeValueSuffix(text);
    const bool contradiction =
        suffix != Comparator::None && prefix.comparator != Comparator::None && suffix != prefix.comparator;
    if (contradiction || (prefix.needsSuffix && suffix == Comparator::None)) return std::nullopt;
    const auto unit = canonicalUnit(text);
    if (!unit || (!inFront.isEmpty() && !unit->isEmpty())) return std::nullopt;
    return ReadNumber{suffix != Comparator::None ? suffix : prefix.comparator, *value,
                      inFront.isEmpty() ? *unit : inFront};
}

struct ReadPair {
    Decimal first;
    Decimal second;
    QString unit;
};

std::optional<ReadPair> readRatio(QStringView text) {
    const auto first = takeNumber(text);
    if (!first || !text.startsWith(u':')) return std::nullopt;
    text = text.mid(1);
    const auto second = takeNumber(text);
    if (!second || !text.isEmpty()) return std::nullopt;
    return ReadPair{*first, *second, {}};
}

std::optional<ReadPair> readRange(QStringView text) {
    static constexpr std::array<QStringView, 7> separators{u"——", u"—", u"–", u"-", u"~", u"至", u"到"};
    const auto low = takeNumber(text);
    if (!low) return std::nullopt;
    const auto starts = [&](QStringView word) { return text.contains(word); };
    const auto separator = std::find_if(separators.begin(), separators.end(), starts);
    if (separator == separators.end()) return std::nullopt;
    const auto at = text.indexOf(*separator);
    const auto lowUnit = canonicalUnit(text.left(at));
    text = text.mid(at + separator->size());
    const auto high = takeNumber(text);
    const auto unit = canonicalUnit(text);
    if (!high || !lowUnit || !unit || *high < *low) return std::nullopt;
    if (!lowUnit->isEmpty() && *lowUnit != *unit) return std::nullopt;
    return ReadPair{*low, *high, *unit};
}

bool isMasked(QStringView text) {
    return text.size() >= 2 && std::all_of(text.begin(), text.end(), [](QChar c) { return c == u'*'; });
}

std::optional<qint64> fenPerUnit(const QString& unit) {
    static const std::array<std::pair<QStringView, qint64>, 6> units{{{u"元", 100},
                                                                      {u"百元", 10'000},
                                                                      {u"千元", 100'000},
                                                                      {u"万元", 1'000'000},
                                                                      {u"百万元", 100'000'000},
                                                                      {u"亿元", 10'000'000'000}}};
    for (const auto& [known, fen] : units)
        if (unit == known) return fen;
    return std::nullopt;
}

} // namespace

QString comparatorSign(Comparator comparator) {
    switch (comparator) {
    case Comparator::AtLeast:
        return QStringLiteral("≥");
    case Comparator::Above:
        return QStringLiteral(">");
    case Comparator::AtMost:
        return QStringLiteral("≤");
    case Comparator::Below:
        return QStringLiteral("<");
    case Comparator::Equal:
        return QStringLiteral("=");
    case Comparator::None:
        break;
    }
    return {};
}

TargetValue TargetValue::parse(const QString& raw, ComparatorDefault assumed) {
    TargetValue result;
    result.raw_ = raw;
    const auto folded = foldValueText(QStringView(raw).left(lookedAt));
    const QStringView text = folded;
    const auto compare = [&](Comparator written, Comparator otherwise) {
        result.assumed_ = written == Comparator::None;
        result.comparator_ = result.assumed_ ? otherwise : written;
    };
    const bool readable = text.size() <= longestValue && raw.size() <= lookedAt;
    if (text.isEmpty() && raw.size() <= lookedAt) return result;
    if (isMasked(text)) {
        result.kind_ = Kind::Masked;
    } else if (const auto date = readable ? readDate(text) : std::nullopt) {
        result.kind_ = Kind::Date;
        result.date_ = date->date;
        compare(date->comparator, Comparator::AtMost);
    } else if (const auto number = readable ? readNumber(text) : std::nullopt) {
        result.kind_ = Kind::Number;
        result.value_ = number->value;
        result.unit_ = number->unit;
        compare(number->comparator, assumed == ComparatorDefault::AtLeast ? Comparator::AtLeast : Comparator::AtMost);
    } else if (const auto ratio = readable ? readRatio(text) : std::nullopt) {
        result.kind_ = Kind::Ratio;
        result.value_ = ratio->first;
        result.upper_ = ratio->second;
    } else if (const auto range = readable ? readRange(text) : std::nullopt) {
        result.kind_ = Kind::Range;
        result.value_ = range->first;
        result.upper_ = range->second;
        result.unit_ = range->unit;
    } else {
        const bool digits = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
        result.kind_ = digits ? Kind::Unreadable : Kind::Qualitative;
    }
    return result;
}

bool TargetValue::isShare() const {
    return isNumeric() && (unit_ == u"%" || unit_ == u"‰" || unit_ == QStringView(u"比例"));
}

std::optional<Money> TargetValue::money() const {
    const auto fen = kind_ == Kind::Number ? fenPerUnit(unit_) : std::nullopt;
    if (!fen) return std::nullopt;
    const auto exact = value_.normalized();
    const auto amount = exact.times(Decimal(*fen));
    if (!amount || amount->normalized().scale() > 0) return std::nullopt;
    return Money::fromFen(amount->normalized().mantissa());
}

std::optional<Decimal> TargetValue::ratio() const {
    if (kind_ != Kind::Number || !isShare()) return std::nullopt;
    const int places = unit_ == u"%" ? 2 : (unit_ == u"‰" ? 3 : 0);
    const auto exact = value_.normalized();
    if (exact.scale() + places > Decimal::maxScale) return std::nullopt;
    return Decimal::of(exact.mantissa(), exact.scale() + places).normalized();
}

QString TargetValue::normalized() const {
    const auto sign = comparatorSign(comparator_);
    switch (kind_) {
    case Kind::Blank:
        return {};
    case Kind::Masked:
        return QStringLiteral("**");
    case Kind::Date:
        return (comparator_ == Comparator::AtMost ? QString() : sign) + date_.toString(QStringLiteral("yyyy-MM-dd"));
    case Kind::Ratio:
        return value_.toString() + u':' + upper_.toString();
    case Kind::Range:
        return value_.toString() + u'-' + upper_.toString() + unit_;
    case Kind::Number:
        if (unit_ == QStringView(u"比例"))
            if (const auto percent = value_.times(Decimal(100))) return sign + percent->normalized().toString() + u'%';
        return sign + value_.toString() + unit_;
    case Kind::Qualitative:
    case Kind::Unreadable:
        break;
    }
    return raw_;
}

QString TargetValue::kindName() const {
    switch (kind_) {
    case Kind::Blank:
        return QStringLiteral("blank");
    case Kind::Masked:
        return QStringLiteral("masked");
    case Kind::Qualitative:
        return QStringLiteral("qualitative");
    case Kind::Number:
        return QStringLiteral("number");
    case Kind::Range:
        return QStringLiteral("range");
    case Kind::Date:
        return QStringLiteral("date");
    case Kind::Ratio:
        return QStringLiteral("ratio");
    case Kind::Unreadable:
        break;
    }
    return QStringLiteral("unreadable");
}

} // namespace jixiao

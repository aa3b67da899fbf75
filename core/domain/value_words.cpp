#include "core/domain/value_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace jixiao {

namespace {

using Word = std::pair<QStringView, Comparator>;

// A word that begins with a shorter one stands before it.
constexpr std::array<Word, 33> prefixes{{
    {u"≥", Comparator::AtLeast},        {u">=", Comparator::AtLeast},
    {u"≤", Comparator::AtMost},         {u"<=", Comparator::AtMost},
    {u">", Comparator::Above},          {u"<", Comparator::Below},
    {u"=", Comparator::Equal},          {u"大于或等于", Comparator::AtLeast},
    {u"大于等于", Comparator::AtLeast}, {u"小于或等于", Comparator::AtMost},
    {u"小于等于", Comparator::AtMost},  {u"不低于", Comparator::AtLeast},
    {u"不少于", Comparator::AtLeast},   {u"不小于", Comparator::AtLeast},
    {u"不短于", Comparator::AtLeast},   {u"至少", Comparator::AtLeast},
    {u"达到", Comparator::AtLeast},     {u"不超过", Comparator::AtMost},
    {u"不高于", Comparator::AtMost},    {u"不大于", Comparator::AtMost},
    {u"不多于", Comparator::AtMost},    {u"不长于", Comparator::AtMost},
    {u"至多", Comparator::AtMost},      {u"最多", Comparator::AtMost},
    {u"大于", Comparator::Above},       {u"高于", Comparator::Above},
    {u"超过", Comparator::Above},       {u"多于", Comparator::Above},
    {u"小于", Comparator::Below},       {u"低于", Comparator::Below},
    {u"少于", Comparator::Below},       {u"不足", Comparator::Below},
    {u"等于", Comparator::Equal},
}};

constexpr std::array<QStringView, 4> leadIns{u"控制在", u"保持在", u"稳定在", u"维持在"};

// "以上", "以下" and "以内" include the number itself (民法典 1259).
constexpr std::array<Word, 7> suffixes{{
    {u"及以上", Comparator::AtLeast},
    {u"以上", Comparator::AtLeast},
    {u"及以下", Comparator::AtMost},
    {u"以下", Comparator::AtMost},
    {u"以内", Comparator::AtMost},
    {u"之内", Comparator::AtMost},
    {u"内", Comparator::AtMost},
}};

// Each may carry one of `scales` in front and be followed by "/" and another.
constexpr QStringView simpleUnits[] = {
    u"元",   u"人",     u"名",       u"人次",   u"个",     u"起",     u"件",       u"条",   u"次",   u"套",   u"台",
    u"份",   u"场",     u"辆",       u"部",     u"处",     u"家",     u"户",       u"所",   u"支",   u"项",   u"种",
    u"类",   u"批",     u"期",       u"篇",     u"张",     u"册",     u"本",       u"块",   u"枚",   u"只",   u"副",
    u"架",   u"艘",     u"栋",       u"间",     u"座",     u"组",     u"队",       u"班",   u"例",   u"宗",   u"桩",
    u"路",   u"对",     u"把",       u"面",     u"幅",     u"根",     u"门",       u"匹",   u"头",   u"颗",   u"株",
    u"棵",   u"瓶",     u"盒",       u"箱",     u"包",     u"袋",     u"桶",       u"车次", u"站",   u"点",   u"级",
    u"分",   u"页",     u"字",       u"床",     u"床位",   u"课时",   u"天",       u"日",   u"小时", u"分钟", u"秒",
    u"年",   u"月",     u"个月",     u"周",     u"季度",   u"工作日", u"个工作日", u"米",   u"公里", u"千米", u"厘米",
    u"毫米", u"平方米", u"平方公里", u"平米",   u"立方米", u"亩",     u"公顷",     u"吨",   u"千克", u"公斤", u"克",
    u"升",   u"毫升",   u"千瓦",     u"千瓦时", u"度",     u"百分点", u"个百分点", u"倍",
};

constexpr std::array<QStringView, 6> scales{u"", u"百万", u"万", u"亿", u"千", u"百"};

bool isSimpleUnit(QStringView text) {
    return std::any_of(scales.begin(), scales.end(), [&](QStringView scale) {
        if (!text.startsWith(scale)) return false;
        const auto rest = text.mid(scale.size());
        return std::find(std::begin(simpleUnits), std::end(simpleUnits), rest) != std::end(simpleUnits);
    });
}

bool isNumberChar(QChar c) { return (c >= u'0' && c <= u'9') || c == u'.' || c == u','; }

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

bool isInvisible(QChar c) { return c.isSpace() || (c >= u'\u200B' && c <= u'\u200D') || c == u'\uFEFF'; }

QChar foldChar(QChar c) {
    if (c >= u'！' && c <= u'～' && c != u'～') return QChar(c.unicode() - 0xFEE0);
    switch (c.unicode()) {
    case u'≧':
    case u'⩾':
    case u'≮':
        return u'≥';
    case u'≦':
    case u'⩽':
    case u'≯':
        return u'≤';
    case u'﹥':
        return u'>';
    case u'﹤':
        return u'<';
    case u'﹦':
        return u'=';
    case u'﹪':
        return u'%';
    case u'﹕':
    case u'∶':
        return u':';
    case u'−':
        return u'-';
    case u'～':
    case u'〜':
    case u'∼':
        return u'~';
    default:
        return c;
    }
}

} // namespace

QString foldValueText(QStringView raw) {
    QString result;
    result.reserve(raw.size());
    bool gap = false;
    for (const QChar c : raw) {
        if (isInvisible(c)) {
            gap = true;
            continue;
        }
        const auto folded = foldChar(c);
        if (gap && !result.isEmpty() && isNumberChar(result.back()) && isNumberChar(folded)) result.append(u' ');
        gap = false;
        result.append(folded);
    }
    if (result.endsWith(u'。') || result.endsWith(u';')) result.chop(1);
    return result;
}

ValuePrefix takeValuePrefix(QStringView& text) {
    for (const auto leadIn : leadIns)
        if (text.startsWith(leadIn)) {
            text = text.mid(leadIn.size());
            return {Comparator::None, true};
        }
    for (const auto& [word, comparator] : prefixes)
        if (text.startsWith(word)) {
            text = text.mid(word.size());
            return {comparator, false};
        }
    return {};
}

Comparator takeValueSuffix(QStringView& text) {
    for (const auto& [word, comparator] : suffixes)
        if (text.endsWith(word)) {
            text.chop(word.size());
            return comparator;
        }
    return Comparator::None;
}

std::optional<Decimal> takeNumber(QStringView& text) {
    qsizetype end = !text.isEmpty() && (text[0] == u'-' || text[0] == u'+') ? 1 : 0;
    const auto begin = end;
    while (end < text.size() && isNumberChar(text[end]))
        ++end;
    if (end == begin || !isDigit(text[begin]) || !isDigit(text[end - 1])) return std::nullopt;
    const auto number = Decimal::parse(text.left(end));
    if (!number) return std::nullopt;
    text = text.mid(end);
    return *number;
}

std::optional<QString> canonicalUnit(QStringView text) {
    if (text == u"百分比") return QStringLiteral("%");
    if (text.isEmpty() || text == u"%" || text == u"‰" || text == u"比例") return text.toString();
    const auto parts = text.split(u'/');
    if (parts.size() <= 3 && std::all_of(parts.begin(), parts.end(), isSimpleUnit)) return text.toString();
    return std::nullopt;
}

} // namespace jixiao

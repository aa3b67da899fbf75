#include "core/documents/office/xlsx_number.h"

#include <QRegularExpression>

namespace jixiao {

namespace {

constexpr qsizetype longestCode = 500;

/// A number format without its quoted texts, escapes, fills and colours; the hours of a duration stay as "H".
QString bareCode(const QString& code) {
    QString bare;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar c = code.at(i);
        if (c == u';') break; // formats of negative numbers and texts follow
        if (c == u'"') {
            i = code.indexOf(u'"', i + 1);
            if (i < 0) break;
        } else if (c == u'\\' || c == u'_' || c == u'*') {
            ++i;
        } else if (c == u'[') {
            const auto end = code.indexOf(u']', i);
            if (end < 0) break;
            const QString inside = code.mid(i + 1, end - i - 1).toLower();
            if (!inside.isEmpty() && (inside.count(u'h') == inside.size() || inside.count(u'm') == inside.size() ||
                                      inside.count(u's') == inside.size()))
                bare += u'H';
            i = end;
        } else {
            bare += c.toLower();
        }
    }
    return bare;
}

NumberStyle dateStyle(bool hasDay, bool inChinese) {
    NumberStyle style;
    style.kind = NumberStyle::Kind::Date;
    style.hasDate = true;
    style.hasDay = hasDay;
    style.inChinese = inChinese;
    return style;
}

NumberStyle timeStyle() {
    NumberStyle style;
    style.kind = NumberStyle::Kind::Date;
    return style;
}

} // namespace

NumberStyle NumberStyle::ofCode(const QString& fullCode) {
    const QString code = fullCode.left(longestCode);
    NumberStyle style;
    const QString bare = bareCode(code);
    if (bare.contains(u"general") || bare.contains(u'@')) return style;
    static const QRegularExpression simple(QStringLiteral(R"(\A(#,##)?0(?:\.(0{1,15}))?\s*%?\s*\z)"));
    if (const auto match = simple.match(bare); match.hasMatch()) {
        style.decimals = int(match.capturedLength(2));
        style.grouped = match.capturedLength(1) > 0;
    }
    if (bare.contains(u'%')) {
        style.kind = Kind::Percent;
        return style;
    }
    if (bare.contains(u'0') || bare.contains(u'#') || bare.contains(u'?')) {
        // Digits stand beside seconds only ("ss.00").
        if (!bare.contains(u's')) return style;
    }
    if (bare.contains(u'H')) {
        style = timeStyle();
        style.isDuration = true;
        return style;
    }
    const bool year = bare.contains(u'y') || bare.contains(u'e');
    const bool day = bare.contains(u'd');
    const bool time = bare.contains(u'h') || bare.contains(u's');
    const bool month = bare.contains(u'm') && (year || day || !time);
    if (year || month || day) return dateStyle(day || !year || !month, code.contains(u'年') || code.contains(u'月'));
    return time ? timeStyle() : style;
}

NumberStyle NumberStyle::ofBuiltIn(int id) {
    NumberStyle style;
    if (id == 9 || id == 10) style.kind = Kind::Percent;
    if (id == 1 || id == 3 || id == 9 || id == 37 || id == 38) style.decimals = 0;
    if (id == 2 || id == 4 || id == 10 || id == 39 || id == 40) style.decimals = 2;
    style.grouped = id == 3 || id == 4 || (id >= 37 && id <= 40);
    if ((id >= 14 && id <= 16) || id == 22 || id == 30) return dateStyle(true, false);
    if (id == 17) return dateStyle(false, false);
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47) return timeStyle();
    if (id == 46) {
        style = timeStyle();
        style.isDuration = true;
    }
    if (id == 27 || id == 36 || id == 50 || id == 52 || id == 57) return dateStyle(false, true);
    if (id == 28 || id == 29 || id == 31 || id == 51 || id == 53 || id == 54 || id == 58) return dateStyle(true, true);
    if (id == 55 || id == 56) return timeStyle();
    return style;
}

} // namespace jixiao

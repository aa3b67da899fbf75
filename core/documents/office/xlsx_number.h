#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace jixiao {

/// How a spreadsheet shows a stored number, as far as it matters to a form: all else is the plain decimal.
struct NumberStyle {
    enum class Kind { Plain, Percent, Date };
    Kind kind = Kind::Plain;
    // of the others, when their code is a simple one such as `0.00`, `#,##0`, `0%`:
    int decimals = -1;    ///< digits shown after the point; -1 as many as there are
    bool grouped = false; ///< 12,345
    // of a Date:
    bool hasDate = false;    ///< shows a year, a month or a day; otherwise the time only
    bool hasDay = true;      ///< false for "2024年1月"
    bool inChinese = false;  ///< written with 年 and 月
    bool isDuration = false; ///< [h]:mm, hours beyond a day

    /// Of a number format code such as `yyyy"年"m"月"d"日"`.
    static NumberStyle ofCode(const QString& code);
    /// Of the formats every spreadsheet knows by number, Chinese ones included.
    static NumberStyle ofBuiltIn(int id);
};

/// A stored number ("1.2000000000000002E2") as people write it ("120"): exact decimal digits, rounded to the 15 that a
/// spreadsheet shows, never through a double. Without value when the text is no number.
std::optional<QString> plainNumber(QStringView stored);
/// The same ×100, with "%": "0.255" → "25.5%".
std::optional<QString> percentNumber(QStringView stored);
/// A stored number as a style with decimals shows it: "30" with two of them is "30.00". Rounded half up.
struct ShownNumber {
    QString text;
    bool rounded = false; ///< digits other than zero are hidden
};
std::optional<ShownNumber> shownNumber(QStringView stored, const NumberStyle& style);
/// A day number as a date: "2024-01-15", "2024年1月15日", with " 08:30" when it has a time. Without value when the
/// number is no date a spreadsheet knows.
std::optional<QString> dateNumber(QStringView stored, const NumberStyle& style, bool since1904);

} // namespace jixiao

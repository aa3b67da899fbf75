#pragma once

#include <QString>

#include <optional>

namespace jixiao {

/// The number people write before a heading or the entry of a list: "一、", "（一）", "1、", "1.", "（1）", "1）", "①".
struct ListNumber {
    int value = 0;
    int rank = 0; ///< of its way of numbering: 1 for 一、 2 for （一） 3 for 1、 4 for （1） and 1） 5 for ①
    qsizetype length = 0; ///< characters it takes at the beginning of the text, white space included
};

/// The number a text begins with; nullopt when it begins with none. "3.5万元" and "110接处警" begin with none.
std::optional<ListNumber> listNumber(const QString& text);

/// The text behind its number, outer white space removed.
QString withoutListNumber(const QString& text);

/// 1–999 for 一 to 九百九十九 and for Arabic digits; 0 for anything else.
int numberOf(const QString& digits);

} // namespace jixiao

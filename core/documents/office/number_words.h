#pragma once

#include <QString>

namespace jixiao {

/// A number as an automatic list prints it. `format` is a name of OOXML ("decimal", "chineseCounting", "upperRoman");
/// unknown ones give plain digits.
QString numberWord(int number, const QString& format);

} // namespace jixiao

#pragma once

#include <QString>
#include <QStringList>

namespace jixiao {

/// Takes the field codes of word processors out of a line ("[bookmark: _Toc1]", "TC … \f A \l 1", "PAGEREF _Toc1 \h")
/// and returns what was taken. Lines of more than 20,000 characters are left alone.
QStringList stripDebris(QString& line);

} // namespace jixiao

#pragma once

#include <QByteArray>
#include <QString>

namespace jixiao {

/// Appends a text as a JSON string with its quotes, in the same bytes as canonicalJson(). Lone surrogates, which no
/// UTF-8 can carry, become escapes.
void appendJsonText(QByteArray& out, const QString& text);

} // namespace jixiao

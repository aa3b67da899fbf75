#pragma once

#include <QString>
#include <QStringList>

namespace jixiao::review {

/// Letters, digits and ideographs only: what two spellings have in common.
QString plain(const QString& text);
/// Without any white space, full-width and no-break spaces included.
QString squeezed(const QString& text);
bool containsAny(const QString& text, const QStringList& words);
/// The first word of the list that the text holds; empty when none.
QString firstWordIn(const QString& text, const QStringList& words);
/// Without a leading list number ("1、", "2.", "（3）").
QString withoutListNumber(const QString& text);
/// "**", "***" …: a masked cell.
bool isMasked(const QString& text);
/// Texts of one length that differ in exactly one character.
bool differInOneCharacter(const QString& a, const QString& b);

} // namespace jixiao::review

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace jixiao {

/// The first characters of a field are searchable, the rest is not.
inline constexpr int searchableLength = 65'536;

/// A text as search sees it, and where each of its characters came from.
struct FoldedText {
    QString text;
    QList<int> begins; ///< per code unit of `text`: where its character begins in the original
    QList<int> ends;   ///< … and ends
};

/// Texts that fold alike are the same to search: width, case, accents, composed forms (㎡ = m2), white space and
/// invisible characters make no difference. Works character by character, so the fold of a part is part of the fold.
/// A lone surrogate is "?", as in the store. Reads no more than searchableLength code units.
QString foldForSearch(const QString& text);
FoldedText foldWithPlaces(const QString& text);

/// What a query asks for: folded words, each once, in order.
QStringList searchWords(const QString& query);

/// Terms of a record for the index: every character and every pair of neighbours in a field, each once, in a form that
/// holds no ASCII but the spaces between them.
QString indexTerms(const QStringList& foldedFields);

/// The FTS5 expression for records that may hold all the words: nothing of the query can act as syntax. Long queries
/// are cut, so what it finds is looked at again.
QString matchExpression(const QStringList& words);

} // namespace jixiao

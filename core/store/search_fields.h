#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace jixiao {

/// What people can find of a type of record.
struct SearchableType {
    QString type;
    int rank = 0;       ///< higher ranks come first among the hits
    QStringList fields; ///< the first ones are shown first when several hold the words
};

/// Names before contents, contents before opinions.
const QList<SearchableType>& searchableTypes();

/// nullptr when nothing of the type is searchable.
const SearchableType* searchableType(const QString& type);

} // namespace jixiao

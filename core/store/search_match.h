#pragma once

#include "core/store/search_hit.h"

#include <QMap>
#include <QStringList>

#include <optional>

namespace jixiao {

/// Which field of a record shows a hit, and where.
struct FieldMatch {
    QString field;
    QString text;
    int textBegin = 0;
    QList<QPair<int, int>> highlights;
};

/// Looks for all words in a record's values: each has to stand in one of `fields`. The field that holds most of them
/// is shown, the first one among equals. `words` as searchWords() makes them.
std::optional<FieldMatch> matchRecord(const QMap<QString, QString>& values, const QStringList& fields,
                                      const QStringList& words);

} // namespace jixiao

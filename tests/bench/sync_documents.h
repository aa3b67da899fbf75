#pragma once

#include "core/store/store.h"
#include "tests/bench/seed.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

namespace jixiao::bench {

inline constexpr int indicatorsPerDocument = 10;

/// A declaration with ten indicators, every one drawn from those of the published tables and told apart by a number.
struct SyncDocument {
    Id id; ///< of the declaration
    QMap<QString, QString> fields;
    QList<QMap<QString, QString>> indicators;

    /// As one JSON object, about 3 KB: what the bytes on the wire are compared with, and what the peers are given.
    QByteArray json() const;
    /// The edits that make it below `project`.
    QList<RecordEdit> edits(const Id& project, const Id& unit, IdSource& ids) const;
};

/// The same documents on every run, but for their ids.
QList<SyncDocument> syncDocuments(const Seed& seed, int count, IdSource& ids);

} // namespace jixiao::bench

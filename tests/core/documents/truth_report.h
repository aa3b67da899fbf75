#pragma once

#include <QJsonArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace fixtures {

/// How much of one part of a document ("hebei.duty.2020 duties.activities.indicators") was read as expected.
struct TruthPart {
    int expected = 0;
    int equal = 0;
    int invented = 0; ///< cells that were read where nothing is expected
};

/// Two lists of documents compared cell by cell, in both directions.
struct TruthReport {
    QMap<QString, TruthPart> parts;
    QStringList differences; ///< one line for each cell that is missing, different or invented

    int expected() const;
    int equal() const;
    QStringList lines() const; ///< one for each part, with its percentage
};

/// Keys the expected documents of a form never name are not looked at; every cell under the keys they name is.
/// Documents of the forms in `besides` may stand in `actual` alone.
TruthReport compareWithTruth(const QJsonArray& expected, const QJsonArray& actual, const QStringList& besides = {});

} // namespace fixtures

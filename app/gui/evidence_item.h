#pragma once

#include "core/evidence/evidence_rules.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// One file that stands as evidence, as a page shows it.
struct EvidenceItem {
    Q_GADGET
    QML_VALUE_TYPE(evidenceItem)
    Q_PROPERTY(QString record MEMBER record FINAL)
    Q_PROPERTY(QString content MEMBER content FINAL)     ///< hexadecimal, names it to EvidenceProvider
    Q_PROPERTY(QString name MEMBER name FINAL)           ///< of the file; what kind it is when it has none
    Q_PROPERTY(QString details MEMBER details FINAL)     ///< when, with what, by whom, how large
    Q_PROPERTY(QString thumbnail MEMBER thumbnail FINAL) ///< address of a small picture; "" without
    Q_PROPERTY(bool picture MEMBER picture FINAL)        ///< can be opened here
    Q_PROPERTY(bool here MEMBER here FINAL)              ///< its content is on this device

public:
    QString record, content, name, details, thumbnail;
    bool picture = false;
    bool here = false;

    friend bool operator==(const EvidenceItem&, const EvidenceItem&) = default;
};

/// The evidence of one row and period, in order. `thumbnails` by hash; what is not in `present` is on other devices.
QVariantList evidenceItems(const QList<Evidence>& evidence, const QSet<QByteArray>& present,
                           const QHash<QByteArray, QByteArray>& thumbnails, const Id& row, const QString& period,
                           qint64 nowMs);

} // namespace jixiao

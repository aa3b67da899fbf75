#include "app/gui/evidence_item.h"

#include "app/gui/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace jixiao {

namespace {

QString sizeText(qint64 bytes) {
    if (bytes < 1024) return QCoreApplication::translate("jixiao::EvidenceItem", "%1 字节").arg(bytes);
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat).toUpper();
}

EvidenceItem itemOf(const Evidence& evidence, bool here, bool thumbnail, qint64 nowMs) {
    const auto* kind = EvidenceRules::builtIn().find(evidence.kind);
    EvidenceItem item;
    item.record = evidence.id.toString();
    item.content = QString::fromLatin1(evidence.hash.toHex());
    item.name = !evidence.fileName.isEmpty() ? evidence.fileName : kind != nullptr ? kind->label : evidence.kind;
    item.here = here;
    item.picture = here && kind != nullptr && kind->reader == EvidenceKind::Reader::Picture;
    if (thumbnail) item.thumbnail = QStringLiteral("image://evidence/thumbnail/") + item.content;
    QStringList details;
    if (evidence.takenMs > 0) details += friendlyTime(evidence.takenMs, nowMs);
    details += evidence.takenWith;
    details += evidence.personName;
    details += sizeText(evidence.size);
    if (!here) details += QCoreApplication::translate("jixiao::EvidenceItem", "原件在其他设备");
    details.removeAll(QString());
    item.details = details.join(QStringLiteral(" · "));
    return item;
}

} // namespace

QVariantList evidenceItems(const QList<Evidence>& evidence, const QSet<QByteArray>& present,
                           const QHash<QByteArray, QByteArray>& thumbnails, const Id& row, const QString& period,
                           qint64 nowMs) {
    QVariantList items;
    for (const auto& one : evidence)
        if (one.about == row && one.period == period)
            items.append(
                QVariant::fromValue(itemOf(one, present.contains(one.hash), thumbnails.contains(one.hash), nowMs)));
    return items;
}

} // namespace jixiao

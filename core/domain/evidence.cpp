#include "core/domain/evidence.h"

#include <algorithm>

namespace jixiao {

namespace {

const QString hashPrefix = QStringLiteral("sha256:");
constexpr qsizetype hashBytes = 32;
/// Times of no real clock are cut to what a clock can say.
constexpr qint64 latestMs = qint64(1) << 53;
constexpr qsizetype maxNameLength = 200;
constexpr qsizetype maxEndingLength = 10;

QString timeText(qint64 ms) { return ms == 0 ? QString() : QString::number(ms); }
qint64 timeFrom(const QString& text) { return std::clamp<qint64>(text.toLongLong(), 0, latestMs); }

bool isShown(char32_t c) {
    const auto category = QChar::category(c);
    return category != QChar::Other_Control && category != QChar::Other_Format && category != QChar::Other_Surrogate &&
           category != QChar::Separator_Line && category != QChar::Separator_Paragraph;
}

} // namespace

QString contentName(const QByteArray& hash) { return hashPrefix + QString::fromLatin1(hash.toHex()); }

std::optional<QByteArray> contentHashFrom(const QString& name) {
    if (!name.startsWith(hashPrefix)) return std::nullopt;
    const auto hash = QByteArray::fromHex(name.mid(hashPrefix.size()).toLatin1());
    if (hash.size() != hashBytes || contentName(hash) != name) return std::nullopt;
    return hash;
}

std::optional<Evidence> Evidence::fromRecord(const Record& record) {
    const auto hash = contentHashFrom(record.value(Field::contentHash));
    if (record.type != RecordType::evidence || !hash) return std::nullopt;
    Evidence evidence;
    evidence.id = record.id;
    evidence.about = Id::fromString(record.value(Field::about)).value_or(Id());
    evidence.period = record.value(Field::period);
    evidence.hash = *hash;
    evidence.size = std::max<qint64>(record.value(Field::contentSize).toLongLong(), 0);
    evidence.kind = record.value(Field::contentKind);
    evidence.fileName = plainFileName(record.value(Field::fileName));
    evidence.takenMs = timeFrom(record.value(Field::takenAt));
    evidence.takenWith = record.value(Field::takenWith);
    evidence.personId = record.value(Field::personId);
    evidence.personName = record.value(Field::personName);
    evidence.deviceId = record.value(Field::deviceId);
    evidence.atMs = timeFrom(record.value(Field::at));
    return evidence;
}

QMap<QString, QString> Evidence::values() const {
    return {{Field::about, about.isNull() ? QString() : about.toString()},
            {Field::period, period},
            {Field::contentHash, contentName(hash)},
            {Field::contentSize, QString::number(size)},
            {Field::contentKind, kind},
            {Field::fileName, fileName},
            {Field::takenAt, timeText(takenMs)},
            {Field::takenWith, takenWith},
            {Field::personId, personId},
            {Field::personName, personName},
            {Field::deviceId, deviceId},
            {Field::at, QString::number(atMs)}};
}

QString plainFileName(const QString& path) {
    const auto slash = std::max(path.lastIndexOf(u'/'), path.lastIndexOf(u'\\'));
    QString name;
    const auto characters = path.mid(slash + 1).toUcs4();
    for (const uint character : characters)
        if (isShown(character)) name += QChar::fromUcs4(character);
    name = name.trimmed();
    if (name.size() <= maxNameLength) return name;
    const auto dot = name.lastIndexOf(u'.');
    const auto ending = dot >= 0 && name.size() - dot <= maxEndingLength ? name.mid(dot) : QString();
    auto stem = name.left(maxNameLength - ending.size());
    if (stem.back().isHighSurrogate()) stem.chop(1);
    return stem + ending;
}

} // namespace jixiao

#include "core/evidence/evidence_rules.h"

#include "core/base/json.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qint64 bytesPerMb = 1024 * 1024;
constexpr qint64 million = 1'000'000;
constexpr int mostMb = 1024 * 1024;

/// Reads strictly; the first fault is kept with its place.
struct Reader {
    QString fault;

    void fail(const QString& where) {
        if (fault.isEmpty()) fault = where;
    }
    QString text(const QJsonObject& json, const QString& key, const QString& where) {
        const auto value = json[key].toString();
        if (value.isEmpty()) fail(where + u'.' + key);
        return value;
    }
    int number(const QJsonObject& json, const QString& key, const QString& where, int most) {
        const int value = json[key].toInt();
        if (value < 1 || value > most) fail(where + u'.' + key);
        return value;
    }
    QByteArray bytes(const QJsonObject& json, const QString& where) {
        const auto hex = json[QStringLiteral("hex")].toString().toLatin1();
        const auto value = QByteArray::fromHex(hex);
        if (value.isEmpty() || value.toHex() != hex) fail(where + QStringLiteral(".hex"));
        return value;
    }
    EvidenceKind::Reader reader(const QJsonObject& json, const QString& where) {
        using Kind = EvidenceKind::Reader;
        static const QHash<QString, Kind> names{{QStringLiteral("sealed"), Kind::Sealed},
                                                {QStringLiteral("picture"), Kind::Picture},
                                                {QStringLiteral("document"), Kind::Document},
                                                {QStringLiteral("workbook"), Kind::Workbook},
                                                {QStringLiteral("text"), Kind::Text}};
        const auto name = text(json, QStringLiteral("reader"), where);
        if (!names.contains(name)) fail(where + QStringLiteral(".reader"));
        return names.value(name);
    }
    EvidenceKind kind(const QJsonObject& json, const QString& where) {
        EvidenceKind kind;
        kind.id = text(json, QStringLiteral("id"), where);
        kind.label = text(json, QStringLiteral("label"), where);
        const auto endings = json[QStringLiteral("endings")].toArray();
        for (const auto& ending : endings)
            kind.endings.append(ending.toString());
        if (kind.endings.isEmpty() || kind.endings.contains(QString())) fail(where + QStringLiteral(".endings"));
        kind.reader = reader(json, where);
        kind.maxBytes = number(json, QStringLiteral("mb"), where, mostMb) * bytesPerMb;
        const auto magic = json[QStringLiteral("magic")].toArray();
        for (const auto& one : magic)
            kind.magic.append({one[QStringLiteral("at")].toInt(), bytes(one.toObject(), where)});
        if (kind.magic.isEmpty() != (kind.reader == EvidenceKind::Reader::Text)) fail(where + QStringLiteral(".magic"));
        if (json.contains(QStringLiteral("tail"))) {
            const auto tail = json[QStringLiteral("tail")].toObject();
            kind.tail = bytes(tail, where);
            kind.tailWithin = number(tail, QStringLiteral("within"), where, mostMb);
        }
        if (kind.reader == EvidenceKind::Reader::Picture) {
            kind.decoder = text(json, QStringLiteral("decoder"), where).toLatin1();
            kind.maxPixels = number(json, QStringLiteral("megapixels"), where, 1000) * million;
        }
        return kind;
    }
};

} // namespace

const EvidenceKind* EvidenceRules::find(const QString& id) const {
    const auto found = std::find_if(kinds.cbegin(), kinds.cend(), [&](const EvidenceKind& k) { return k.id == id; });
    return found == kinds.cend() ? nullptr : &*found;
}

QString EvidenceRules::labels() const {
    QStringList list;
    for (const auto& kind : kinds)
        list.append(kind.label);
    return list.join(QStringLiteral("、"));
}

Result<EvidenceRules> EvidenceRules::fromJson(const QByteArray& json) {
    const auto root = parseJsonObject(json, {64 * 1024, 8});
    if (!root) return root.error();
    Reader reader;
    if ((*root)[QStringLiteral("format")].toString() != QStringLiteral("jixiao.evidence/1"))
        reader.fail(QStringLiteral("format"));
    EvidenceRules rules;
    rules.limits.fileBytes = reader.number(*root, QStringLiteral("fileMb"), {}, mostMb) * bytesPerMb;
    rules.limits.totalBytes = reader.number(*root, QStringLiteral("totalMb"), {}, mostMb) * bytesPerMb;
    rules.thumbnailPixels = reader.number(*root, QStringLiteral("thumbnailPixels"), {}, 1024);
    rules.decodedMb = reader.number(*root, QStringLiteral("decodedMb"), {}, 1024);
    const auto kinds = (*root)[QStringLiteral("kinds")].toArray();
    for (const auto& kind : kinds) {
        const auto where = QStringLiteral("kinds[%1]").arg(rules.kinds.size());
        auto read = reader.kind(kind.toObject(), where);
        if (rules.find(read.id) != nullptr) reader.fail(where + QStringLiteral(".id"));
        rules.kinds.append(std::move(read));
    }
    if (rules.kinds.isEmpty()) reader.fail(QStringLiteral("kinds"));
    if (!reader.fault.isEmpty()) return Error{ErrorCode::TemplateInvalid, reader.fault};
    return rules;
}

const EvidenceRules& EvidenceRules::builtIn() {
    static const EvidenceRules rules = [] {
        QFile file(QStringLiteral(":/assets/evidence/kinds.json"));
        if (!file.open(QIODevice::ReadOnly)) qFatal("the kinds of evidence are missing");
        auto read = fromJson(file.readAll());
        if (!read) qFatal("the kinds of evidence are broken: %s", qPrintable(read.error().detail));
        return *std::move(read);
    }();
    return rules;
}

} // namespace jixiao

#include "core/workflow/snapshot.h"

#include "core/base/json.h"
#include "core/domain/evidence.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>

namespace jixiao {

namespace {

template <typename Accept>
QJsonObject fieldsOf(const Record& record, Accept accept) {
    QJsonObject fields;
    for (auto it = record.fields.cbegin(); it != record.fields.cend(); ++it)
        if (!it->value.isEmpty() && accept(it.key())) fields.insert(it.key(), it->value);
    return fields;
}

QJsonObject toJson(const Record& record, const QJsonObject& fields) {
    const auto text = [](const Id& id) { return id.isNull() ? QString() : id.toString(); };
    return {{QStringLiteral("type"), record.type},
            {QStringLiteral("id"), text(record.id)},
            {QStringLiteral("unit"), text(record.unit)},
            {QStringLiteral("parent"), text(record.parent)},
            {QStringLiteral("fields"), fields}};
}

} // namespace

bool isFormContent(const QString& type) {
    static const QStringList others{RecordType::opinion,     RecordType::transition, RecordType::report,
                                    RecordType::evidence,    RecordType::unit,       RecordType::person,
                                    RecordType::formTemplate};
    return !others.contains(type);
}

bool isServerOwned(const QString& field) {
    return field == Field::state || field == Field::round || field == Field::snapshotHash;
}

QByteArray canonicalSnapshot(const QList<Record>& records) {
    QList<const Record*> content;
    for (const auto& record : records)
        if (!record.deleted && isFormContent(record.type)) content.append(&record);
    std::sort(content.begin(), content.end(),
              [](const Record* a, const Record* b) { return a->type != b->type ? a->type < b->type : a->id < b->id; });
    QJsonArray list;
    for (const auto* record : content)
        list.append(toJson(*record, fieldsOf(*record, [](const QString& field) { return !isServerOwned(field); })));
    return canonicalJson(
        {{QStringLiteral("what"), QStringLiteral("jixiao.snapshot/1")}, {QStringLiteral("records"), list}});
}

QString snapshotHash(const QList<Record>& records) {
    const auto digest = QCryptographicHash::hash(canonicalSnapshot(records), QCryptographicHash::Sha256);
    return QStringLiteral("sha256:") + QString::fromLatin1(digest.toHex());
}

QByteArray transitionToSign(const Record& transition) {
    auto json =
        toJson(transition, fieldsOf(transition, [](const QString& field) { return field != Field::signature; }));
    json.insert(QStringLiteral("what"), QStringLiteral("jixiao.transition/1"));
    return canonicalJson(json);
}

} // namespace jixiao

#include "app/gui/form_view_model_p.h"
#include "core/base/json.h"

namespace jixiao::FormOpinions {

namespace {

QString draftKey(const Id& declaration) { return QStringLiteral("opinions/") + declaration.toString(); }

} // namespace

QString keyOf(const FormDocument& document, const FieldPath& path) {
    if (path.table.isEmpty()) return u'/' + path.field;
    const auto rows = document.rows(path.table);
    return (path.row >= 0 && path.row < rows.size() ? rows.at(path.row).id.toString() : QString()) + u'/' + path.field;
}

QMap<QString, QString> load(Store& store, const Id& declaration) {
    QMap<QString, QString> opinions;
    if (const auto draft = store.meta(draftKey(declaration)); draft && !draft->isEmpty()) {
        if (const auto object = parseJsonObject(draft->toUtf8()))
            for (auto it = object->begin(); it != object->end(); ++it)
                opinions.insert(it.key(), it->toString());
        return opinions;
    }
    const auto records = store.children(declaration, RecordType::opinion);
    if (!records) return opinions;
    int newest = 0;
    for (const auto& record : *records) {
        const int round = record.value(Field::round).toInt();
        if (round < newest) continue;
        if (round > newest) opinions.clear();
        newest = round;
        opinions.insert(record.value(Field::about) + u'/' + record.value(Field::field), record.value(Field::text));
    }
    return opinions;
}

Result<void> keepDraft(Store& store, const Id& declaration, const QMap<QString, QString>& opinions) {
    QJsonObject object;
    for (auto it = opinions.cbegin(); it != opinions.cend(); ++it)
        object.insert(it.key(), it.value());
    return store.setMeta(draftKey(declaration),
                         opinions.isEmpty() ? QString() : QString::fromUtf8(canonicalJson(object)));
}

} // namespace jixiao::FormOpinions

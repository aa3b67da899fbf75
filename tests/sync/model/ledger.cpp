#include "ledger.h"

#include <algorithm>

namespace jixiao::model {

void Ledger::gaveUp(int device, const Id& record, const QString& field) {
    for (auto& edit : edits_)
        edit.settled |= edit.device == device && edit.record == record && (field.isEmpty() || edit.field == field);
}

void Ledger::lost(int device, int mark) {
    for (int i = mark; i < edits_.size(); ++i)
        edits_[i].settled |= edits_[i].device == device;
}

bool Ledger::knew(const QString& value, const QString& earlier) const {
    QSet<QString> visited;
    QStringList open{value};
    while (!open.isEmpty()) {
        const auto next = open.takeLast();
        if (next == earlier) return true;
        if (visited.contains(next)) continue;
        visited.insert(next);
        open += seen_.value(next).values();
    }
    return false;
}

bool Ledger::isAccounted(const Edit& edit, const QSet<QString>& arrived) const {
    if (edit.settled || arrived.contains(edit.value)) return true;
    if (removals_.contains({edit.device, edit.record})) return true; // taken away again before it was sent
    return std::any_of(edits_.cbegin(), edits_.cend(), [&](const Edit& later) {
        return later.device == edit.device && later.record == edit.record && later.field == edit.field &&
               later.old == edit.value && isAccounted(later, arrived);
    });
}

QString Ledger::verifyRemoval(const Change& change, const QMap<QString, QString>& current) const {
    const auto shown = removals_.value({devices_.value(change.device, -1), change.record});
    for (auto it = current.cbegin(); it != current.cend(); ++it) {
        const bool known =
            std::any_of(shown.cbegin(), shown.cend(), [&](const QString& value) { return knew(value, it.value()); });
        if (byValue_.contains(it.value()) && !known)
            return QStringLiteral("%1 was removed by somebody who never saw %2 = %3")
                .arg(change.record.toString(), it.key(), it.value());
    }
    return {};
}

QString Ledger::verify(const QList<Change>& changes) const {
    QMap<Id, QMap<QString, QString>> current;
    QSet<QString> arrived;
    for (const auto& change : changes) {
        auto& fields = current[change.record];
        if (change.field.isEmpty()) {
            if (change.value != QLatin1String("1")) continue;
            if (auto wrong = verifyRemoval(change, fields); !wrong.isEmpty()) return wrong;
            continue;
        }
        if (!byValue_.contains(change.value)) continue; // states, stamps: not typed by anybody
        const auto before = fields.value(change.field);
        if (byValue_.contains(before) && !knew(change.value, before))
            return QStringLiteral("%1.%2: %3 was overwritten by %4, whose author never saw it")
                .arg(change.record.toString(), change.field, before, change.value);
        fields[change.field] = change.value;
        arrived.insert(change.value);
    }
    for (const auto& edit : edits_)
        if (!isAccounted(edit, arrived))
            return QStringLiteral("%1.%2 = %3 of device %4 was acknowledged and is nowhere")
                .arg(edit.record.toString(), edit.field, edit.value)
                .arg(edit.device);
    return {};
}

} // namespace jixiao::model

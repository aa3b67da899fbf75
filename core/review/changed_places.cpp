#include "core/review/live_review.h"

#include <QSet>

namespace jixiao {

namespace {

using Texts = QMap<QString, QString>;

/// A blank text and an absent one are the same.
void compare(const Texts& before, const Texts& after, const QString& table, int row, QList<FieldPath>& changed) {
    if (before == after) return;
    for (auto it = after.cbegin(); it != after.cend(); ++it)
        if (before.value(it.key()) != *it) changed.append({table, row, it.key()});
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        if (!it->isEmpty() && !after.contains(it.key())) changed.append({table, row, it.key()});
}

bool sameRows(const QList<FormRow>& before, const QList<FormRow>& after) {
    return std::equal(before.begin(), before.end(), after.begin(), after.end(),
                      [](const FormRow& a, const FormRow& b) { return a.id == b.id; });
}

} // namespace

QList<FieldPath> changedPlaces(const FormDocument& before, const FormDocument& after) {
    if (before.form != after.form || before.fiscalYear != after.fiscalYear || before.id != after.id)
        return {FieldPath{}};
    QList<FieldPath> changed;
    compare(before.fields, after.fields, {}, -1, changed);
    const auto names = before.tables.keys() + after.tables.keys();
    const QSet<QString> tables(names.begin(), names.end());
    for (const auto& table : tables) {
        const auto old = before.rows(table);
        const auto now = after.rows(table);
        if (!sameRows(old, now)) {
            changed.append({table, -1, {}});
            continue;
        }
        for (int row = 0; row < now.size(); ++row)
            compare(old.at(row).cells, now.at(row).cells, table, row, changed);
    }
    return changed;
}

} // namespace jixiao

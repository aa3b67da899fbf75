#include "core/review/check.h"
#include "core/review/text.h"

#include <algorithm>

namespace jixiao::review {

namespace {

const QString secrecyCell = QStringLiteral("secrecy");

/// Position in the order of levels; what is not in it counts as open.
qsizetype rank(const Check& check, const QString& level) {
    return std::max<qsizetype>(0, check.list(QStringLiteral("levels")).indexOf(level.trimmed()));
}

bool isSecret(const Check& check, const FormRow& row) {
    return rank(check, row.cell(secrecyCell)) > 0 || row.cell(QStringLiteral("masked")) == QStringLiteral("true");
}

void secretShown(Check& check) {
    if (check.facts().copy != FormFacts::Copy::Public) return;
    const auto& mayStay = check.list(QStringLiteral("open"));
    for (const auto& table : check.form.form.tables) {
        const auto rows = check.form.document.rows(table.id);
        for (int i = 0; i < rows.size(); ++i) {
            if (!isSecret(check, rows[i])) continue;
            QList<FieldEdit> edits;
            QString label;
            for (const auto& column : table.columns) {
                const QString text = rows[i].cell(column.id).trimmed();
                const bool content = column.type != FieldType::Bool && column.type != FieldType::Enum;
                if (!content || text.isEmpty() || isMasked(text) || mayStay.contains(column.id)) continue;
                if (edits.isEmpty()) label = column.label;
                edits.append({{table.id, i, column.id}, QStringLiteral("**")});
            }
            if (!edits.isEmpty()) check.reportFixable(edits.first().path, {{QStringLiteral("column"), label}}, edits);
        }
    }
}

void aboveChannel(Check& check) {
    const auto& facts = check.facts();
    if (facts.channelSecrecy.trimmed().isEmpty()) return;
    const auto ceiling = rank(check, facts.channelSecrecy);
    const auto args = [&](const QString& level) {
        return std::pair(std::pair(QStringLiteral("v"), level), std::pair(QStringLiteral("c"), facts.channelSecrecy));
    };
    if (rank(check, facts.secrecy) > ceiling) {
        const auto [level, channel] = args(facts.secrecy);
        return check.report({}, {level, channel});
    }
    for (auto table = check.form.document.tables.cbegin(); table != check.form.document.tables.cend(); ++table)
        for (int i = 0; i < table->size(); ++i) {
            const QString level = table->at(i).cell(secrecyCell);
            if (rank(check, level) <= ceiling) continue;
            const auto [own, channel] = args(level);
            check.report({table.key(), i, {}}, {own, channel});
        }
}

void maskedElsewhere(Check& check) {
    QStringList done;
    for (const auto& row : check.form.duties) {
        if (row.opensDuty || row.activity.isEmpty() || row.masked || done.contains(row.activity)) continue;
        done.append(row.activity);
        const bool elsewhere = check.facts().maskedElsewhere.contains(plain(row.activity)) ||
                               check.context.elsewhere(check.form, row.activity, true) != nullptr;
        if (elsewhere) check.report(row.at(QStringLiteral("activityName")), {{QStringLiteral("n"), row.activity}});
    }
}

} // namespace

QList<CheckEntry> disclosureChecks() {
    const QString levels = QStringLiteral("list:levels");
    return {
        {QStringLiteral("secret_shown"), secretShown, {levels, QStringLiteral("list:open")}, {}, true},
        {QStringLiteral("above_channel"), aboveChannel, {levels}},
        {QStringLiteral("masked_elsewhere"), maskedElsewhere},
    };
}

} // namespace jixiao::review

#include "core/review/check.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

/// True when the row or form is marked as not public.
bool isMarked(const ParsedForm& form, const FieldPath& path) {
    const QString mark = form.document.value({path.table, path.row, QStringLiteral("secrecy")}).trimmed();
    return !mark.isEmpty() && mark != QStringLiteral("公开");
}

/// One finding for each row or field, at its first sensitive word; what rows have in common speaks for itself.
void sensitiveWord(Check& check) {
    const QStringList& words = check.list(QStringLiteral("words"));
    const QStringList& ordinary = check.list(QStringLiteral("ordinary"));
    const QStringList& skipped = check.list(QStringLiteral("skip"));
    QString reported;
    for (const auto& cell : check.cells()) {
        const auto* table = check.form.form.table(cell.path.table);
        const QString group = cell.merged ? cell.path.field : QString();
        const QString place = table ? cell.path.table + QString::number(cell.path.row) + group : cell.path.field;
        if (place == reported || skipped.contains(cell.path.field) || isMasked(cell.text)) continue;
        QString text = cell.text;
        for (const QString& phrase : ordinary)
            text.remove(phrase);
        const QString word = firstWordIn(text, words);
        if (word.isEmpty() || isMarked(check.form, cell.path)) continue;
        reported = place;
        check.report(cell.path, {{QStringLiteral("w"), word}});
    }
}

/// One finding for a row that is masked in part, at its first open cell.
void reportOpenCell(Check& check, const TableSpec& table, int row, const QStringList& mayStay) {
    for (const auto& column : table.columns) {
        const FieldPath path{table.id, row, column.id};
        const QString text = check.form.document.value(path).trimmed();
        const bool open = column.type != FieldType::Enum && column.type != FieldType::Bool && !text.isEmpty() &&
                          !isMasked(text) && !mayStay.contains(column.id);
        if (open) return check.report(path, {{QStringLiteral("column"), column.label}});
    }
}

void partlyMasked(Check& check) {
    const QStringList& mayStay = check.list(QStringLiteral("open"));
    for (const auto& table : check.form.form.tables) {
        for (const auto& indicator : check.form.indicatorsOf(table.id))
            if (indicator.masked) reportOpenCell(check, table, indicator.row, {});
        if (table.id != QStringLiteral("duties")) continue;
        for (const auto& row : check.form.duties)
            if (row.masked) reportOpenCell(check, table, row.row, mayStay);
    }
}

bool isIdentityNumber(const QString& digits) {
    static const int weights[]{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; ++i)
        sum += weights[i] * digits[i].digitValue();
    return digits[17].toUpper() == QLatin1Char("10X98765432"[sum % 11]);
}

/// What kind of personal detail the text holds ("name", "identity", "phone"); empty when none.
QString personalDetail(Check& check, const QString& text) {
    const auto identity = check.pattern(QStringLiteral("identity")).match(text);
    if (identity.hasMatch() && isIdentityNumber(identity.captured(1))) return QStringLiteral("identity");
    if (check.matches(QStringLiteral("phone"), text)) return QStringLiteral("phone");
    if (!check.matches(QStringLiteral("benefit"), text)) return {};
    const QStringList& ordinary = check.list(QStringLiteral("notNames"));
    for (auto it = check.pattern(QStringLiteral("personName")).globalMatch(text); it.hasNext();)
        if (!containsAny(it.next().captured(1), ordinary)) return QStringLiteral("name");
    return {};
}

void personalData(Check& check) {
    const QStringList& contact = check.list(QStringLiteral("contactFields"));
    for (const auto& cell : check.cells()) {
        const bool isContact = cell.path.table.isEmpty() && contact.contains(cell.path.field);
        if (isContact && (check.facts().copy == FormFacts::Copy::Working || isMasked(cell.text))) continue;
        const QString detail = isContact ? QStringLiteral("contact") : personalDetail(check, cell.text);
        if (!detail.isEmpty()) check.report(cell.path, {}, detail);
    }
}

} // namespace

QList<CheckEntry> secrecyChecks() {
    return {
        cellByCell({QStringLiteral("sensitive_word"),
                    sensitiveWord,
                    {QStringLiteral("list:words"), QStringLiteral("list:ordinary"), QStringLiteral("list:skip")}}),
        {QStringLiteral("partly_masked"), partlyMasked, {QStringLiteral("list:open")}},
        cellByCell(
            {QStringLiteral("personal_data"),
             personalData,
             {QStringLiteral("pattern:identity"), QStringLiteral("pattern:phone"), QStringLiteral("pattern:benefit"),
              QStringLiteral("pattern:personName"), QStringLiteral("list:notNames"),
              QStringLiteral("list:contactFields")},
             {QStringLiteral("identity"), QStringLiteral("phone"), QStringLiteral("name"), QStringLiteral("contact")}}),
    };
}

} // namespace jixiao::review

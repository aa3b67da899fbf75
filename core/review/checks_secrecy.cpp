#include "core/review/check.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

const QString indicatorTable = QStringLiteral("indicators");

/// True when the row or form is marked as not public.
bool isMarked(const ParsedForm& form, const FieldPath& path) {
    const QString mark = form.document.value({path.table, path.row, QStringLiteral("secrecy")}).trimmed();
    return !mark.isEmpty() && mark != QStringLiteral("公开");
}

/// One finding for each row or field, at its first sensitive word.
void sensitiveWord(Check& check) {
    const QStringList& words = check.list(QStringLiteral("words"));
    const QStringList& skipped = check.list(QStringLiteral("skip"));
    QString reported;
    for (const auto& cell : check.form.texts) {
        const QString place =
            cell.path.table.isEmpty() ? cell.path.field : cell.path.table + QString::number(cell.path.row);
        if (place == reported || skipped.contains(cell.path.field) || isMasked(cell.text)) continue;
        const QString word = firstWordIn(cell.text, words);
        if (word.isEmpty() || isMarked(check.form, cell.path)) continue;
        reported = place;
        check.report(cell.path, {{QStringLiteral("w"), word}});
    }
}

void partlyMasked(Check& check) {
    const auto* table = check.form.form.table(indicatorTable);
    for (const auto& indicator : check.form.indicators) {
        if (!indicator.masked) continue;
        for (const auto& column : table->columns) {
            const QString text = check.form.document.value(indicator.at(column.id)).trimmed();
            if (column.type == FieldType::Enum || text.isEmpty() || isMasked(text)) continue;
            check.report(indicator.at(column.id), {{QStringLiteral("column"), column.label}});
            break;
        }
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
    for (const auto& cell : check.form.texts) {
        const bool isContact = cell.path.table.isEmpty() && contact.contains(cell.path.field);
        const QString detail = isContact ? QStringLiteral("contact") : personalDetail(check, cell.text);
        if (!detail.isEmpty()) check.report(cell.path, {}, detail);
    }
}

} // namespace

QList<CheckEntry> secrecyChecks() {
    return {
        {QStringLiteral("sensitive_word"), sensitiveWord, {QStringLiteral("list:words"), QStringLiteral("list:skip")}},
        {QStringLiteral("partly_masked"), partlyMasked},
        {QStringLiteral("personal_data"),
         personalData,
         {QStringLiteral("pattern:identity"), QStringLiteral("pattern:phone"), QStringLiteral("pattern:benefit"),
          QStringLiteral("pattern:personName"), QStringLiteral("list:notNames"), QStringLiteral("list:contactFields")},
         {QStringLiteral("identity"), QStringLiteral("phone"), QStringLiteral("name"), QStringLiteral("contact")}},
    };
}

} // namespace jixiao::review

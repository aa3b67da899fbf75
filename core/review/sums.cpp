#include "core/review/sums.h"

#include "core/review/text.h"

#include <algorithm>

namespace jixiao::review {

namespace {

Amount read(const FieldPath& path, const QString& text, MoneyUnit unit) {
    Amount amount{path, text.trimmed(), {}};
    if (amount.isBlank()) return amount;
    if (const auto money = Money::parse(amount.raw, unit)) amount.value = *money;
    return amount;
}

int rowOf(const FormDocument& document, const TableSpec& table, const QString& item) {
    if (table.columns.isEmpty()) return -1;
    const auto rows = document.rows(table.id);
    for (int i = 0; i < rows.size(); ++i)
        if (plain(rows[i].cell(table.columns.first().id)) == item) return i;
    return -1;
}

QList<Amount> wholeColumn(const FormDocument& document, const TableSpec& table, const QString& column, MoneyUnit unit) {
    QList<Amount> amounts;
    const auto rows = document.rows(table.id);
    for (int i = 0; i < rows.size(); ++i)
        amounts.append(read({table.id, i, column}, rows[i].cell(column), unit));
    return amounts;
}

void addRowSums(const FormDocument& document, const FormTemplate& form, const QString& place, const QString& parts,
                MoneyUnit unit, QList<Sum>& sums) {
    const auto* table = form.table(place.section(u'/', 0, 0));
    if (!table) return;
    const auto* other = form.table(parts);
    for (const auto& column : table->columns) {
        if (column.type != FieldType::Money || (other && !other->column(column.id))) continue;
        Sum sum;
        sum.column = column.label;
        sum.total = amountAt(document, *table, place.section(u'/', 1), column.id, unit);
        if (sum.total.path.row < 0) continue;
        if (other) sum.parts = wholeColumn(document, *other, column.id, unit);
        for (const QString& item : other ? QStringList() : parts.split(u',')) {
            const auto part = amountAt(document, *table, item, column.id, unit);
            if (part.path.row >= 0) sum.parts.append(part);
        }
        sums.append(sum);
    }
}

} // namespace

bool Sum::anyFilled() const {
    return std::any_of(parts.begin(), parts.end(), [](const Amount& part) { return !part.isBlank(); });
}

std::optional<Money> Sum::ofParts() const {
    Money sum;
    for (const auto& part : parts) {
        if (!part.isBlank() && !part.value) return std::nullopt;
        sum = sum + part.value.value_or(Money());
    }
    return anyFilled() ? std::optional(sum) : std::nullopt;
}

Amount amountAt(const FormDocument& document, const TableSpec& table, const QString& item, const QString& column,
                MoneyUnit unit) {
    const int row = rowOf(document, table, plain(item));
    const FieldPath path{table.id, row, column};
    return row < 0 ? Amount{path, {}, {}} : read(path, document.value(path), unit);
}

Amount amountAtPlace(const FormDocument& document, const FormTemplate& form, const QString& place, MoneyUnit unit) {
    const auto* table = form.table(place.section(u'/', 0, 0));
    if (!table) return {};
    return amountAt(document, *table, place.section(u'/', 1, 1), place.section(u'/', 2, 2), unit);
}

QList<Sum> sumsOf(const FormDocument& document, const FormTemplate& form, MoneyUnit unit,
                  const QHash<QString, QString>& totals) {
    QList<Sum> sums;
    QStringList places = totals.keys();
    places.sort();
    for (const QString& place : places) {
        const QString parts = totals.value(place);
        if (place.contains(u'/')) {
            addRowSums(document, form, place, parts, unit, sums);
            continue;
        }
        const auto* table = form.table(parts.section(u'.', 0, -2));
        if (!form.field(place) || !table) continue;
        sums.append({read({{}, -1, place}, document.field(place), unit),
                     wholeColumn(document, *table, parts.section(u'.', -1), unit),
                     {}});
    }
    return sums;
}

} // namespace jixiao::review

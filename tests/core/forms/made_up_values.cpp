#include "tests/core/forms/made_up_values.h"

#include <algorithm>

namespace jixiao {

namespace {

const QString sentence = QStringLiteral("按计划完成辖区治安防控和设备维护工作，保障业务正常运转。");

/// Words for the n-th value of a place. `above` are the cells of the row that are filled already.
class Values {
public:
    explicit Values(const FormTemplate& form) : form_(form) {}

    QString next(const FieldSpec& spec, const QMap<QString, QString>& above = {}) {
        ++count_;
        switch (spec.type) {
        case FieldType::Text:
            return fitting(spec, QStringLiteral("%1%2").arg(spec.label).arg(count_));
        case FieldType::LongText:
            return fitting(spec,
                           QStringLiteral("%1%2：").arg(spec.label).arg(count_) + sentence.repeated(count_ % 3 + 1));
        case FieldType::Money:
            return QStringLiteral("%1.%2").arg(count_ * 37 % 5000 + 1).arg(count_ * 7 % 90 + 10);
        case FieldType::Percent:
            return QStringLiteral("%1%").arg(count_ % 100 + 1);
        case FieldType::Number:
            return spec.id.endsWith(u"horizon") || spec.id.startsWith(u"midTerm") ? QStringLiteral("2026")
                                                                                  : QString::number(count_ % 20 + 1);
        case FieldType::Value:
            return QStringLiteral("≥%1%").arg(count_ % 50 + 50);
        case FieldType::Enum:
            return spec.id == u"moneyUnit" ? form_.moneyUnit : word(spec, above);
        case FieldType::Date:
            return QStringLiteral("2024-01-%1").arg(count_ % 20 + 10);
        case FieldType::Bool:
            return count_ % 2 == 0 ? QStringLiteral("true") : QStringLiteral("false");
        }
        return {};
    }

private:
    static QString fitting(const FieldSpec& spec, const QString& text) {
        return spec.maxLength > 0 ? text.left(spec.maxLength) : text;
    }

    /// A word whose parent stands in the row already, or that has none.
    QString word(const FieldSpec& spec, const QMap<QString, QString>& above) const {
        QStringList words;
        for (const auto& word : form_.vocabularies.value(spec.vocabulary))
            if (word.parent.isEmpty() || above.values().contains(word.parent)) words.append(word.value);
        return words.isEmpty() ? QString() : words.at(count_ % words.size());
    }

    const FormTemplate& form_;
    int count_ = 0;
};

/// Rows of one table. Columns that merge on paper keep their value for several rows, outer ones longer.
QList<FormRow> madeUpRows(const FormTemplate& form, const TableSpec& table, int count, Values& values) {
    QStringList merging;
    for (const auto& grid : form.grid)
        if (grid.repeat == table.id) merging = grid.mergeColumns;
    QStringList outer;
    for (const auto& group : table.groups)
        outer.append(group.columns.values());
    QList<FormRow> rows;
    for (int i = 0; i < count; ++i) {
        FormRow row;
        for (const auto& column : table.columns) {
            const auto group = std::find_if(table.groups.begin(), table.groups.end(), [&](const RowGroup& known) {
                return known.columns.values().contains(column.id);
            });
            const bool first = !merging.isEmpty() && merging.first() == column.id;
            const int stays = group == table.groups.end() ? (first ? 3 : 1) : (group == table.groups.begin() ? 4 : 2);
            const bool same = i % stays != 0 || (group == table.groups.end() && column.id == u"goal" && i % 2 != 0);
            row.cells.insert(column.id, same && i > 0 ? rows.last().cell(column.id) : values.next(column, row.cells));
        }
        rows.append(row);
    }
    return rows;
}

} // namespace

FormDocument madeUpDocument(const FormTemplate& form, int rows) {
    Values values(form);
    FormDocument document;
    document.form = form.id;
    document.fiscalYear = std::clamp(2024, form.yearFrom, form.yearTo);
    for (const auto& spec : form.fields)
        if (spec.id != u"title" && spec.id != u"ordinal") document.fields.insert(spec.id, values.next(spec));
    for (const auto& table : form.tables) {
        auto& made = document.tables[table.id];
        made = table.fixedRows.isEmpty() ? madeUpRows(form, table, table.plainStrings ? 2 : rows, values)
                                         : table.withFixedRows({});
        if (table.fixedRows.isEmpty()) continue;
        for (auto& row : made)
            for (const auto& column : table.columns.mid(1))
                row.cells.insert(column.id, values.next(column));
    }
    return document;
}

} // namespace jixiao

#include "app/gui/history_changes.h"

#include "core/store/form_records.h"
#include "core/workflow/snapshot.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

const QString dot = QStringLiteral(" · ");
const QString tableField = QStringLiteral("table"); // tells tables of one record type apart; nobody typed it

/// Where a record stands in one version of the form.
struct Row {
    const TableSpec* table = nullptr;
    int index = -1;
    const Record* record = nullptr;
};

class Version {
public:
    Version(const FormTemplate& form, const QList<Record>& records) {
        if (records.isEmpty()) return;
        parts_.emplace(form, records);
        for (const auto& table : form.tables) {
            const auto& rows = parts_->rows(table.id);
            for (int i = 0; i < rows.size(); ++i)
                rows_.insert(rows.at(i).id, {&table, i, &rows.at(i)});
        }
    }
    Row row(const Id& record) const { return rows_.value(record); }

private:
    std::optional<FormRecords> parts_;
    QMap<Id, Row> rows_;
};

QString shown(const FieldSpec* spec, const QString& value) {
    if (spec == nullptr || spec->type != FieldType::Bool || value.isEmpty()) return value;
    return value == QLatin1String("true") ? QCoreApplication::translate("History", "是")
                                          : QCoreApplication::translate("History", "否");
}

const FieldSpec* specOf(const FormTemplate& form, const QString& type, const QString& field) {
    for (const auto& spec : form.fields)
        if (spec.record == type && FormRecords::fieldName(spec) == field) return &spec;
    return nullptr;
}

const FieldSpec* columnOf(const TableSpec& table, const QString& field) {
    for (const auto& column : table.columns)
        if (FormRecords::fieldName(column) == field) return &column;
    return nullptr;
}

/// A row is called by its first text that is its own.
QString nameOf(const Row& row) {
    QString longName;
    for (const auto& column : row.table->columns) {
        const auto text = row.record->value(FormRecords::fieldName(column)).simplified();
        if (text.isEmpty() || row.table->isGrouped(column.id)) continue;
        if (column.type == FieldType::Text) return text;
        if (longName.isEmpty() && column.type == FieldType::LongText) longName = text;
    }
    return longName.isEmpty() ? QCoreApplication::translate("History", "第 %1 条").arg(row.index + 1) : longName;
}

QString cellsOf(const Row& row) {
    QStringList cells;
    for (const auto& column : row.table->columns) {
        const auto text = shown(&column, row.record->value(FormRecords::fieldName(column)).simplified());
        if (!text.isEmpty()) cells += text;
    }
    return cells.join(dot);
}

/// Puts differences into words, one version's names beside the other's.
class Reader {
public:
    Reader(const FormTemplate& form, const QList<Record>& before, const QList<Record>& after)
        : form_(form), before_(form, before), after_(form, after) {}

    QList<HistoryChange> read(const QList<FieldDifference>& differences) {
        for (const auto& difference : differences) {
            const Row row =
                after_.row(difference.record).table ? after_.row(difference.record) : before_.row(difference.record);
            if (row.table == nullptr)
                readField(difference);
            else if (difference.op == QLatin1String("set"))
                readCell(difference, row);
            else
                readRow(difference, row);
        }
        std::stable_sort(placed_.begin(), placed_.end(),
                         [](const Placed& a, const Placed& b) { return a.section < b.section; });
        QList<HistoryChange> changes;
        for (const auto& placed : std::as_const(placed_))
            changes.append(placed.change);
        return changes;
    }

private:
    struct Placed {
        int section = 0;
        HistoryChange change;
    };

    void add(HistoryChange change, const QString& field, const QString& table) {
        const auto found = std::find_if(form_.sections.cbegin(), form_.sections.cend(), [&](const SectionSpec& each) {
            return table.isEmpty() ? each.fields.contains(field) : each.table == table;
        });
        if (found != form_.sections.cend()) change.section = found->label;
        placed_.append({int(found - form_.sections.cbegin()), change});
    }

    void readField(const FieldDifference& difference) {
        if (difference.field.isEmpty() || difference.field == Field::form) return;
        const auto* spec = specOf(form_, difference.recordType, difference.field);
        const QString label = spec != nullptr                         ? spec->label
                              : difference.field == Field::fiscalYear ? QCoreApplication::translate("History", "年度")
                                                                      : difference.field;
        add({HistoryChange::Kind::Value,
             difference.record,
             difference.field,
             {},
             label,
             shown(spec, difference.before),
             shown(spec, difference.after)},
            spec != nullptr ? spec->id : QString(), {});
    }

    void readCell(const FieldDifference& difference, const Row& row) {
        if (difference.field == tableField) return;
        if (difference.field == Field::ordinal) {
            add({HistoryChange::Kind::Moved, difference.record, difference.field, {}, nameOf(row), {}, {}}, {},
                row.table->id);
            return;
        }
        const auto* column = columnOf(*row.table, difference.field);
        const QString label = column != nullptr ? column->label : difference.field;
        add({HistoryChange::Kind::Value,
             difference.record,
             difference.field,
             {},
             nameOf(row) + dot + label,
             shown(column, difference.before),
             shown(column, difference.after)},
            {}, row.table->id);
    }

    void readRow(const FieldDifference& difference, const Row& row) {
        if (seen_.contains(difference.record)) return;
        seen_.insert(difference.record);
        const bool added = difference.op == QLatin1String("create");
        add({added ? HistoryChange::Kind::Added : HistoryChange::Kind::Removed,
             difference.record,
             {},
             {},
             nameOf(row),
             added ? QString() : cellsOf(row),
             added ? cellsOf(row) : QString()},
            {}, row.table->id);
    }

    const FormTemplate& form_;
    const Version before_, after_;
    QList<Placed> placed_;
    QSet<Id> seen_;
};

} // namespace

QList<HistoryChange> changesOf(const FormTemplate& form, const QList<Record>& before, const QList<Record>& after,
                               const QList<FieldDifference>& differences) {
    return Reader(form, before, after).read(differences);
}

QList<FieldDifference> netOf(const QList<JournalEntry>& entries) {
    QMap<std::pair<Id, QString>, FieldDifference> values;
    QMap<Id, FieldDifference> records;
    for (const auto& entry : entries) {
        if (entry.op == QLatin1String("set")) {
            auto& value = values[{entry.record, entry.field}];
            if (value.op.isEmpty()) value = {entry.record, entry.recordType, entry.op, entry.field, entry.oldValue, {}};
            value.after = entry.newValue;
        } else if (const auto known = records.constFind(entry.record); known == records.cend()) {
            const bool gone = entry.op == QLatin1String("remove");
            records.insert(entry.record,
                           {entry.record, entry.recordType, gone ? entry.op : QStringLiteral("create"), {}, {}, {}});
        } else {
            records.remove(entry.record); // came and went
        }
    }
    QList<FieldDifference> net = records.values();
    for (const auto& value : std::as_const(values))
        if (value.before != value.after && !isServerOwned(value.field) && !records.contains(value.record))
            net.append(value);
    return net;
}

QList<HistoryChange> contentsOf(const FormTemplate& form, const QList<Record>& records) {
    QList<FieldDifference> differences;
    for (const auto& record : records) {
        for (auto field = record.fields.cbegin(); field != record.fields.cend(); ++field)
            if (!field->value.isEmpty() && !isServerOwned(field.key()))
                differences.append({record.id, record.type, QStringLiteral("create"), field.key(), {}, field->value});
    }
    return changesOf(form, {}, records, differences);
}

} // namespace jixiao

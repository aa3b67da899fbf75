// The part of FormViewModel that turns a document and its template into sections, rows and fields.
#include "app/gui/form_view_model.h"
#include "app/gui/form_view_model_p.h"
#include "core/domain/target_value.h"

#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

/// How the value language reads a cell; empty when the cell says it all by itself.
QString echoOf(const QString& raw) {
    const auto value = TargetValue::parse(raw);
    switch (value.kind()) {
    case TargetValue::Kind::Unreadable:
        return FormViewModel::tr("读不出一个确定的数值");
    case TargetValue::Kind::Qualitative:
        return FormViewModel::tr("定性描述");
    case TargetValue::Kind::Number:
        return value.isAssumed() ? FormViewModel::tr("未写比较符（≥、≤、=）") : QString();
    default:
        return {};
    }
}

QStringList optionsOf(const FieldSpec& spec, const FormTemplate& form, const FormRow* row) {
    const auto words = form.vocabularies.value(spec.vocabulary);
    QStringList chosen;
    if (row != nullptr)
        for (const auto& table : form.tables)
            for (const auto& column : table.columns)
                if (column.type == FieldType::Enum && column.id != spec.id)
                    chosen += form.canonicalWord(column.vocabulary, row->cell(column.id));
    QStringList options;
    for (const auto& word : words)
        if (word.parent.isEmpty() || row == nullptr || chosen.contains(word.parent)) options += word.value;
    return options;
}

/// Figures say what they are when there are several kinds of them.
QString shortCell(const FieldSpec& column, const QString& text) {
    const bool figure = column.type == FieldType::Money || column.type == FieldType::Number ||
                        column.type == FieldType::Percent || column.type == FieldType::Date;
    return figure ? column.label + u' ' + text : text;
}

/// What a folded row shows: its first text, and beneath it its kinds and its first values.
std::pair<QString, QString> captionOf(const FormRow& row, const TableSpec& table, int index) {
    constexpr int mostParts = 4;
    QString caption;
    QString longCaption;
    QStringList subtitle;
    for (const auto& column : table.columns) {
        const auto text = row.cell(column.id).simplified();
        if (text.isEmpty() || column.type == FieldType::Bool || table.isGrouped(column.id)) continue;
        if (column.type == FieldType::Text)
            caption = caption.isEmpty() ? text : caption;
        else if (column.type == FieldType::LongText)
            longCaption = longCaption.isEmpty() ? text : longCaption;
        else if (subtitle.size() < mostParts)
            subtitle += shortCell(column, text);
    }
    if (caption.isEmpty()) caption = longCaption;
    if (caption.isEmpty()) caption = FormViewModel::tr("第 %1 条").arg(index + 1);
    return {caption, subtitle.join(QStringLiteral(" · "))};
}

/// Which rows are the ones the form always has.
QSet<int> fixedRowsOf(const TableSpec& table, const QList<FormRow>& rows) {
    QSet<int> fixed;
    if (table.fixedRows.isEmpty()) return fixed;
    const auto wanted = table.withFixedRows(rows).mid(0, table.fixedRows.size());
    for (int r = 0; r < rows.size(); ++r)
        if (std::any_of(wanted.begin(), wanted.end(), [&](const FormRow& row) { return row.id == rows.at(r).id; }))
            fixed.insert(r);
    return fixed;
}

} // namespace

QString FormViewModel::moneyUnit() const {
    const auto stated = document_.field(QStringLiteral("moneyUnit"));
    return stated.isEmpty() ? form()->moneyUnit : stated;
}

FieldListModel::Item FormViewModel::itemOf(const FieldPath& path, const FieldSpec& spec) const {
    FieldListModel::Item item;
    item.path = path;
    item.spec = spec;
    item.value = document_.value(path);
    if (spec.type == FieldType::Money) {
        item.unitText = moneyUnit();
    } else if (spec.type == FieldType::Percent) {
        item.unitText = QStringLiteral("%");
    } else if (spec.type == FieldType::Value) {
        item.echo = echoOf(item.value);
    } else if (spec.type == FieldType::Enum) {
        const auto rows = document_.rows(path.table);
        item.options = optionsOf(spec, *form(), path.row >= 0 && path.row < rows.size() ? &rows.at(path.row) : nullptr);
    }
    const bool oneLine = spec.type == FieldType::Text || spec.type == FieldType::Value;
    item.multiline = oneLine && item.value.contains(u'\n');
    item.opinion = opinionAt(path);
    return item;
}

/// The cells of a row as they are edited: without what its group says, and without the name of a fixed row.
QList<FieldListModel::Item> FormViewModel::itemsOf(const TableSpec& table, int row, bool fixed) const {
    QList<FieldListModel::Item> items;
    for (const auto& column : table.columns) {
        if (table.isGrouped(column.id) || (fixed && column.id == table.columns.first().id)) continue;
        items += itemOf({table.id, row, column.id}, column);
    }
    return items;
}

void FormViewModel::buildSections() {
    QList<SectionListModel::Section> sections;
    if (const auto* known = form()) {
        for (const auto& spec : known->sections) {
            SectionListModel::Section section;
            section.spec = spec;
            if (spec.table.isEmpty()) {
                section.fields = std::make_shared<FieldListModel>();
                QList<FieldListModel::Item> items;
                for (const auto& fieldId : spec.fields)
                    if (const auto* field = known->field(fieldId)) items += itemOf({{}, -1, fieldId}, *field);
                section.fields->setItems(items);
                section.fields->setEditable(isEditable());
            } else {
                section.rows = std::make_shared<RowListModel>();
                const auto* table = known->table(spec.table);
                section.fixed = table != nullptr && !table->fixedRows.isEmpty();
                if (table != nullptr && !table->groups.isEmpty()) section.addLabel = groupLabel(*table, 0);
            }
            sections.append(section);
        }
    }
    sections_.setSections(sections);
    syncSections();
}

/// Makes the models agree with document_ with the fewest changes.
void FormViewModel::syncSections() {
    const auto* known = form();
    if (known == nullptr) return;
    for (int s = 0; s < sections_.sections().size(); ++s) {
        const auto section = sections_.sections().at(s);
        if (section.fields) {
            for (int f = 0; f < section.fields->items().size(); ++f) {
                const auto item = section.fields->items().at(f);
                section.fields->refresh(f, itemOf(item.path, item.spec));
            }
            section.fields->setEditable(isEditable());
        } else if (const auto* table = known->table(section.spec.table)) {
            syncRows(s, *table);
        }
    }
}

void FormViewModel::syncRows(int s, const TableSpec& table) {
    const auto section = sections_.sections().at(s);
    const auto documentRows = document_.rows(table.id);
    const auto fixed = fixedRowsOf(table, documentRows);
    QList<RowListModel::Row> rows;
    for (int r = 0; r < documentRows.size(); ++r) {
        RowListModel::Row row;
        row.id = documentRows.at(r).id;
        for (const auto& old : section.rows->rows())
            if (old.id == row.id) row = old;
        const auto items = itemsOf(table, r, fixed.contains(r));
        if (!row.fields) row.fields = std::make_shared<FieldListModel>();
        if (row.fields->items().size() != items.size()) row.fields->setItems(items);
        for (int f = 0; f < items.size(); ++f)
            row.fields->refresh(f, items.at(f));
        row.fields->setEditable(isEditable());
        if (!table.groups.isEmpty()) {
            if (!row.groups) row.groups = std::make_shared<GroupListModel>();
            row.groups->setGroups(groupsAt(table, r));
        }
        rows.append(row);
    }
    section.rows->setRows(rows);
    for (int r = 0; r < rows.size(); ++r) {
        const bool movable = table.fixedRows.isEmpty();
        const bool startsGroup = rows.at(r).groups && rows.at(r).groups->rowCount() > 0;
        const bool endsGroup = r + 1 < rows.size() && rows.at(r + 1).groups && rows.at(r + 1).groups->rowCount() > 0;
        section.rows->setPlace(r, fixed.contains(r), movable && r > 0 && !startsGroup,
                               movable && r + 1 < rows.size() && !endsGroup);
    }
    const bool priced = std::any_of(table.columns.begin(), table.columns.end(),
                                    [](const FieldSpec& column) { return column.type == FieldType::Money; });
    sections_.setUnitText(s, priced && !table.fixedRows.isEmpty() ? moneyUnit() : QString());
    refreshGroups(s, table);
    refreshDerived(s);
}

void FormViewModel::refreshDerived(int s) {
    const auto section = sections_.sections().at(s);
    const auto* table = form()->table(section.spec.table);
    if (!section.rows || table == nullptr) return;
    const auto documentRows = document_.rows(table->id);
    for (int r = 0; r < section.rows->count() && r < documentRows.size(); ++r) {
        QString severity;
        for (const auto& finding : findings_.findings()) {
            if (finding.path.table != table->id || finding.path.row != r) continue;
            const auto letter = severityLetter(finding.severity);
            if (severity.isEmpty() || letter == QLatin1String("E") ||
                (letter == QLatin1String("W") && severity == QLatin1String("H")))
                severity = letter;
        }
        const auto [caption, subtitle] = captionOf(documentRows.at(r), *table, r);
        auto opinion = opinionAt({table->id, r, {}});
        for (const auto& column : table->columns)
            if (opinion.isEmpty()) opinion = opinionAt({table->id, r, column.id});
        section.rows->setDerived(r, caption, subtitle, severity, opinion);
    }
}

bool FormViewModel::locate(const FieldPath& path, int& section, int& row, int& field) const {
    for (int s = 0; s < sections_.sections().size(); ++s) {
        const auto& known = sections_.sections().at(s);
        if (path.table.isEmpty() ? !known.fields : known.spec.table != path.table) continue;
        if (known.rows && (path.row < 0 || path.row >= known.rows->count())) {
            if (path.row >= 0) return false;
            section = s;
            row = field = -1;
            return true;
        }
        const auto& items = known.rows ? known.rows->rows().at(path.row).fields->items() : known.fields->items();
        const auto isHere = [&](const FieldListModel::Item& item) { return item.spec.id == path.field; };
        if (known.rows && std::none_of(items.begin(), items.end(), isHere)) {
            // Said by its group, or by the name of a fixed row: the row shows where.
            section = s;
            const int level = levelOf(*form(), path);
            row = level < 0 ? path.row : groupAround(*known.rows, path.row, level).first;
            field = -1;
            return true;
        }
        for (int f = 0; f < items.size(); ++f) {
            if (items.at(f).spec.id != path.field && !(known.rows && path.field.isEmpty())) continue;
            section = s;
            row = known.rows ? path.row : -1;
            field = path.field.isEmpty() ? -1 : f;
            return true;
        }
    }
    return false;
}

} // namespace jixiao

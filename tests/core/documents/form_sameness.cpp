#include "tests/core/documents/form_sameness.h"

#include "core/forms/printed_words.h"
#include "core/forms/read_words.h"

#include <QRegularExpression>

#include <algorithm>

using namespace jixiao;

namespace fixtures {

namespace {

/// How a field or column is printed, found in the template's own words.
struct Printing {
    bool printed = false;
    bool outside = false; ///< in a line above or below the tables
    bool asWord = false;  ///< by ticks or boxes
    bool asList = false;
    bool numbered = false;
    bool running = false; ///< outside any ruled table
};

class Printings {
public:
    explicit Printings(const FormTemplate& form) : form_(form) {
        for (const auto& lines : {form.above, form.below})
            for (const auto& line : lines)
                for (const auto& text : line)
                    for (const auto& name : placeholdersIn(text))
                        found_[name].printed = found_[name].outside = true;
        for (const auto* name : {"title", "ordinal"})
            found_[QString::fromLatin1(name)].printed = found_[QString::fromLatin1(name)].outside = true;
        if (form.above.isEmpty())
            for (const auto* name : {"unit.code", "unit.name", "moneyUnit"})
                found_[QString::fromLatin1(name)].printed = found_[QString::fromLatin1(name)].outside = true;
        for (const auto& grid : form.grid)
            for (const auto& row : grid.rows)
                for (const auto& cell : row)
                    add(grid, cell);
    }

    Printing of(const QString& name) const { return found_.value(name); }

private:
    void add(const GridTable& grid, const GridCell& cell) {
        for (const auto& text : {cell.pattern, cell.content == GridCell::Content::Label ? cell.text : QString()})
            for (const auto& name : placeholdersIn(text)) {
                found_[name].printed = true;
                found_[grid.repeat + u'.' + name].printed = true;
            }
        if (cell.content != GridCell::Content::Field && cell.content != GridCell::Content::Column) return;
        const bool column = cell.content == GridCell::Content::Column;
        auto& place = found_[column ? grid.repeat + u'.' + cell.text : cell.text];
        place.printed = true;
        place.asWord = place.asWord || cell.boxes || !cell.tick.isEmpty();
        place.asList = form_.table(cell.text) != nullptr && !column;
        place.numbered = !cell.numbering.isEmpty();
        place.running = !grid.bordered;
        if (column && !grid.bordered) found_[grid.repeat].running = true;
    }

    const FormTemplate& form_;
    QMap<QString, Printing> found_;
};

QString normalText(const QString& raw, bool outside) {
    QString text = raw;
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    for (auto& c : text) {
        const bool isBreak = c == u'\n' || c == u'\t';
        if ((c.category() == QChar::Other_Control && !isBreak) || (outside && isBreak)) c = u' ';
    }
    return text.trimmed();
}

QString normalValue(const QString& raw, const FieldSpec& spec, const Printing& printing, const FormTemplate& form) {
    if (!printing.printed) return {};
    const auto text = normalText(raw, printing.outside);
    if (spec.type == FieldType::Date) return PrintedWords::value(spec, isoDate(text)) == text ? isoDate(text) : text;
    if (spec.type == FieldType::Bool && text == QLatin1String("false")) return {};
    return printing.asWord ? form.canonicalWord(spec.vocabulary, text) : text;
}

bool isBlank(const FormRow& row) {
    return std::all_of(row.cells.cbegin(), row.cells.cend(), [](const auto& text) { return text.isEmpty(); });
}

QList<FormRow> normalList(const QList<FormRow>& rows, const QString& column, bool numbered) {
    QList<FormRow> normal;
    for (const auto& row : rows) {
        const auto text = normalText(row.cell(column), false);
        for (const auto& line : numbered ? QStringList{text} : text.split(u'\n'))
            if (numbered || !line.trimmed().isEmpty()) normal.append(FormRow{{}, {{column, line.trimmed()}}});
    }
    return normal;
}

QList<FormRow> normalRows(const QList<FormRow>& rows, const TableSpec& table, const Printings& printings,
                          const FormTemplate& form) {
    const auto own = printings.of(table.id);
    if (own.asList) return normalList(rows, table.columns.first().id, own.numbered);
    QList<FormRow> normal;
    const auto all = table.withFixedRows(rows);
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (!table.fixedRows.isEmpty() && i >= table.fixedRows.size()) break;
        FormRow row;
        for (const auto& column : table.columns) {
            auto printing = printings.of(table.id + u'.' + column.id);
            const auto place = printings.of(FieldPath{table.id, int(i), column.id}.toString());
            printing.printed = printing.printed || place.printed;
            row.cells.insert(column.id, normalValue(all.at(i).cell(column.id), column, printing, form));
        }
        if (!table.fixedRows.isEmpty()) row.cells.insert(table.columns.first().id, table.fixedRows.at(i));
        normal.append(row);
    }
    while (own.running && !normal.isEmpty() && isBlank(normal.last()))
        normal.removeLast();
    if (normal.size() == 1 && isBlank(normal.first())) normal.clear();
    return normal;
}

/// A paragraph in front of a numbered list, itself numbered as the first of the list.
void moveIntoLists(FormDocument& document, const FormTemplate& form) {
    for (const auto& grid : form.grid) {
        for (qsizetype i = 1; !grid.bordered && i < grid.rows.size(); ++i) {
            const auto& above = grid.rows.at(i - 1).first();
            const auto& cell = grid.rows.at(i).first();
            const auto* list = form.table(cell.text);
            const auto text = document.field(above.text);
            const auto number = numbered(cell.numbering, 1).trimmed();
            if (!list || cell.numbering.isEmpty() || !document.rows(list->id).isEmpty() || !text.startsWith(number))
                continue;
            const auto rest = text.mid(number.size());
            if (rest.section(u'\n', 0, 0).trimmed().isEmpty() && rest.contains(u'\n')) continue;
            document.fields[above.text].clear();
            document.tables[list->id] = {FormRow{{}, {{list->columns.first().id, rest.trimmed()}}}};
        }
    }
}

} // namespace

FormDocument normalForm(const FormDocument& document, const FormTemplate& form) {
    const Printings printings(form);
    FormDocument normal;
    normal.form = document.form;
    normal.fiscalYear = document.fiscalYear;
    for (const auto& spec : form.fields)
        normal.fields[spec.id] = normalValue(document.field(spec.id), spec, printings.of(spec.id), form);
    if (auto* money = form.field(QStringLiteral("moneyUnit")); money && normal.field(money->id).isEmpty())
        normal.fields[money->id] = form.moneyUnit;
    if (form.field(QStringLiteral("title"))) {
        auto title = normalText(PrintedWords(document, form).title(), true);
        static const QRegularExpression number(QStringLiteral(R"(\A(\d{1,9})(\D))"));
        const auto match = number.match(title);
        normal.fields[QStringLiteral("ordinal")].clear();
        if (form.field(QStringLiteral("ordinal")) && match.hasMatch() && match.captured(2) == form.numbering.mid(1)) {
            normal.fields[QStringLiteral("ordinal")] = match.captured(1);
            title = title.mid(match.capturedEnd()).trimmed();
        }
        normal.fields[QStringLiteral("title")] = title;
    }
    for (const auto& table : form.tables)
        normal.tables[table.id] = normalRows(document.rows(table.id), table, printings, form);
    moveIntoLists(normal, form);
    return normal;
}

QString differenceOf(const FormDocument& expected, const FormDocument& found) {
    const auto pair = [](const QString& place, const QString& left, const QString& right) {
        return QStringLiteral("%1: expected [%2], found [%3]").arg(place, left, right);
    };
    if (expected.form != found.form) return pair(QStringLiteral("form"), expected.form, found.form);
    if (expected.fiscalYear != found.fiscalYear)
        return pair(QStringLiteral("year"), QString::number(expected.fiscalYear), QString::number(found.fiscalYear));
    for (auto it = expected.fields.cbegin(); it != expected.fields.cend(); ++it)
        if (*it != found.field(it.key())) return pair(it.key(), *it, found.field(it.key()));
    for (auto it = expected.tables.cbegin(); it != expected.tables.cend(); ++it) {
        const auto rows = found.rows(it.key());
        for (qsizetype i = 0; i < std::max(rows.size(), it->size()); ++i) {
            if (i >= rows.size() || i >= it->size())
                return pair(it.key(), QString::number(it->size()), QString::number(rows.size()));
            for (auto cell = it->at(i).cells.cbegin(); cell != it->at(i).cells.cend(); ++cell)
                if (*cell != rows.at(i).cell(cell.key()))
                    return pair(FieldPath{it.key(), int(i), cell.key()}.toString(), *cell, rows.at(i).cell(cell.key()));
        }
    }
    for (auto it = found.fields.cbegin(); it != found.fields.cend(); ++it)
        if (!expected.fields.contains(it.key()) && !it->isEmpty()) return pair(it.key(), QString(), *it);
    return {};
}

} // namespace fixtures

#include "core/review/parsed_form.h"

#include "core/review/text.h"

#include <algorithm>

namespace jixiao::review {

namespace {

const QString indicatorTable = QStringLiteral("indicators");
const QString dutyTable = QStringLiteral("duties");
const QString goalTable = QStringLiteral("goals");
const QString fundTable = QStringLiteral("funds");

QString familyOf(const QString& form) {
    const auto dot = form.lastIndexOf(u'.');
    return dot > 0 ? form.left(dot) : form;
}

std::optional<Decimal> percent(QString text) {
    if (text.endsWith(u'%') || text.endsWith(u'％')) text.chop(1);
    const auto value = Decimal::parse(text);
    if (!value) return std::nullopt;
    return *value;
}

bool isText(const FieldSpec& spec) { return spec.type == FieldType::Text || spec.type == FieldType::LongText; }

bool isIndicatorTable(const TableSpec& table) {
    return table.column(QStringLiteral("name")) && table.column(QStringLiteral("target"));
}

/// True when equal neighbours in the column are one cell on paper.
bool isMerged(const FormTemplate& form, const TableSpec& table, const QString& column) {
    const auto merges = [&](const GridTable& part) {
        return part.repeat == table.id && part.mergeColumns.contains(column);
    };
    return table.isGrouped(column) || std::any_of(form.grid.begin(), form.grid.end(), merges);
}

void addOnce(QList<FieldPath>& places, const FieldPath& place) {
    if (!places.contains(place)) places.append(place);
}

/// "1–7月执行数" → 7.
int monthOf(const QString& label) {
    static const QRegularExpression pattern(QStringLiteral("(\\d{1,2})月"));
    const auto match = pattern.match(label);
    return match.hasMatch() ? match.captured(1).toInt() : 0;
}

} // namespace

ParsedForm::ParsedForm(int position, const FormDocument& source, const FormTemplate& shape, const Words& words)
    : index(position), document(source), form(shape), family(familyOf(shape.id)) {
    readIdentity(words);
    readBudget();
    readPlan();
    readGoals();
    readAllIndicators(words);
    bool moved = false;
    readDuties(duties, document, form, moved);
    readFunds();
    collectTexts();
}

void ParsedForm::readIdentity(const Words& words) {
    unit = document.field(QStringLiteral("unit.code")).trimmed();
    code = document.field(QStringLiteral("project.code")).trimmed();
    name = document.field(QStringLiteral("project.name")).trimmed();
    const QString written = document.field(QStringLiteral("moneyUnit")).trimmed();
    moneyWord = written.isEmpty() ? form.moneyUnit : written;
    moneyUnit = moneyWord == QStringLiteral("元") ? MoneyUnit::Yuan : MoneyUnit::WanYuan;
    isConstruction = words.constructionName.match(name).hasMatch() && !words.notConstructionName.match(name).hasMatch();
}

Amount ParsedForm::amount(const QString& fieldId) const {
    Amount result{{{}, -1, fieldId}, document.field(fieldId).trimmed(), {}};
    if (result.isBlank()) return result;
    if (const auto money = Money::parse(result.raw, moneyUnit)) result.value = *money;
    return result;
}

void ParsedForm::readBudget() {
    total = amount(QStringLiteral("budget.total"));
    fiscal = amount(QStringLiteral("budget.fiscal"));
    other = amount(QStringLiteral("budget.other"));
}

void ParsedForm::readPlan() {
    static const std::array<QString, 4> fields{QStringLiteral("spendingPlan.mar"), QStringLiteral("spendingPlan.jun"),
                                               QStringLiteral("spendingPlan.oct"), QStringLiteral("spendingPlan.dec")};
    for (size_t i = 0; i < plan.size(); ++i) {
        const auto* spec = form.field(fields[i]);
        plan[i] = {{{}, -1, fields[i]}, spec ? spec->label : QString(), document.field(fields[i]).trimmed(), {}};
        if (!plan[i].isBlank()) plan[i].value = percent(plan[i].raw);
    }
}

void ParsedForm::readGoals() {
    goals.clear();
    const auto* table = form.table(goalTable);
    if (!table || table->columns.isEmpty()) return;
    const QString column = table->columns.first().id;
    const auto rows = document.rows(table->id);
    for (int i = 0; i < rows.size(); ++i) {
        const QString raw = rows[i].cell(column);
        if (!raw.trimmed().isEmpty()) goals.append({{table->id, i, column}, withoutListNumber(raw), raw});
    }
}

void ParsedForm::readAllIndicators(const Words& words) {
    bool moved = false;
    for (const auto& table : form.tables) {
        if (!isIndicatorTable(table)) continue;
        if (table.id == indicatorTable) {
            main.read(document, table, words, moved);
            continue;
        }
        moreIndicators.append(IndicatorRows());
        moreIndicators.last().read(document, table, words, moved);
    }
}

const QList<Indicator>& ParsedForm::indicatorsOf(const QString& tableId) const {
    static const QList<Indicator> none;
    if (tableId == indicatorTable) return indicators;
    for (const auto& rows : moreIndicators)
        if (rows.table == tableId) return rows.filled;
    return none;
}

void ParsedForm::readFunds() {
    funds.clear();
    const auto* table = form.table(fundTable);
    const auto* executed = table ? table->column(QStringLiteral("executedAmount")) : nullptr;
    if (!executed) return;
    month = monthOf(executed->label);
    const bool changes = table->column(QStringLiteral("budgetInForce")) != nullptr;
    const auto rows = document.rows(table->id);
    for (int i = 0; i < rows.size(); ++i) {
        const auto& cells = rows[i];
        const auto money = [&](const QString& column) {
            Amount amount{{table->id, i, column}, cells.cell(column).trimmed(), {}};
            if (const auto value = Money::parse(amount.raw, moneyUnit); value && !amount.isBlank())
                amount.value = *value;
            return amount;
        };
        FundRow next;
        next.row = i;
        next.item = cells.cell(table->columns.first().id).trimmed();
        next.initial = money(QStringLiteral("initialBudget"));
        next.inForce = changes ? money(QStringLiteral("budgetInForce")) : next.initial;
        next.executed = money(QStringLiteral("executedAmount"));
        next.forecast = money(QStringLiteral("yearEndForecast"));
        next.weight = cells.cell(QStringLiteral("weight")).trimmed();
        next.rate = cells.cell(QStringLiteral("executionRate")).trimmed();
        next.score = cells.cell(QStringLiteral("score")).trimmed();
        next.reason = cells.cell(QStringLiteral("reason")).trimmed();
        funds.append(next);
    }
    const QString whole = table->fixedRows.isEmpty() ? QString() : squeezed(table->fixedRows.first());
    const auto isWhole = [&](const FundRow& row) { return squeezed(row.item) == whole; };
    const auto found = std::find_if(funds.begin(), funds.end(), isWhole);
    if (found != funds.end()) std::rotate(funds.begin(), found, found + 1);
}

void ParsedForm::collectTexts() {
    texts.clear();
    for (const auto& spec : form.fields) {
        if (!isText(spec)) continue;
        if (const QString text = document.field(spec.id); !text.isEmpty()) texts.append({{{}, -1, spec.id}, text});
    }
    for (const auto& table : form.tables)
        collectTexts(table);
}

void ParsedForm::collectTexts(const TableSpec& table) {
    const auto rows = document.rows(table.id);
    for (const auto& spec : table.columns)
        if (isText(spec)) return collectTexts(table, rows);
}

void ParsedForm::collectTexts(const TableSpec& table, const QList<FormRow>& rows) {
    struct Column {
        const QString& id;
        bool merged;
        qsizetype above = -1; ///< the last cell of a merged column
    };
    std::vector<Column> columns;
    for (const auto& spec : table.columns)
        if (isText(spec)) columns.push_back({spec.id, isMerged(form, table, spec.id)});
    for (int i = 0; i < rows.size(); ++i)
        for (auto& column : columns) {
            const QString text = rows[i].cell(column.id);
            if (text.isEmpty()) continue;
            const bool same = column.merged && i > 0 && column.above >= 0 && rows[i - 1].cell(column.id) == text;
            if (same) {
                texts[column.above].also.append({table.id, i, column.id});
                continue;
            }
            column.above = texts.size();
            texts.append({{table.id, i, column.id}, text, {}, column.merged});
        }
}

/// A cell that stays filled changes its text; otherwise the list is made anew.
void ParsedForm::refreshText(const FieldPath& path, FormChange& change) {
    const auto* spec = form.spec(path);
    const auto* table = form.table(path.table);
    if (!spec || (table && isMerged(form, *table, path.field))) {
        collectTexts();
        if (spec) mergedNeighbours(path, change);
        return;
    }
    if (!isText(*spec)) return;
    const QString text = document.value(path);
    const auto isIt = [&](const TextCell& cell) { return cell.path.row == path.row && cell.path == path; };
    const auto found = std::find_if(texts.begin(), texts.end(), isIt);
    if (found != texts.end() && !text.isEmpty())
        found->text = text;
    else if (found != texts.end() || !text.isEmpty())
        collectTexts();
}

/// A merged cell begins in its first row: that of the cell above, and the row below, have another one now.
void ParsedForm::mergedNeighbours(const FieldPath& path, FormChange& change) const {
    const auto rows = document.rows(path.table);
    int first = std::min(path.row - 1, int(rows.size()) - 1);
    while (first > 0 && rows[first - 1].cell(path.field) == rows[first].cell(path.field))
        --first;
    if (first >= 0) addOnce(change.places, {path.table, first, {}});
    if (path.row + 1 < rows.size()) addOnce(change.places, {path.table, path.row + 1, {}});
}

void ParsedForm::refreshIndicators(const FieldPath& path, bool alone, const Words& words, FormChange& change) {
    const bool isMain = path.table == indicatorTable;
    IndicatorRows* rows = &main;
    for (auto& more : moreIndicators)
        if (more.table == path.table) rows = &more;
    const auto isMaskedNow = [&] {
        return std::any_of(rows->filled.cbegin(), rows->filled.cend(),
                           [&](const Indicator& row) { return row.row == path.row && row.masked; });
    };
    const bool masked = isMaskedNow();
    const auto count = rows->filled.size() + rows->empty.size();
    bool moved = false;
    const auto changed = rows->read(document, *form.table(path.table), words, moved);
    if (isMain) change.indicators += changed;
    change.rowsMoved = change.rowsMoved || (isMain && moved);
    if (path.field.isEmpty() || count != rows->filled.size() + rows->empty.size())
        return addOnce(change.places, {path.table, -1, {}});
    const bool wholeRow = moved || !alone || masked != isMaskedNow();
    addOnce(change.places, {path.table, path.row, wholeRow ? QString() : path.field});
    for (const int at : changed)
        if (const int row = rows->filled.at(at).row; row == path.row)
            continue;
        else if (alone)
            change.inherited.append({path.table, row, path.field});
        else
            addOnce(change.places, {path.table, row, {}});
}

void ParsedForm::refreshDuties(const FieldPath& path, FormChange& change) {
    bool moved = false;
    const auto changed = readDuties(duties, document, form, moved);
    change.duties = true;
    if (moved || path.field.isEmpty()) return addOnce(change.places, {path.table, -1, {}});
    addOnce(change.places, {path.table, path.row, {}});
    for (const int at : changed)
        addOnce(change.places, {path.table, duties.at(at).row, {}});
}

FormChange ParsedForm::refresh(const QList<FieldPath>& changed, const Words& words) {
    FormChange change;
    for (const auto& path : changed) {
        const auto* table = form.table(path.table);
        change.head = change.head || !table || path.table == goalTable;
        if (table && path.table == dutyTable) {
            refreshDuties(path, change);
        } else if (table && isIndicatorTable(*table)) {
            refreshIndicators(path, changed.size() == 1, words, change);
        } else {
            addOnce(change.places, path);
            if (!table) {
                readIdentity(words);
                readBudget();
                readPlan();
            }
            if (path.table == goalTable) readGoals();
            if (!table || path.table == fundTable) readFunds();
        }
        refreshText(path, change);
    }
    return change;
}

} // namespace jixiao::review

#include "core/review/parsed_form.h"

#include "core/review/text.h"

#include <algorithm>

namespace jixiao::review {

namespace {

const QString indicatorTable = QStringLiteral("indicators");

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
    duties = readDuties(document, form);
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
    const auto* table = form.table(QStringLiteral("goals"));
    if (!table || table->columns.isEmpty()) return;
    const QString column = table->columns.first().id;
    const auto rows = document.rows(table->id);
    for (int i = 0; i < rows.size(); ++i) {
        const QString raw = rows[i].cell(column);
        if (!raw.trimmed().isEmpty()) goals.append({{table->id, i, column}, withoutListNumber(raw), raw});
    }
}

void ParsedForm::readAllIndicators(const Words& words) {
    indicators.clear();
    emptyRows.clear();
    moreIndicators.clear();
    for (const auto& table : form.tables) {
        if (!isIndicatorTable(table)) continue;
        auto rows = readIndicators(document, table, words);
        if (table.id != indicatorTable) {
            moreIndicators.append(std::move(rows));
            continue;
        }
        indicators = std::move(rows.filled);
        emptyRows = std::move(rows.empty);
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
    const auto* table = form.table(QStringLiteral("funds"));
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
    QHash<QString, qsizetype> above; // grouped column → its last cell
    for (int i = 0; i < rows.size(); ++i)
        for (const auto& spec : table.columns) {
            if (!isText(spec)) continue;
            const QString text = rows[i].cell(spec.id);
            if (text.isEmpty()) continue;
            const bool grouped = table.isGrouped(spec.id);
            const qsizetype same =
                grouped && i > 0 && rows[i - 1].cell(spec.id) == text ? above.value(spec.id, -1) : -1;
            if (same >= 0) {
                texts[same].also.append({table.id, i, spec.id});
                continue;
            }
            if (grouped) above.insert(spec.id, texts.size());
            texts.append({{table.id, i, spec.id}, text});
        }
}

bool ParsedForm::refreshIndicator(const FieldPath& path, const Words& words) {
    const auto* table = form.table(path.table);
    auto* rows = &indicators;
    for (auto& more : moreIndicators)
        if (more.table == path.table) rows = &more.filled;
    const auto at = std::find_if(rows->begin(), rows->end(), [&](const Indicator& row) { return row.row == path.row; });
    const bool levels = path.field == QStringLiteral("level1") || path.field == QStringLiteral("level2");
    const bool same = at != rows->end() && !path.field.isEmpty() && !levels &&
                      !plain(document.value(at->at(QStringLiteral("name")))).isEmpty();
    if (!same) {
        readAllIndicators(words);
        return false;
    }
    const bool masked = at->masked;
    rereadIndicator(*at, document, *table, words);
    return at->masked == masked;
}

bool ParsedForm::refresh(const QList<FieldPath>& changed, const Words& words) {
    bool samePlaces = true;
    for (const auto& path : changed) {
        const auto* table = form.table(path.table);
        if (!table) {
            readIdentity(words);
            readBudget();
            readPlan();
            readFunds();
        } else if (isIndicatorTable(*table)) {
            samePlaces = refreshIndicator(path, words) && samePlaces;
        } else if (path.table == QStringLiteral("goals")) {
            readGoals();
        } else if (path.table == QStringLiteral("duties")) {
            duties = readDuties(document, form);
            samePlaces = false;
        } else if (path.table == QStringLiteral("funds")) {
            readFunds();
        }
    }
    collectTexts();
    return samePlaces;
}

} // namespace jixiao::review

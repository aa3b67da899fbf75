#pragma once

#include "core/review/duty_row.h"
#include "core/review/indicator.h"
#include "core/review/sums.h"
#include "core/review/words.h"

#include <array>
#include <optional>
#include <vector>

namespace jixiao::review {

/// A cell of the cumulative spending plan.
struct PlanValue {
    FieldPath path;
    QString label; ///< "3月底"
    QString raw;
    std::optional<Decimal> value;

    bool isBlank() const { return raw.isEmpty(); }
};

struct Goal {
    FieldPath path;
    QString text; ///< without list number
    QString raw;
};

/// A text cell, for the rules that look at every text.
struct TextCell {
    FieldPath path;
    QString text;
    QList<FieldPath> also = {}; ///< rows below that repeat it: one cell on paper
    bool merged = false;        ///< of a column whose equal neighbours are one cell on paper
};

/// A row of the sources of funds of an outcome form.
struct FundRow {
    int row = 0;
    QString item;
    Amount initial, inForce, executed, forecast; ///< in force: the initial budget when the form has no such column
    QString weight, rate, score, reason;

    FieldPath at(const QString& column) const { return {QStringLiteral("funds"), row, column}; }
};

/// What an edit of a form changed of it.
struct FormChange {
    /// Cells (table, row, field), rows (table, row), tables (table) and fields (field) that say something else now.
    QList<FieldPath> places;
    QList<FieldPath>
        inherited;          ///< rows (table, row, field) that have something else from the row above; no cell of them
    QList<int> indicators;  ///< indexes of the rows of the table "indicators" among them
    bool rowsMoved = false; ///< its rows are others than before: no pointer into them may be kept
    bool duties = false;
    bool head = false; ///< fields or goals
};

/// A form with its values parsed once for all rules.
struct ParsedForm {
    ParsedForm(int position, const FormDocument& source, const FormTemplate& shape, const Words& words);
    ParsedForm(const ParsedForm&) = delete;
    ParsedForm& operator=(const ParsedForm&) = delete;

    int index;
    const FormDocument& document;
    const FormTemplate& form;
    QString family; ///< form id without its year: "hebei.project"
    QString unit;   ///< unit code as written; the context fills in a missing one
    QString code;
    QString name;
    MoneyUnit moneyUnit = MoneyUnit::WanYuan;
    QString moneyWord;
    Amount total, fiscal, other;
    std::array<PlanValue, 4> plan;
    QList<Goal> goals;  ///< filled ones
    IndicatorRows main; ///< of the table "indicators"
    const QList<Indicator>& indicators = main.filled;
    const QList<int>& emptyRows = main.empty;
    QList<IndicatorRows> moreIndicators; ///< of further tables of indicators ("annual.indicators")
    QList<DutyRow> duties;
    QList<FundRow> funds; ///< of an outcome form, the whole first
    int month = 0;        ///< the month up to which a monitoring form counts what was spent; 0 = not such a form
    QList<TextCell> texts;
    bool isConstruction = false;

    bool has(const QString& fieldId) const { return form.field(fieldId) != nullptr; }
    bool hasTable(const QString& tableId) const { return form.table(tableId) != nullptr; }
    /// The rows of any table of indicators; none when the form has no such table.
    const QList<Indicator>& indicatorsOf(const QString& tableId) const;
    /// The funds as a whole; null when the form has none.
    const FundRow* wholeFund() const { return funds.isEmpty() ? nullptr : &funds.first(); }
    /// Reads again what edits of the document touched.
    FormChange refresh(const QList<FieldPath>& changed, const Words& words);
    /// Amounts for messages, in 万元.
    static QString wan(Money money) { return money.toString(MoneyUnit::WanYuan); }
    /// The budget as a target's amount, in the unit of the form: "9.70万元".
    QString totalWithUnit() const { return total.value->toString(moneyUnit) + moneyWord; }

private:
    void readIdentity(const Words& words);
    void readBudget();
    void readPlan();
    void readGoals();
    void readAllIndicators(const Words& words);
    void readFunds();
    void collectTexts();
    void collectTexts(const TableSpec& table);
    void collectTexts(const TableSpec& table, const QList<FormRow>& rows);
    void refreshIndicators(const FieldPath& path, bool alone, const Words& words, FormChange& change);
    void refreshDuties(const FieldPath& path, FormChange& change);
    void refreshText(const FieldPath& path, FormChange& change);
    void mergedNeighbours(const FieldPath& path, FormChange& change) const;
    Amount amount(const QString& fieldId) const;
};

} // namespace jixiao::review

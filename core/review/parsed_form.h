#pragma once

#include "core/domain/money.h"
#include "core/domain/target_value.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"
#include "core/review/words.h"

#include <array>
#include <optional>

namespace jixiao::review {

/// An amount cell of the form.
struct Amount {
    FieldPath path;
    QString raw; ///< trimmed
    std::optional<Money> value;

    bool isBlank() const { return raw.isEmpty(); }
};

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
};

/// An indicator row, read once.
struct Indicator {
    int row = 0;
    Kind level1 = Kind::None; ///< after inheritance from the rows above
    Kind level2 = Kind::None;
    QString level1Word; ///< as written in this row, or inherited
    QString level2Word;
    QString name;
    QString plainName;
    QString description;
    QString basis;
    QString weight;
    QString scoring; ///< the grading standard, when the form has one
    TargetValue target;
    Comparator op = Comparator::None; ///< written or assumed
    bool written = false;             ///< the comparator was written
    bool masked = false;              ///< at least one cell is "**"
    bool isCost = false;
    bool isSatisfaction = false;
    bool isRate = false;        ///< named like a share or rate, or satisfaction
    bool isCapped = false;      ///< a share that cannot exceed 100 %
    bool isLowerBetter = false; ///< named like a bad event

    /// As a plain ratio; a bare number above 1 of a rate counts as percent.
    std::optional<Decimal> ratio() const;
    std::optional<Money> money() const { return target.money(); }
    bool isQuantitative() const { return target.isNumeric() || target.kind() == TargetValue::Kind::Date; }
    FieldPath at(const QString& column) const { return {QStringLiteral("indicators"), row, column}; }
};

/// A form with its values parsed once for all rules.
struct ParsedForm {
    ParsedForm(int position, const FormDocument& source, const FormTemplate& shape, const Words& words);

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
    QList<Goal> goals;           ///< filled ones
    QList<Indicator> indicators; ///< rows with something in them; masked rows too
    QList<int> emptyRows;        ///< indicator rows with nothing in them
    QList<TextCell> texts;
    bool isConstruction = false;

    bool has(const QString& fieldId) const { return form.field(fieldId) != nullptr; }
    bool hasTable(const QString& tableId) const { return form.table(tableId) != nullptr; }
    /// Amounts for messages, in 万元.
    static QString wan(Money money) { return money.toString(MoneyUnit::WanYuan); }
    /// The budget as a target's amount, in the unit of the form: "9.70万元".
    QString totalWithUnit() const { return total.value->toString(moneyUnit) + moneyWord; }

private:
    void readBudget();
    void readPlan();
    void readGoals();
    void readIndicators(const Words& words);
    void collectTexts();
    Amount amount(const QString& fieldId) const;
};

} // namespace jixiao::review

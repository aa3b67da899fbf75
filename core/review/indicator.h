#pragma once

#include "core/domain/money.h"
#include "core/domain/target_value.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"
#include "core/review/words.h"

#include <optional>

namespace jixiao::review {

/// An indicator row, read once.
struct Indicator {
    QString table = QStringLiteral("indicators");
    int row = 0;
    QMap<QString, QString> cells; ///< what it was read from
    Kind level1 = Kind::None;     ///< after inheritance from the rows above
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
    bool rateName = false;      ///< what the name alone says
    bool unboundedName = false;

    QString twoYearsAgo; ///< values of the years before, as written
    QString lastYear;
    QString actualColumn; ///< where the form keeps what was reached; empty when it does not
    TargetValue actual;   ///< what was reached, with the row's unit when the form has a column for it
    QString score;
    QString reason; ///< of a deviation
    QString likelihood;
    QString measure;               ///< what is to be done about a deviation
    bool hasReasonClasses = false; ///< the form has boxes for the kind of reason
    bool reasonClassed = false;    ///< one of them is ticked

    /// As a plain ratio; a bare number above 1 of a rate counts as percent.
    std::optional<Decimal> ratio() const;
    std::optional<Money> money() const { return target.money(); }
    bool isQuantitative() const { return target.isNumeric() || target.kind() == TargetValue::Kind::Date; }
    bool isUpward() const { return op == Comparator::AtLeast || op == Comparator::Above; }
    bool isDownward() const { return op == Comparator::AtMost || op == Comparator::Below; }
    FieldPath at(const QString& column) const { return {table, row, column}; }
};

/// The indicator rows of one table of a form.
struct IndicatorRows {
    QString table;
    QList<Indicator> filled; ///< rows with something in them; masked rows too
    QList<int> empty;        ///< rows with nothing in them

    /// Reads the rows of the document; those that are as they were keep what was read. Returns the indexes in `filled`
    /// of the others, and sets `moved` when rows were filled, emptied or shifted, so that no pointer may be kept.
    QList<int> read(const FormDocument& document, const TableSpec& spec, const Words& words, bool& moved);
};

} // namespace jixiao::review

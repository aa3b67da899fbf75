#pragma once

#include "core/review/review.h"
#include "core/review/review_context.h"

#include <QHash>

#include <functional>
#include <initializer_list>
#include <utility>
#include <vector>

namespace jixiao::review {

struct Rule;
class Check;
using CheckFunction = void (*)(Check& check);

/// A handful of values by name: for so few, looking them through is faster than hashing.
template <typename T>
class NamedValues {
public:
    void insert(const QString& name, const T& value) { values_.append({name, value}); }
    /// A default value when there is none of that name.
    const T& value(const QString& name) const {
        static const T none{};
        for (const auto& entry : values_)
            if (entry.first == name) return entry.second;
        return none;
    }

private:
    QList<std::pair<QString, T>> values_;
};

/// The parameters of one rule, resolved when the rules are loaded: a check may rely on those its entry names.
struct Params {
    NamedValues<Decimal> numbers;
    NamedValues<QStringList> lists;
    NamedValues<QRegularExpression> patterns;
    NamedValues<QHash<QString, QString>> maps;
};

/// How far what a check says about one place can depend on other places of the form.
enum class Reach {
    Form, ///< on anything the rule reads
    Row,  ///< on the cells of its own indicator row, and on no list of rows
    Cell, ///< on the text cells of its own row
};

/// A rule of assets/rules/*.json bound to its check.
struct Rule {
    QString id;
    Severity severity = Severity::Hint;
    QString dimension;
    CheckFunction check = nullptr;
    Reach reach = Reach::Form;
    QStringList reads;                ///< what of the form it depends on: "budget", "indicators.target", "texts", "*"
    QStringList forms;                ///< families it applies to; empty = all
    QHash<QString, QString> messages; ///< by variant; "" is the usual one
    QHash<QString, QString> chinese;  ///< the same in Chinese, when they are in another language
    QString fixLabel;
    QHash<QString, QString> terms; ///< words of the rules and forms in the language of the messages
    Params params;

    bool appliesTo(const QString& form) const;
    /// True when an edit at that place may change what the rule says. A path without field is a whole row or table.
    bool dependsOn(const FieldPath& path, const FormTemplate& form) const;
};

/// One rule at work on one form: what the check reads, and where it reports.
class Check {
public:
    using Args = std::initializer_list<std::pair<QString, QString>>;
    using Rows = std::vector<std::reference_wrapper<const Indicator>>;
    using DutyRows = std::vector<std::reference_wrapper<const DutyRow>>;

    Check(const ParsedForm& parsed, const ReviewContext& others, const Words& vocabulary, const Rule& current,
          QList<Finding>& out)
        : form(parsed), context(others), words(vocabulary), rule_(current), findings_(out) {}
    /// Of a check that reaches no farther than a row: only this one.
    void limitTo(const FieldPath& row) { only_ = row; }

    const ParsedForm& form;
    const ReviewContext& context;
    const Words& words;

    const FormFacts& facts() const { return context.facts(form); }
    /// The rows of the table "indicators" to look at.
    Rows rows() const { return rowsOf(QStringLiteral("indicators")); }
    Rows rowsOf(const QString& table) const;
    /// The rows of the table "duties" to look at.
    DutyRows dutyRows() const;
    /// The text cells to look at.
    QList<TextCell> cells() const;

    const Decimal& number(const QString& name) const { return rule_.params.numbers.value(name); }
    const QStringList& list(const QString& name) const { return rule_.params.lists.value(name); }
    const QRegularExpression& pattern(const QString& name) const { return rule_.params.patterns.value(name); }
    const QHash<QString, QString>& map(const QString& name) const { return rule_.params.maps.value(name); }
    bool matches(const QString& name, const QString& text) const { return pattern(name).match(text).hasMatch(); }

    void report(const FieldPath& path, Args args = {}, const QString& variant = {}) { add(path, args, variant, {}); }
    void reportFixable(const FieldPath& path, Args args, const QList<FieldEdit>& edits, const QString& variant = {}) {
        add(path, args, variant, edits);
    }

private:
    void add(const FieldPath& path, Args args, const QString& variant, const QList<FieldEdit>& edits);

    const Rule& rule_;
    QList<Finding>& findings_;
    std::optional<FieldPath> only_;
};

/// A named check with what its rule must supply. Parameters are "number:max", "list:words", "pattern:name", "map:x".
struct CheckEntry {
    QString name;
    CheckFunction run;
    QStringList params = {};
    QStringList variants = {}; ///< messages it needs beside the usual one
    bool fixes = false;        ///< needs a "fix" label
    Reach reach = Reach::Form;
};

inline CheckEntry rowByRow(CheckEntry entry) {
    entry.reach = Reach::Row;
    return entry;
}

inline CheckEntry cellByCell(CheckEntry entry) {
    entry.reach = Reach::Cell;
    return entry;
}

QList<CheckEntry> identityChecks();
QList<CheckEntry> budgetChecks();
QList<CheckEntry> planChecks();
QList<CheckEntry> goalChecks();
QList<CheckEntry> structureChecks();
QList<CheckEntry> indicatorChecks();
QList<CheckEntry> valueChecks();
QList<CheckEntry> moneyChecks();
QList<CheckEntry> basisChecks();
QList<CheckEntry> crossFormChecks();
QList<CheckEntry> textChecks();
QList<CheckEntry> secrecyChecks();
QList<CheckEntry> yearChecks();
QList<CheckEntry> dutyChecks();
QList<CheckEntry> gradeChecks();
QList<CheckEntry> dutyTextChecks();
QList<CheckEntry> sumChecks();
QList<CheckEntry> departmentChecks();
QList<CheckEntry> departmentValueChecks();
QList<CheckEntry> narrativeChecks();
QList<CheckEntry> repetitionChecks();
QList<CheckEntry> assetChecks();
QList<CheckEntry> monitoringChecks();
QList<CheckEntry> progressChecks();
QList<CheckEntry> evaluationChecks();
QList<CheckEntry> scoreChecks();
QList<CheckEntry> disclosureChecks();
QList<CheckEntry> requiredChecks();

/// The check of that name; null when there is none.
const CheckEntry* findCheck(const QString& name);

} // namespace jixiao::review

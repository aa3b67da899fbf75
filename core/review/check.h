#pragma once

#include "core/review/review.h"
#include "core/review/review_context.h"

#include <QHash>

#include <initializer_list>
#include <utility>

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

/// A rule of assets/rules/project.json bound to its check.
struct Rule {
    QString id;
    Severity severity = Severity::Hint;
    QString dimension;
    CheckFunction check = nullptr;
    QStringList forms;                ///< families it applies to; empty = all
    QHash<QString, QString> messages; ///< by variant; "" is the usual one
    QString fixLabel;
    Params params;

    bool appliesTo(const QString& form) const;
};

/// One rule at work on one form: what the check reads, and where it reports.
class Check {
public:
    using Args = std::initializer_list<std::pair<QString, QString>>;

    Check(const ParsedForm& parsed, const ReviewContext& others, const Words& vocabulary, const Rule& current,
          QList<Finding>& out)
        : form(parsed), context(others), words(vocabulary), rule_(current), findings_(out) {}

    const ParsedForm& form;
    const ReviewContext& context;
    const Words& words;

    const Decimal& number(const QString& name) const { return rule_.params.numbers.value(name); }
    const QStringList& list(const QString& name) const { return rule_.params.lists.value(name); }
    const QRegularExpression& pattern(const QString& name) const { return rule_.params.patterns.value(name); }
    const QHash<QString, QString>& map(const QString& name) const { return rule_.params.maps.value(name); }
    bool matches(const QString& name, const QString& text) const { return pattern(name).match(text).hasMatch(); }

    void report(const FieldPath& path, Args args = {}, const QString& variant = {}) { add(path, args, variant, {}); }
    void reportFixable(const FieldPath& path, Args args, const QList<FieldEdit>& edits) { add(path, args, {}, edits); }

private:
    void add(const FieldPath& path, Args args, const QString& variant, const QList<FieldEdit>& edits);

    const Rule& rule_;
    QList<Finding>& findings_;
};

/// A named check with what its rule must supply. Parameters are "number:max", "list:words", "pattern:name", "map:x".
struct CheckEntry {
    QString name;
    CheckFunction run;
    QStringList params = {};
    QStringList variants = {}; ///< messages it needs beside the usual one
    bool fixes = false;        ///< needs a "fix" label
};

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

/// The check of that name; null when there is none.
const CheckEntry* findCheck(const QString& name);

} // namespace jixiao::review

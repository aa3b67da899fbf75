#include "core/review/review_context.h"
#include "core/review/rule_set.h"

#include <algorithm>

namespace jixiao {

using namespace review;

namespace {

/// Where a path stands in the editor: section by section, then row by row.
class Placement {
public:
    explicit Placement(const FormTemplate& form) {
        int next = 0;
        for (const auto& section : form.sections) {
            for (const QString& field : section.fields)
                places_.insert(field, next++);
            if (!section.table.isEmpty()) places_.insert(section.table, next++);
        }
        for (const auto& table : form.tables)
            for (int i = 0; i < table.columns.size(); ++i)
                columns_.insert(table.id + u'.' + table.columns[i].id, i);
        end_ = next;
    }

    std::array<int, 3> of(const FieldPath& path) const {
        const bool inTable = !path.table.isEmpty();
        const int place = places_.value(inTable ? path.table : path.field, end_);
        return {place, inTable ? path.row : -1, inTable ? columns_.value(path.table + u'.' + path.field, -1) : -1};
    }

private:
    QHash<QString, int> places_;
    QHash<QString, int> columns_;
    int end_ = 0;
};

void sortByPlace(QList<Finding>& findings, const FormTemplate& form) {
    const Placement placement(form);
    struct Keyed {
        std::array<int, 3> place;
        qsizetype at;
    };
    std::vector<Keyed> order;
    order.reserve(size_t(findings.size()));
    for (qsizetype i = 0; i < findings.size(); ++i)
        order.push_back({placement.of(findings[i].path), i});
    // Findings come rule by rule, so a stable sort keeps the order of the rules within a place.
    std::stable_sort(order.begin(), order.end(), [](const Keyed& a, const Keyed& b) { return a.place < b.place; });
    QList<Finding> sorted;
    sorted.reserve(findings.size());
    for (const auto& key : order)
        sorted.append(std::move(findings[key.at]));
    findings = std::move(sorted);
}

QList<Finding> reviewForm(const ParsedForm& form, const ReviewContext& context, const QList<Rule>& rules,
                          const Words& words) {
    QList<Finding> findings;
    for (const auto& rule : rules) {
        if (!rule.appliesTo(form.form.id)) continue;
        Check check(form, context, words, rule, findings);
        rule.check(check);
    }
    sortByPlace(findings, form.form);
    return findings;
}

} // namespace

QString severityLetter(Severity severity) {
    switch (severity) {
    case Severity::Error:
        return QStringLiteral("E");
    case Severity::Warning:
        return QStringLiteral("W");
    case Severity::Hint:
        return QStringLiteral("H");
    }
    return {};
}

QList<Finding> Reviewer::review(const QList<FormDocument>& documents) const {
    const auto& data = *rules_.data_;
    ReviewContext context;
    for (int i = 0; i < documents.size(); ++i)
        if (const auto* form = catalogue_.find(documents[i].form)) context.add(i, documents[i], *form, data.words);
    context.buildIndexes();
    QList<Finding> findings;
    for (const auto& form : context.forms())
        findings.append(reviewForm(form, context, data.rules, data.words));
    return findings;
}

QList<Finding> Reviewer::reviewOne(const FormDocument& document, const QList<FormDocument>& others) const {
    const auto& data = *rules_.data_;
    const auto* own = catalogue_.find(document.form);
    if (!own) return {};
    ReviewContext context;
    context.add(0, document, *own, data.words);
    for (int i = 0; i < others.size(); ++i) {
        const bool itself = !document.id.isNull() && others[i].id == document.id;
        const auto* form = itself ? nullptr : catalogue_.find(others[i].form);
        if (form) context.add(i + 1, others[i], *form, data.words);
    }
    context.buildIndexes();
    return reviewForm(context.forms().front(), context, data.rules, data.words);
}

bool maySubmit(const QList<Finding>& findings) {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::Error; });
}

} // namespace jixiao

#include "core/review/check.h"
#include "core/review/text.h"

#include <QSet>

#include <algorithm>

namespace jixiao::review {

namespace {

using ValueKind = TargetValue::Kind;

const QString annualTable = QStringLiteral("annual.indicators");

/// The pairs of neighbouring characters of a text, without the words that say nothing about its subject.
QSet<QString> pairsOf(QString text, const QStringList& ignored) {
    for (const QString& word : ignored)
        text.replace(word, QStringLiteral(" "));
    QSet<QString> pairs;
    for (qsizetype i = 0; i + 1 < text.size(); ++i)
        if (text[i].isLetterOrNumber() && text[i + 1].isLetterOrNumber()) pairs.insert(text.mid(i, 2));
    return pairs;
}

/// Each map entry names a table of goals and the table of the indicators that measure them.
void goalWithoutIndicator(Check& check) {
    const auto& ignored = check.list(QStringLiteral("ignored"));
    const auto& tables = check.map(QStringLiteral("tables"));
    const auto& clauses = check.pattern(QStringLiteral("clauses"));
    for (auto it = tables.cbegin(); it != tables.cend(); ++it) {
        const auto* goals = check.form.form.table(it.key());
        const auto& indicators = check.form.indicatorsOf(*it);
        if (!goals || goals->columns.isEmpty() || indicators.isEmpty()) continue;
        QSet<QString> measured;
        bool masked = false;
        for (const auto& indicator : indicators) {
            masked = masked || indicator.masked;
            measured += pairsOf(indicator.level2Word + u' ' + indicator.name + u' ' + indicator.description + u' ' +
                                    indicator.target.raw(),
                                ignored);
        }
        const auto rows = masked ? QList<FormRow>() : check.form.document.rows(it.key());
        for (int i = 0; i < rows.size(); ++i)
            for (const QString& clause : rows[i].cell(goals->columns.first().id).split(clauses, Qt::SkipEmptyParts)) {
                const auto pairs = pairsOf(withoutListNumber(clause), ignored);
                if (pairs.isEmpty() || isMasked(clause) || pairs.intersects(measured)) continue;
                check.report({it.key(), i, goals->columns.first().id}, {{QStringLiteral("g"), clause.trimmed()}});
            }
    }
}

QSet<QString> identities(const QList<Indicator>& indicators) {
    QSet<QString> keys;
    for (const auto& indicator : indicators)
        keys.insert(indicator.level2Word + u'|' + indicator.plainName + u'|' + squeezed(indicator.target.normalized()));
    return keys;
}

void annualIsLongTerm(Check& check) {
    const auto& annual = check.form.indicatorsOf(annualTable);
    const auto& longTerm = check.form.indicatorsOf(QStringLiteral("longTerm.indicators"));
    if (annual.isEmpty() || longTerm.isEmpty()) return;
    if (identities(annual) == identities(longTerm))
        check.report({annualTable, -1, {}}, {{QStringLiteral("n"), QString::number(annual.size())}});
}

void historyCopied(Check& check) {
    int known = 0;
    int same = 0;
    const auto& annual = check.form.indicatorsOf(annualTable);
    for (const auto& indicator : annual) {
        if (indicator.masked || indicator.twoYearsAgo.isEmpty() || indicator.lastYear.isEmpty()) continue;
        ++known;
        const QString target = squeezed(indicator.target.normalized());
        const auto equal = [&](const QString& text) {
            return squeezed(TargetValue::parse(text).normalized()) == target;
        };
        same += equal(indicator.twoYearsAgo) && equal(indicator.lastYear) ? 1 : 0;
    }
    if (known > 0 && Decimal(same * 100) > Decimal(annual.size() * check.number(QStringLiteral("percent")).mantissa()))
        check.report({annualTable, -1, {}},
                     {{QStringLiteral("a"), QString::number(same)}, {QStringLiteral("b"), QString::number(known)}});
}

bool isLimit(const QString& text) {
    const auto value = TargetValue::parse(text);
    return value.kind() == ValueKind::Number && value.comparator() != Comparator::None && !value.isAssumed();
}

void historyIsLimit(Check& check) {
    for (const Indicator& indicator : check.rowsOf(annualTable)) {
        const bool earlier = isLimit(indicator.twoYearsAgo);
        if (indicator.masked || (!earlier && !isLimit(indicator.lastYear))) continue;
        check.report(indicator.at(earlier ? QStringLiteral("twoYearsAgo") : QStringLiteral("lastYear")),
                     {{QStringLiteral("n"), indicator.name},
                      {QStringLiteral("v"), earlier ? indicator.twoYearsAgo : indicator.lastYear}});
    }
}

void targetIsKind(Check& check) {
    for (const auto& rows : check.form.moreIndicators)
        for (const Indicator& indicator : check.rowsOf(rows.table))
            if (check.list(QStringLiteral("words")).contains(plain(indicator.target.raw())))
                check.report(indicator.at(QStringLiteral("target")),
                             {{QStringLiteral("n"), indicator.name}, {QStringLiteral("v"), indicator.target.raw()}});
}

} // namespace

QList<CheckEntry> departmentValueChecks() {
    return {
        {QStringLiteral("goal_without_indicator"),
         goalWithoutIndicator,
         {QStringLiteral("map:tables"), QStringLiteral("list:ignored"), QStringLiteral("pattern:clauses")}},
        {QStringLiteral("annual_is_long_term"), annualIsLongTerm},
        {QStringLiteral("history_copied"), historyCopied, {QStringLiteral("number:percent")}},
        rowByRow({QStringLiteral("history_is_limit"), historyIsLimit}),
        rowByRow({QStringLiteral("target_is_kind"), targetIsKind, {QStringLiteral("list:words")}}),
    };
}

} // namespace jixiao::review

#include "core/review/check.h"
#include "core/review/text.h"

#include <QSet>

#include <algorithm>

namespace jixiao::review {

namespace {

const QString tableId = QStringLiteral("indicators");
const FieldPath wholeTable{tableId, -1, {}};

/// The kinds a weight profile asks for: "output,benefit" under its name, else under "default".
QStringList wanted(const QHash<QString, QString>& byProfile, const QString& profile) {
    const QString words =
        byProfile.contains(profile) ? byProfile.value(profile) : byProfile.value(QStringLiteral("default"));
    return words.split(u',', Qt::SkipEmptyParts);
}

QStringList missing(const QStringList& words, const QSet<Kind>& present, Kind (Words::*kindOf)(const QString&) const,
                    const Words& vocabulary) {
    QStringList result;
    for (const QString& word : words)
        if (!present.contains((vocabulary.*kindOf)(word))) result.append(word);
    return result;
}

void level1Missing(Check& check) {
    if (!check.form.hasTable(tableId)) return;
    QSet<Kind> present;
    for (const auto& indicator : check.form.indicators)
        present.insert(indicator.level1);
    QStringList words = wanted(check.map(QStringLiteral("required")), check.form.form.weightProfile);
    if (check.form.isConstruction)
        words += wanted(check.map(QStringLiteral("construction")), check.form.form.weightProfile);
    if (present.contains(Kind::Other)) return; // a word nobody knows may be the missing one
    const auto absent = missing(words, present, &Words::level1, check.words);
    if (!absent.isEmpty()) check.report(wholeTable, {{QStringLiteral("k"), absent.join(u'、')}});
}

void level2Missing(Check& check) {
    QSet<Kind> present;
    bool hasOutput = false;
    for (const auto& indicator : check.form.indicators) {
        if (indicator.level1 != Kind::Output && indicator.level1 != Kind::Cost) continue;
        hasOutput = true;
        present.insert(indicator.isCost ? Kind::Cost : indicator.level2);
    }
    if (!hasOutput || present.contains(Kind::Other) || present.contains(Kind::None)) return;
    const auto words = wanted(check.map(QStringLiteral("required")), check.form.form.weightProfile);
    const auto absent = missing(words, present, &Words::level2, check.words);
    if (!absent.isEmpty()) check.report(wholeTable, {{QStringLiteral("k"), absent.join(u'、')}});
}

void constructionWithoutCost(Check& check) {
    const auto& indicators = check.form.indicators;
    if (!check.form.hasTable(tableId) || !check.form.isConstruction) return;
    const auto isCost = [](const Indicator& indicator) { return indicator.isCost; };
    if (std::none_of(indicators.begin(), indicators.end(), isCost))
        check.report(wholeTable, {{QStringLiteral("n"), check.form.name}});
}

void incompleteRow(Check& check) {
    for (const int row : check.form.emptyRows)
        check.report({tableId, row, QStringLiteral("name")});
    for (const auto& indicator : check.form.indicators) {
        const char16_t* column = indicator.name.isEmpty()         ? u"name"
                                 : indicator.level1 == Kind::None ? u"level1"
                                 : indicator.level2 == Kind::None ? u"level2"
                                                                  : nullptr;
        if (column) check.report(indicator.at(QString::fromUtf16(column)));
    }
}

void repeatedIndicator(Check& check) {
    QHash<QString, int> seen;
    for (const auto& indicator : check.form.indicators) {
        if (indicator.masked || indicator.plainName.isEmpty()) continue;
        const QString kind =
            indicator.level2 == Kind::Other ? indicator.level2Word : QString::number(int(indicator.level2));
        const QString key = kind + u'|' + indicator.plainName;
        if (seen.contains(key))
            check.report(
                indicator.at(QStringLiteral("name")),
                {{QStringLiteral("n"), indicator.name}, {QStringLiteral("row"), QString::number(seen.value(key) + 1)}});
        else
            seen.insert(key, indicator.row);
    }
}

/// One finding for each outdated word; its fix rewrites the word in every row.
void outdatedWord(Check& check) {
    QStringList done;
    for (const auto& indicator : check.form.indicators)
        for (const QString& column : {QStringLiteral("level1"), QStringLiteral("level2")}) {
            const QString word = squeezed(check.form.document.value(indicator.at(column)));
            const QString better = check.words.replacement(word);
            if (better.isEmpty() || done.contains(column + word)) continue;
            done.append(column + word);
            QList<FieldEdit> edits;
            for (const auto& other : check.form.indicators)
                if (squeezed(check.form.document.value(other.at(column))) == word)
                    edits.append({other.at(column), better});
            check.reportFixable(indicator.at(column), {{QStringLiteral("v"), word}, {QStringLiteral("to"), better}},
                                edits);
        }
}

void fewNumbers(Check& check) {
    qint64 rows = 0;
    qint64 numeric = 0;
    for (const auto& indicator : check.form.indicators) {
        if (indicator.masked || indicator.target.kind() == TargetValue::Kind::Blank) continue;
        ++rows;
        numeric += indicator.isQuantitative() ? 1 : 0;
    }
    if (rows == 0 || Decimal(numeric * 100) >= Decimal(rows * check.number(QStringLiteral("percent")).mantissa()))
        return;
    check.report(wholeTable, {{QStringLiteral("p"), QStringLiteral("%1%").arg(numeric * 100 / rows)},
                              {QStringLiteral("a"), QString::number(numeric)},
                              {QStringLiteral("b"), QString::number(rows)}});
}

void weightSum(Check& check) {
    Decimal sum(0);
    bool filled = false;
    for (const auto& indicator : check.form.indicators) {
        if (indicator.weight.isEmpty()) continue;
        filled = true;
        const auto weight = Decimal::parse(indicator.weight);
        const FieldPath path = indicator.at(QStringLiteral("weight"));
        if (!weight || *weight <= Decimal(0))
            return check.report(path, {{QStringLiteral("v"), indicator.weight}}, QStringLiteral("single"));
        sum = sum.plus(*weight).valueOr(sum);
    }
    if (!filled) return;
    const auto totals = wanted(check.map(QStringLiteral("totals")), check.form.form.weightProfile);
    const auto fits = [&](const QString& total) { return sum == Decimal::parse(total).valueOr(Decimal()); };
    if (std::none_of(totals.begin(), totals.end(), fits))
        check.report(wholeTable, {{QStringLiteral("n"), totals.join(QStringLiteral("或"))},
                                  {QStringLiteral("v"), sum.normalized().toString()}});
}

} // namespace

QList<CheckEntry> structureChecks() {
    const QString required = QStringLiteral("map:required");
    return {
        {QStringLiteral("level1_missing"), level1Missing, {required, QStringLiteral("map:construction")}},
        {QStringLiteral("level2_missing"), level2Missing, {required}},
        {QStringLiteral("construction_without_cost"), constructionWithoutCost},
        {QStringLiteral("row_incomplete"), incompleteRow},
        {QStringLiteral("indicator_repeated"), repeatedIndicator},
        {QStringLiteral("outdated_word"), outdatedWord, {}, {}, true},
        {QStringLiteral("few_numbers"), fewNumbers, {QStringLiteral("number:percent")}},
        {QStringLiteral("weight_sum"), weightSum, {QStringLiteral("map:totals")}, {QStringLiteral("single")}},
    };
}

} // namespace jixiao::review

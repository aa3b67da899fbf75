#include "core/review/check.h"
#include "core/review/text.h"

#include <QSet>

namespace jixiao::review {

namespace {

QSet<QString> pairsOf(const QString& text) {
    QSet<QString> pairs;
    for (qsizetype i = 0; i + 1 < text.size(); ++i)
        if (text[i].isLetterOrNumber() && text[i + 1].isLetterOrNumber()) pairs.insert(text.mid(i, 2));
    return pairs;
}

QSet<QString> pairsOf(const ParsedForm& project) {
    QString all = project.name + u' ' + project.document.field(QStringLiteral("fundUse"));
    for (const auto& goal : project.goals)
        all += u' ' + goal.text;
    for (const auto& indicator : project.indicators)
        all += u' ' + indicator.name + u' ' + indicator.description;
    return pairsOf(all);
}

/// Bought things of one project.
struct Bought {
    const ParsedForm* project = nullptr;
    Money sum;
};

/// The project whose words an asset's name is made of; none when less than the share of them is found.
qsizetype projectOf(const QString& asset, const QList<QSet<QString>>& words, const Decimal& percent) {
    const auto pairs = pairsOf(asset);
    qsizetype best = -1;
    qsizetype most = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const auto common = (QSet<QString>(pairs) & words[i]).size();
        if (common > most) {
            most = common;
            best = i;
        }
    }
    const bool enough = Decimal(most * 100) >= Decimal(pairs.size()).times(percent).valueOr(Decimal(100 * most + 1));
    return enough ? best : -1;
}

/// An asset nobody can place belongs to the project of the one before it.
QList<Bought> boughtFor(const Check& check, const QString& text, const QList<const ParsedForm*>& projects) {
    QList<QSet<QString>> words;
    for (const auto* project : projects)
        words.append(pairsOf(*project));
    QList<Bought> bought(projects.size());
    qsizetype current = -1;
    for (auto it = check.pattern(QStringLiteral("asset")).globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const auto found = projectOf(match.captured(1), words, check.number(QStringLiteral("similar")));
        if (found >= 0) current = found;
        if (current < 0) continue;
        bought[current].project = projects[current];
        bought[current].sum =
            bought[current].sum + Money::parse(match.captured(2), MoneyUnit::WanYuan).valueOr(Money());
    }
    bought.removeIf([](const Bought& entry) { return !entry.project; });
    return bought;
}

void assetsAndBudget(Check& check) {
    if (check.form.has(check.form.total.path.field)) return; // a project's own form announces none
    for (const auto& cell : check.form.texts) {
        const bool own = cell.path.table.isEmpty() && cell.path.field == QStringLiteral("newAssets");
        if (!own && !check.matches(QStringLiteral("announces"), cell.text)) continue;
        const auto projects = check.context.budgets(check.form);
        if (projects.isEmpty()) return;
        for (const auto& entry : boughtFor(check, cell.text, projects)) {
            const auto budget = entry.project->total.value;
            if (!budget || *budget == entry.sum) continue;
            // A project that mostly buys something else says nothing about its assets.
            const auto part = Decimal(budget->fen()).times(check.number(QStringLiteral("share")));
            if (!part || Decimal(entry.sum.fen() * 100) < *part) continue;
            check.report(cell.path, {{QStringLiteral("n"), entry.project->name},
                                     {QStringLiteral("a"), ParsedForm::wan(entry.sum)},
                                     {QStringLiteral("b"), ParsedForm::wan(*budget)}});
        }
    }
}

} // namespace

QList<CheckEntry> assetChecks() {
    return {{QStringLiteral("assets_and_budget"),
             assetsAndBudget,
             {QStringLiteral("pattern:asset"), QStringLiteral("pattern:announces"), QStringLiteral("number:similar"),
              QStringLiteral("number:share")}}};
}

} // namespace jixiao::review

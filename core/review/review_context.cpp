#include "core/review/review_context.h"

#include "core/review/text.h"

#include <algorithm>
#include <utility>

namespace jixiao::review {

namespace {

constexpr qsizetype longCode = 21;

QString year(const ParsedForm& form) { return QString::number(form.document.fiscalYear); }

} // namespace

const FormFacts& ReviewContext::facts(const ParsedForm& form) const {
    static const FormFacts none;
    const auto found = facts_.constFind(form.index);
    return found == facts_.cend() ? none : *found;
}

QString ReviewContext::group(const ParsedForm& form) const {
    const auto known = keys_.constFind(form.index);
    return known == keys_.cend() ? groupOf(form, 0) : known->group;
}

QString ReviewContext::groupOf(const ParsedForm& form, int yearsAgo) const {
    return form.family + u'|' + QString::number(form.document.fiscalYear - yearsAgo) + u'|' + unitOf(form);
}

QString ReviewContext::unitYear(const ParsedForm& form) const {
    QString unit = unitOf(form);
    if (unit.isEmpty()) unit = plain(form.document.field(QStringLiteral("unit.name")));
    return QStringLiteral("unit|%1|").arg(form.document.fiscalYear) + unit;
}

QString ReviewContext::project(const ParsedForm& form, int yearsAgo) const {
    return QStringLiteral("project|") + groupOf(form, yearsAgo) + u'|' + plain(form.name);
}

QString ReviewContext::goalShape(const ParsedForm& form) {
    QString shape;
    for (const auto& goal : form.goals) {
        for (const QChar c : plain(goal.text)) {
            if (!c.isDigit())
                shape.append(c);
            else if (!shape.endsWith(u'#'))
                shape.append(u'#');
        }
        shape.append(u'\n');
    }
    return shape;
}

QList<const ParsedForm*> ReviewContext::withSameCode(const ParsedForm& form) const {
    return form.code.isEmpty() ? QList<const ParsedForm*>()
                               : forms_by_.value(QStringLiteral("code|") + group(form) + u'|' + form.code);
}

QList<const ParsedForm*> ReviewContext::withSameGoals(const ParsedForm& form) const {
    return forms_by_.value(QStringLiteral("goals|") + group(form) + u'|' + goalShape(form));
}

QList<ReviewContext::Place> ReviewContext::targetsOfName(const ParsedForm& form, const Indicator& indicator) const {
    QList<Place> firsts;
    const auto found = targets_.constFind(group(form) + u'|' + indicator.plainName);
    if (found == targets_.cend() || found->size() < 2) return firsts;
    for (const auto& places : *found)
        firsts.append(places.first());
    std::sort(firsts.begin(), firsts.end(), [](const Place& a, const Place& b) {
        return std::pair(a.form->index, a.indicator->row) < std::pair(b.form->index, b.indicator->row);
    });
    return firsts;
}

QString ReviewContext::quantityKey(const Indicator& indicator) {
    const auto& target = indicator.target;
    const bool counts = indicator.level2 == Kind::Quantity && target.kind() == TargetValue::Kind::Number &&
                        !target.isShare() && !indicator.money() && !indicator.masked;
    if (!counts) return {};
    return indicator.plainName + u'|' + target.value().normalized().toString() + u'|' + target.unit();
}

QList<ReviewContext::Place> ReviewContext::sameQuantity(const ParsedForm& form, const Indicator& indicator) const {
    const QString key = quantityKey(indicator);
    return key.isEmpty() ? QList<Place>() : quantities_.value(group(form) + u'|' + key);
}

QString ReviewContext::divisionOfOthers(const ParsedForm& form, qint64 needed) const {
    const auto crowd = crowds_.constFind(group(form));
    if (crowd == crowds_.cend()) return {};
    QString division;
    for (auto it = crowd->divisions.cbegin(); it != crowd->divisions.cend(); ++it) {
        const bool own = form.code.size() == longCode && form.code.startsWith(it.key());
        const int others = *it - (own ? 1 : 0);
        if (others == 0) continue;
        if (!division.isEmpty() || others < needed) return {};
        division = it.key();
    }
    return division;
}

bool ReviewContext::othersAreBelow(const ParsedForm& form, Money limit, qint64 needed) const {
    const auto crowd = crowds_.constFind(group(form));
    if (crowd == crowds_.cend()) return false;
    const bool ownIsLarge = form.total.value && *form.total.value >= limit;
    const auto& totals = crowd->totals;
    qint64 large = 0;
    for (auto it = totals.lowerBound(limit.fen()); it != totals.cend() && large < 2; ++it)
        large += *it;
    if (large > (ownIsLarge ? 1 : 0)) return false;
    qint64 others = form.total.value ? -1 : 0;
    for (auto it = totals.cbegin(); it != totals.cend() && others < needed; ++it)
        others += *it;
    return others >= needed;
}

const ParsedForm* ReviewContext::only(const QString& key) const {
    const auto found = forms_by_.constFind(key);
    return found != forms_by_.cend() && found->size() == 1 ? found->first() : nullptr;
}

const ParsedForm* ReviewContext::lastYear(const ParsedForm& form) const {
    if (form.document.fiscalYear <= 0) return nullptr;
    return only(form.name.isEmpty() ? groupOf(form, 1) : project(form, 1));
}

const QHash<QString, Indicator>& ReviewContext::previousPeriod(const ParsedForm& form, const Words& words) const {
    const auto known = previous_.constFind(form.index);
    if (known != previous_.cend()) return *known;
    auto& earlier = previous_[form.index];
    const auto& before = facts(form).previousPeriod;
    const auto* table = form.form.table(QStringLiteral("indicators"));
    if (!before || before->form != form.document.form || !table) return earlier;
    IndicatorRows rows;
    bool moved = false;
    rows.read(*before, *table, words, moved);
    for (const auto& indicator : std::as_const(rows.filled))
        earlier.insert(indicator.level2Word + indicator.plainName, indicator);
    return earlier;
}

const ParsedForm* ReviewContext::dutyTable(const ParsedForm& form) const {
    return only(QStringLiteral("duties|") + unitYear(form));
}

QList<const ParsedForm*> ReviewContext::budgets(const ParsedForm& form) const {
    return forms_by_.value(QStringLiteral("budgets|") + unitYear(form));
}

std::optional<Money> ReviewContext::budgetSum(const ParsedForm& form) const {
    const auto crowd = crowds_.constFind(QStringLiteral("budgets|") + unitYear(form));
    if (crowd == crowds_.cend() || crowd->budgets == 0 || crowd->unreadable > 0) return std::nullopt;
    return crowd->sum;
}

const ParsedForm* ReviewContext::projectForm(const ParsedForm& form) const {
    return form.name.isEmpty() ? nullptr : only(QStringLiteral("budget|") + year(form) + u'|' + plain(form.name));
}

QString ReviewContext::activityKey(const QString& activity, bool masked) {
    return plain(activity) + (masked ? u'*' : u'|');
}

const DutyRow* ReviewContext::elsewhere(const ParsedForm& form, const QString& activity, bool masked) const {
    for (const auto& place : activities_.value(activityKey(activity, masked)))
        if (place.form != &form) return place.row;
    return nullptr;
}

} // namespace jixiao::review

#include "core/review/review_context.h"

#include "core/review/text.h"

#include <QSet>

#include <algorithm>

namespace jixiao::review {

namespace {

const ParsedForm* formOf(const ParsedForm* form) { return form; }
const ParsedForm* formOf(const ReviewContext::Place& place) { return place.form; }
const ParsedForm* formOf(const ReviewContext::DutyPlace& place) { return place.form; }

/// In the order of the documents, whenever it is put in.
template <typename T>
void insertInOrder(QList<T>& list, const T& entry) {
    const auto before = [](int index, const T& other) { return index < formOf(other)->index; };
    list.insert(std::upper_bound(list.begin(), list.end(), formOf(entry)->index, before), entry);
}

template <typename T>
void removeForm(QHash<QString, QList<T>>& index, const QStringList& keys, const ParsedForm& form) {
    for (const QString& key : keys) {
        const auto found = index.find(key);
        if (found == index.end()) continue;
        found->removeIf([&](const T& entry) { return formOf(entry) == &form; });
        if (found->isEmpty()) index.erase(found);
    }
}

constexpr qsizetype longCode = 21;
constexpr qsizetype divisionLength = 6;

QString year(const ParsedForm& form) { return QString::number(form.document.fiscalYear); }

bool hasBudget(const ParsedForm& form) {
    return form.has(QStringLiteral("budget.total")) && form.has(QStringLiteral("project.name"));
}

QString activityKey(const QString& activity, bool masked) { return plain(activity) + (masked ? u'*' : u'|'); }

QString season(const ParsedForm& form) { return form.family + u'|' + QString::number(form.document.fiscalYear); }

} // namespace

ParsedForm& ReviewContext::add(int index, const FormDocument& document, const FormTemplate& form, const Words& words) {
    return forms_.emplace_back(index, document, form, words);
}

bool ReviewContext::addAll(const FormDocument& document, const QList<FormDocument>& others, const FormFacts& facts,
                           const FormCatalogue& catalogue, const Words& words) {
    const auto* own = catalogue.find(document.form);
    if (!own) return false;
    add(0, document, *own, words);
    setFacts(0, facts);
    for (int i = 0; i < others.size(); ++i) {
        const bool itself = !document.id.isNull() && others[i].id == document.id;
        const auto* form = itself ? nullptr : catalogue.find(others[i].form);
        if (form) add(i + 1, others[i], *form, words);
    }
    buildIndexes();
    return true;
}

const FormFacts& ReviewContext::facts(const ParsedForm& form) const {
    static const FormFacts none;
    const auto found = facts_.constFind(form.index);
    return found == facts_.cend() ? none : *found;
}

void ReviewContext::buildIndexes() {
    units_.clear();
    forms_by_.clear();
    targets_.clear();
    quantities_.clear();
    activities_.clear();
    crowds_.clear();
    QHash<QString, QSet<QString>> written; // by family and year, and by year alone
    for (const auto& form : forms_) {
        if (form.unit.isEmpty()) continue;
        written[season(form)].insert(form.unit);
        written[year(form)].insert(form.unit);
    }
    const auto only = [&](const QString& key) {
        const auto units = written.constFind(key);
        return units != written.cend() && units->size() == 1 ? *units->begin() : QString();
    };
    for (const auto& form : forms_) {
        QString unit = form.unit;
        if (unit.isEmpty()) unit = written.contains(season(form)) ? only(season(form)) : only(year(form));
        units_.insert(form.index, unit);
    }
    for (const auto& form : forms_)
        index(form);
}

void ReviewContext::reindex(const ParsedForm& form) {
    unindex(form);
    index(form);
}

QStringList ReviewContext::formKeys(const ParsedForm& form) const {
    const QString key = group(form);
    QStringList keys{key};
    if (!form.name.isEmpty() && form.document.fiscalYear > 0) keys.append(project(form, 0));
    if (!form.code.isEmpty()) keys.append(QStringLiteral("code|") + key + u'|' + form.code);
    if (const QString shape = goalShape(form); !shape.isEmpty())
        keys.append(QStringLiteral("goals|") + key + u'|' + shape);
    if (!form.duties.isEmpty()) keys.append(QStringLiteral("duties|") + unitYear(form));
    if (!hasBudget(form)) return keys;
    keys.append(QStringLiteral("budgets|") + unitYear(form));
    if (!form.name.isEmpty()) keys.append(QStringLiteral("budget|") + year(form) + u'|' + plain(form.name));
    return keys;
}

void ReviewContext::index(const ParsedForm& form) {
    Keys keys;
    keys.forms = formKeys(form);
    for (const QString& key : keys.forms)
        insertInOrder(forms_by_[key], &form);
    indexIndicators(form, keys);
    for (const auto& row : form.duties) {
        if (row.activity.isEmpty() || row.opensDuty) continue;
        keys.activities.append(activityKey(row.activity, row.masked));
        insertInOrder(activities_[keys.activities.last()], DutyPlace{&form, &row});
    }
    keys.crowd = group(form);
    keys.unitCrowd = unitYear(form);
    keys.hasBudget = hasBudget(form);
    keys.total = form.total.value;
    if (form.code.size() == longCode) keys.division = form.code.left(divisionLength);
    count(keys, 1);
    keys_.insert(form.index, keys);
}

void ReviewContext::indexIndicators(const ParsedForm& form, Keys& keys) {
    const QString key = group(form) + u'|';
    for (const auto& indicator : form.indicators) {
        if (indicator.masked || indicator.plainName.isEmpty()) continue;
        if (indicator.isRate && indicator.target.kind() != TargetValue::Kind::Blank) {
            keys.targets.append({key + indicator.plainName, squeezed(indicator.target.normalized())});
            insertInOrder(targets_[keys.targets.last().first][keys.targets.last().second], Place{&form, &indicator});
        }
        if (const QString quantity = quantityKey(indicator); !quantity.isEmpty()) {
            keys.quantities.append(key + quantity);
            insertInOrder(quantities_[keys.quantities.last()], Place{&form, &indicator});
        }
    }
}

void ReviewContext::count(const Keys& keys, int by) {
    const auto change = [by](auto& counts, const auto& key) {
        auto& number = counts[key];
        number += by;
        if (number == 0) counts.remove(key);
    };
    auto& crowd = crowds_[keys.crowd];
    if (!keys.division.isEmpty()) change(crowd.divisions, keys.division);
    if (keys.total) change(crowd.totals, keys.total->fen());
    if (!keys.hasBudget) return;
    auto& whole = crowds_[QStringLiteral("budgets|") + keys.unitCrowd];
    whole.budgets += by;
    if (!keys.total)
        whole.unreadable += by;
    else
        whole.sum = by > 0 ? whole.sum + *keys.total : whole.sum - *keys.total;
}

void ReviewContext::unindex(const ParsedForm& form) {
    const Keys keys = keys_.take(form.index);
    removeForm(forms_by_, keys.forms, form);
    removeForm(quantities_, keys.quantities, form);
    removeForm(activities_, keys.activities, form);
    for (const auto& [name, spelling] : keys.targets)
        removeForm(targets_[name], {spelling}, form);
    count(keys, -1);
}

QString ReviewContext::group(const ParsedForm& form, int yearsAgo) const {
    return form.family + u'|' + QString::number(form.document.fiscalYear - yearsAgo) + u'|' + unitOf(form);
}

QString ReviewContext::unitYear(const ParsedForm& form) const {
    QString unit = unitOf(form);
    if (unit.isEmpty()) unit = plain(form.document.field(QStringLiteral("unit.name")));
    return QStringLiteral("unit|%1|").arg(form.document.fiscalYear) + unit;
}

QString ReviewContext::project(const ParsedForm& form, int yearsAgo) const {
    return QStringLiteral("project|") + group(form, yearsAgo) + u'|' + plain(form.name);
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
    return only(form.name.isEmpty() ? group(form, 1) : project(form, 1));
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

const DutyRow* ReviewContext::elsewhere(const ParsedForm& form, const QString& activity, bool masked) const {
    for (const auto& place : activities_.value(activityKey(activity, masked)))
        if (place.form != &form) return place.row;
    return nullptr;
}

} // namespace jixiao::review

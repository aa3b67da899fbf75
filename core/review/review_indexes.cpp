#include "core/review/review_context.h"
#include "core/review/text.h"

#include <algorithm>
#include <utility>

namespace jixiao::review {

namespace {

using Order = std::pair<int, int>;

const ParsedForm* formOf(const ParsedForm* form) { return form; }
const ParsedForm* formOf(const ReviewContext::DutyPlace& place) { return place.form; }
Order orderOf(const ParsedForm* form) { return {form->index, 0}; }
Order orderOf(const ReviewContext::Place& place) { return {place.form->index, place.indicator->row}; }
Order orderOf(const ReviewContext::DutyPlace& place) { return {place.form->index, place.row->row}; }

/// In the order of the documents and their rows, whenever it is put in.
template <typename T>
void insertInOrder(QList<T>& list, const T& entry) {
    const auto before = [](const Order& order, const T& other) { return order < orderOf(other); };
    list.insert(std::upper_bound(list.begin(), list.end(), orderOf(entry), before), entry);
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

/// Counts that come to nothing are taken out.
template <typename Counts, typename Key>
void changeCount(Counts& counts, const Key& key, int by) {
    auto& number = counts[key];
    number += by;
    if (number == 0) counts.remove(key);
}

constexpr qsizetype longCode = 21;
constexpr qsizetype divisionLength = 6;

QString year(const ParsedForm& form) { return QString::number(form.document.fiscalYear); }

bool hasBudget(const ParsedForm& form) {
    return form.has(QStringLiteral("budget.total")) && form.has(QStringLiteral("project.name"));
}

QString season(const ParsedForm& form) { return form.family + u'|' + QString::number(form.document.fiscalYear); }

/// The one unit among the codes, its department's code ("122" of "122002") aside; empty when there are several.
QString onlyUnit(const QHash<QString, int>& units) {
    QString longest;
    for (auto it = units.cbegin(); it != units.cend(); ++it)
        if (it.key().size() > longest.size()) longest = it.key();
    const bool one =
        std::all_of(units.keyBegin(), units.keyEnd(), [&](const QString& code) { return longest.startsWith(code); });
    return one ? longest : QString();
}

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

void ReviewContext::buildIndexes() {
    units_.clear();
    written_.clear();
    forms_by_.clear();
    targets_.clear();
    quantities_.clear();
    activities_.clear();
    crowds_.clear();
    keys_.clear();
    for (const auto& form : forms_)
        countUnit(form, form.unit, 1);
    for (const auto& form : forms_)
        units_.insert(form.index, resolvedUnit(form));
    for (const auto& form : forms_)
        index(form);
}

void ReviewContext::countUnit(const ParsedForm& form, const QString& unit, int by) {
    if (unit.isEmpty()) return;
    for (const QString& key : {season(form), year(form)})
        changeCount(written_[key], unit, by);
}

/// The unit's own code, else the only one that forms of its family, or else of its year, have.
QString ReviewContext::resolvedUnit(const ParsedForm& form) const {
    if (!form.unit.isEmpty()) return form.unit;
    auto units = written_.constFind(season(form));
    if (units == written_.cend() || units->isEmpty()) units = written_.constFind(year(form));
    return units != written_.cend() ? onlyUnit(*units) : QString();
}

/// A form names another unit: forms that name none may belong to another one now.
void ReviewContext::unitWritten(const ParsedForm& form) {
    const QString before = keys_.value(form.index).unit;
    countUnit(form, before, -1);
    countUnit(form, form.unit, 1);
    QHash<QString, QString> resolved; // by family and year
    for (const auto& other : forms_) {
        const bool same = other.document.fiscalYear == form.document.fiscalYear;
        if (&other != &form && (!same || !other.unit.isEmpty())) continue;
        const QString key = &other == &form ? QString() : season(other);
        if (!resolved.contains(key)) resolved.insert(key, resolvedUnit(other));
        const QString& unit = *resolved.constFind(key);
        if (&other != &form && unit == units_.value(other.index)) continue;
        unindex(other);
        units_.insert(other.index, unit);
        index(other);
    }
}

void ReviewContext::reindex(const ParsedForm& form, const FormChange& change) {
    auto& keys = keys_[form.index];
    if (keys.unit != form.unit) return unitWritten(form);
    if (change.rowsMoved) {
        unindex(form);
        return index(form);
    }
    if (change.head || change.duties) {
        unindexHead(form, keys);
        indexHead(form, keys);
    }
    if (change.duties) {
        removeForm(activities_, keys.activities, form);
        indexActivities(form, keys);
    }
    for (const int at : change.indicators) {
        const auto& indicator = form.indicators.at(at);
        auto& row = keys.rows[size_t(at)];
        unindexRow(form, &indicator, row);
        row = {};
        indexRow(form, indicator, keys.group + u'|', row);
    }
}

QStringList ReviewContext::formKeys(const ParsedForm& form, const Keys& known) const {
    const QString& key = known.group;
    QStringList keys{key};
    if (!form.name.isEmpty() && form.document.fiscalYear > 0) keys.append(project(form, 0));
    if (!form.code.isEmpty()) keys.append(QStringLiteral("code|") + key + u'|' + form.code);
    if (const QString shape = goalShape(form); !shape.isEmpty())
        keys.append(QStringLiteral("goals|") + key + u'|' + shape);
    if (!form.duties.isEmpty()) keys.append(QStringLiteral("duties|") + known.unitCrowd);
    if (!known.hasBudget) return keys;
    keys.append(QStringLiteral("budgets|") + known.unitCrowd);
    if (!form.name.isEmpty()) keys.append(QStringLiteral("budget|") + year(form) + u'|' + plain(form.name));
    return keys;
}

void ReviewContext::index(const ParsedForm& form) {
    Keys keys;
    keys.unit = form.unit;
    indexHead(form, keys);
    const QString group = keys.group + u'|';
    keys.rows.resize(size_t(form.indicators.size()));
    for (qsizetype i = 0; i < form.indicators.size(); ++i)
        indexRow(form, form.indicators.at(i), group, keys.rows[size_t(i)]);
    indexActivities(form, keys);
    keys_[form.index] = std::move(keys);
}

void ReviewContext::indexHead(const ParsedForm& form, Keys& keys) {
    keys.group = groupOf(form, 0);
    keys.unitCrowd = unitYear(form);
    keys.hasBudget = hasBudget(form);
    keys.total = form.total.value;
    keys.division = form.code.size() == longCode ? form.code.left(divisionLength) : QString();
    keys.forms = formKeys(form, keys);
    for (const QString& key : keys.forms)
        insertInOrder(forms_by_[key], &form);
    count(keys, 1);
}

void ReviewContext::unindexHead(const ParsedForm& form, Keys& keys) {
    removeForm(forms_by_, keys.forms, form);
    count(keys, -1);
}

void ReviewContext::indexRow(const ParsedForm& form, const Indicator& indicator, const QString& group, RowKeys& keys) {
    if (indicator.masked || indicator.plainName.isEmpty()) return;
    if (indicator.isRate && indicator.target.kind() != TargetValue::Kind::Blank) {
        keys.target = group + indicator.plainName;
        keys.spelling = squeezed(indicator.target.normalized());
        insertInOrder(targets_[keys.target][keys.spelling], Place{&form, &indicator});
    }
    if (const QString quantity = quantityKey(indicator); !quantity.isEmpty()) {
        keys.quantity = group + quantity;
        insertInOrder(quantities_[keys.quantity], Place{&form, &indicator});
    }
}

/// The indicator of that place, or with none given all of the form.
void ReviewContext::unindexRow(const ParsedForm& form, const Indicator* indicator, const RowKeys& keys) {
    const auto isIt = [&](const Place& place) {
        return indicator ? place.indicator == indicator : place.form == &form;
    };
    const auto remove = [&](auto& index, const QString& key) {
        const auto found = key.isNull() ? index.end() : index.find(key);
        if (found == index.end()) return false;
        found->removeIf(isIt);
        if (!found->isEmpty()) return false;
        index.erase(found);
        return true;
    };
    remove(quantities_, keys.quantity);
    if (const auto spellings = keys.target.isNull() ? targets_.end() : targets_.find(keys.target);
        spellings != targets_.end() && remove(*spellings, keys.spelling) && spellings->isEmpty())
        targets_.erase(spellings);
}

void ReviewContext::indexActivities(const ParsedForm& form, Keys& keys) {
    keys.activities.clear();
    for (const auto& row : form.duties) {
        if (row.activity.isEmpty() || row.opensDuty) continue;
        keys.activities.append(activityKey(row.activity, row.masked));
        insertInOrder(activities_[keys.activities.last()], DutyPlace{&form, &row});
    }
}

void ReviewContext::count(const Keys& keys, int by) {
    auto& crowd = crowds_[keys.group];
    if (!keys.division.isEmpty()) changeCount(crowd.divisions, keys.division, by);
    if (keys.total) changeCount(crowd.totals, keys.total->fen(), by);
    if (!keys.hasBudget) return;
    auto& whole = crowds_[QStringLiteral("budgets|") + keys.unitCrowd];
    whole.budgets += by;
    if (!keys.total)
        whole.unreadable += by;
    else
        whole.sum = by > 0 ? whole.sum + *keys.total : whole.sum - *keys.total;
}

void ReviewContext::unindex(const ParsedForm& form) {
    Keys keys = keys_.take(form.index);
    unindexHead(form, keys);
    removeForm(activities_, keys.activities, form);
    for (const auto& row : keys.rows)
        unindexRow(form, nullptr, row);
}

} // namespace jixiao::review

#include "app/gui/new_form_view_model.h"

#include "app/gui/worker.h"
#include "core/store/form_repository.h"

#include <QDateTime>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int openEnd = 2090; ///< later last years mean that a form is in use until further notice

bool isUsed(const FormTemplate& form, int year) { return form.yearFrom <= year && year <= form.yearTo; }

QString yearsOf(const FormTemplate& form) {
    if (form.yearTo >= openEnd) return NewFormViewModel::tr("%1 年起").arg(form.yearFrom);
    return NewFormViewModel::tr("%1–%2 年").arg(form.yearFrom).arg(form.yearTo);
}

QString partsOf(const FormTemplate& form) {
    QStringList labels;
    for (const auto& section : form.sections)
        labels += section.label;
    return labels.join(QStringLiteral("、"));
}

/// An empty form: the rows it always has, and what is known without asking.
FormDocument emptyForm(const FormTemplate& form, int year, const QString& unitName) {
    FormDocument document;
    document.form = form.id;
    document.fiscalYear = std::clamp(year, form.yearFrom, form.yearTo);
    const auto put = [&](const QString& field, const QString& value) {
        if (form.field(field) != nullptr) document.fields.insert(field, value);
    };
    put(QStringLiteral("moneyUnit"), form.moneyUnit);
    put(QStringLiteral("unit.name"), unitName);
    for (const auto& table : form.tables)
        document.tables.insert(table.id, table.withFixedRows({}));
    return document;
}

} // namespace

NewFormViewModel::NewFormViewModel(Services& services) : services_(services), year_(thisYear()) {}

int NewFormViewModel::thisYear() const {
    return QDateTime::fromMSecsSinceEpoch(services_.clock().nowMs()).date().year();
}

QVariantList NewFormViewModel::years() const {
    constexpr int past = 10;
    QVariantList years;
    for (int year = thisYear() + 1; year >= thisYear() - past; --year)
        years.append(year);
    return years;
}

void NewFormViewModel::setSearch(const QString& text) {
    if (text == search_) return;
    search_ = text;
    refilter();
}

void NewFormViewModel::setYear(int year) {
    if (year == year_) return;
    year_ = year;
    refilter();
}

const QList<QString>& NewFormViewModel::shown() const {
    if (!shown_) shown_ = matching();
    return *shown_;
}

QList<QString> NewFormViewModel::matching() const {
    const auto words = search_.split(u' ', Qt::SkipEmptyParts);
    QList<QString> shown;
    for (const bool used : {true, false})
        for (const auto& form : services_.catalogue().forms()) {
            const auto named = [&](const QString& word) { return form.name.contains(word, Qt::CaseInsensitive); };
            if (isUsed(form, year_) == used && std::all_of(words.begin(), words.end(), named)) shown += form.id;
        }
    return shown;
}

void NewFormViewModel::refilter() {
    beginResetModel();
    shown_.reset();
    endResetModel();
    Q_EMIT changed();
}

void NewFormViewModel::create(const QString& templateId) {
    const auto* form = services_.catalogue().find(templateId);
    if (form == nullptr || busy_ || services_.store() == nullptr) return;
    busy_ = true;
    error_ = {};
    Q_EMIT changed();
    runInStore(
        *services_.store(), this,
        [document = emptyForm(*form, year_, services_.unitName()), actor = services_.actor(),
         &catalogue = services_.catalogue(), &ids = services_.ids()](Store& store) {
            return FormRepository(store, catalogue, ids)
                .createForm(document, Id::fromString(actor.unitId).value_or(Id()), actor);
        },
        [this](const Result<Id>& made) {
            busy_ = false;
            if (!made) error_ = ErrorInfo::from(made.error());
            Q_EMIT changed();
            if (!made) return;
            services_.notifyEdited({});
            Q_EMIT created(made->toString());
        });
}

int NewFormViewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant NewFormViewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto* form = services_.catalogue().find(shown().at(index.row()));
    if (form == nullptr) return {};
    switch (role) {
    case TemplateRole:
        return form->id;
    case NameRole:
        return form->name;
    case YearsRole:
        return yearsOf(*form);
    case PartsRole:
        return partsOf(*form);
    case InUseRole:
        return isUsed(*form, year_);
    default:
        return {};
    }
}

QHash<int, QByteArray> NewFormViewModel::roleNames() const {
    return {{TemplateRole, "template"},
            {NameRole, "name"},
            {YearsRole, "years"},
            {PartsRole, "parts"},
            {InUseRole, "inUse"}};
}

} // namespace jixiao

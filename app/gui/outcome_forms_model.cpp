#include "app/gui/outcome_forms_model.h"

#include "app/gui/format.h"
#include "app/gui/worker.h"
#include "core/outcomes/form_tables.h"
#include "core/outcomes/reporting_rules.h"
#include "core/store/form_repository.h"
#include "core/workflow/workflow.h"

#include <QDateTime>

#include <algorithm>
#include <tuple>

namespace jixiao {

namespace {

constexpr int countedAtOnce = 20; ///< one job of the store, a few milliseconds

struct Counted {
    Id form;
    int filled = 0;
    int rows = 0;
};

/// On the store thread. A form that cannot be read counts nothing.
Counted countOf(Store& store, const FormCatalogue& catalogue, IdSource& ids, const Id& id,
                const outcomes::Period& period) {
    Counted counted{id, 0, 0};
    const auto document = FormRepository(store, catalogue, ids).load(id);
    const auto* form = document ? catalogue.find(document->form) : nullptr;
    const auto* table = form ? outcomes::scoredTable(*form) : nullptr;
    const auto reports = store.children(id, RecordType::report);
    if (!table || !reports) return counted;
    const auto rows = document->rows(table->id);
    counted.rows = int(std::count_if(rows.begin(), rows.end(), [](const FormRow& row) {
        return !row.cell(outcomes::Column::name).trimmed().isEmpty();
    }));
    counted.filled = std::min(counted.rows, outcomes::FormReports(*reports).filled(period));
    return counted;
}

} // namespace

OutcomeFormsModel::OutcomeFormsModel(Services& services, ProjectListModel& projects)
    : services_(services), projects_(projects) {
    countTimer_.setSingleShot(true);
    countTimer_.setInterval(0);
    connect(&countTimer_, &QTimer::timeout, this, &OutcomeFormsModel::countWanted);
    connect(&projects, &ProjectListModel::loaded, this, &OutcomeFormsModel::rebuild);
    connect(&services, &Services::identityChanged, this, &OutcomeFormsModel::rebuild);
}

int OutcomeFormsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant OutcomeFormsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& item = shown_.at(index.row());
    switch (role) {
    case FormIdRole:
        return item.form.id.toString();
    case TitleRole:
        return nameOf(item.form, services_.catalogue());
    case FormNameRole: {
        const auto* known = services_.catalogue().find(item.form.form);
        return known != nullptr ? known->name : item.form.form;
    }
    case YearRole:
        return item.form.fiscalYear;
    case StatusRole:
        return statusName(item.form.status);
    case TaskRole:
        return item.task;
    case UntilRole:
        return item.until.isValid()
                   ? tr("%1年%2月%3日前").arg(item.until.year()).arg(item.until.month()).arg(item.until.day())
                   : QString();
    case LateRole:
        return item.late;
    case FilledRole:
    case RowsRole: {
        const auto* known = progressOf(item);
        if (known == nullptr) return -1;
        return role == FilledRole ? known->filled : known->rows;
    }
    case UnsentRole:
        return item.form.unsent;
    default:
        return {};
    }
}

QHash<int, QByteArray> OutcomeFormsModel::roleNames() const {
    return {{FormIdRole, "formId"}, {TitleRole, "title"}, {FormNameRole, "formName"}, {YearRole, "year"},
            {StatusRole, "status"}, {TaskRole, "task"},   {UntilRole, "until"},       {LateRole, "late"},
            {FilledRole, "filled"}, {RowsRole, "rows"},   {UnsentRole, "unsent"}};
}

void OutcomeFormsModel::setSearch(const QString& text) {
    if (text == search_) return;
    search_ = text;
    rebuild();
}

bool OutcomeFormsModel::accepts(const FormSummary& form) const {
    const auto words = search_.split(u' ', Qt::SkipEmptyParts);
    const auto name = nameOf(form, services_.catalogue());
    return std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return name.contains(word, Qt::CaseInsensitive) || form.projectCode.contains(word, Qt::CaseInsensitive);
    });
}

OutcomeFormsModel::Item OutcomeFormsModel::itemOf(const FormSummary& form) const {
    const auto today = QDateTime::fromMSecsSinceEpoch(services_.clock().nowMs()).date();
    const auto& rules = outcomes::ReportingRules::builtIn();
    Item item{form, {}, rules.periodAt(form.fiscalYear, today), {}, false};
    if (const auto* task = rules.taskAt(form.fiscalYear, today)) {
        item.task = task->label;
        item.period = task->period(form.fiscalYear);
        item.until = task->until(form.fiscalYear);
        item.late = item.until < today;
    }
    return item;
}

bool OutcomeFormsModel::holds(const QString& formId) const { return ids_.contains(formId); }

void OutcomeFormsModel::rebuild() {
    QHash<QString, bool> known;
    const auto reportable = [&](const QString& id) {
        if (const auto found = known.constFind(id); found != known.cend()) return *found;
        const auto* form = services_.catalogue().find(id);
        return *known.insert(id, form && outcomes::scoredTable(*form) && !outcomes::holdsOutcomes(*form));
    };
    QList<Item> items;
    QSet<QString> ids;
    for (const auto& form : projects_.all()) {
        if (!reportable(form.form) || !Workflow::builtIn().mayReport(form.state, services_.actor().roles)) continue;
        ids.insert(form.id.toString());
        if (accepts(form)) items.append(itemOf(form));
    }
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
        return std::make_tuple(a.task.isEmpty(), a.until, a.form.projectCode) <
               std::make_tuple(b.task.isEmpty(), b.until, b.form.projectCode);
    });
    ids_ = ids;
    const bool same = std::equal(items.begin(), items.end(), shown_.begin(), shown_.end(),
                                 [](const Item& a, const Item& b) { return a.form.id == b.form.id; });
    if (same) {
        shown_ = items;
        if (!items.isEmpty()) Q_EMIT dataChanged(index(0), index(count() - 1));
    } else {
        beginResetModel();
        shown_ = items;
        endResetModel();
    }
    Q_EMIT changed();
}

const OutcomeFormsModel::Progress* OutcomeFormsModel::progressOf(const Item& item) const {
    const auto known = progress_.constFind(item.form.id);
    const bool fresh = known != progress_.cend() && known->changedMs == item.form.changedMs;
    const auto asked = [&](const Wanted& wanted) { return wanted.form == item.form.id; };
    if (!fresh && std::none_of(wanted_.cbegin(), wanted_.cend(), asked)) {
        wanted_.append({item.form.id, item.period, item.form.changedMs});
        countTimer_.start();
    }
    // An old count is better than none.
    return known != progress_.cend() && known->filled >= 0 ? &*known : nullptr;
}

void OutcomeFormsModel::countWanted() {
    if (wanted_.isEmpty() || services_.store() == nullptr) return wanted_.clear();
    const auto now = wanted_.mid(0, countedAtOnce);
    wanted_.remove(0, now.size());
    if (!wanted_.isEmpty()) countTimer_.start();
    for (const auto& wanted : now)
        progress_[wanted.form].changedMs = wanted.changedMs;
    runInStore(
        *services_.store(), this,
        [now, &catalogue = services_.catalogue(), &ids = services_.ids()](Store& store) {
            QList<Counted> all;
            for (const auto& wanted : now)
                all.append(countOf(store, catalogue, ids, wanted.form, wanted.period));
            return all;
        },
        [this](const QList<Counted>& all) {
            for (const auto& counted : all) {
                progress_[counted.form].filled = counted.filled;
                progress_[counted.form].rows = counted.rows;
                for (int row = 0; row < shown_.size(); ++row)
                    if (shown_.at(row).form.id == counted.form)
                        Q_EMIT dataChanged(index(row), index(row), {FilledRole, RowsRole});
            }
        });
}

} // namespace jixiao

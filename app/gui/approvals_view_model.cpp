#include "app/gui/approvals_view_model.h"

#include "app/gui/worker.h"
#include "core/forms/explanation.h"
#include "core/workflow/workflow.h"

#include <algorithm>

namespace jixiao {

namespace {

bool decides(Action action) { return action == Action::Approve || action == Action::Check || action == Action::Return; }

bool canDecide(FormState state, const QList<Role>& roles) {
    const auto actions = Workflow::builtIn().allowed(state, roles);
    return std::any_of(actions.begin(), actions.end(),
                       [](Action action) { return action == Action::Approve || action == Action::Check; });
}

/// What the newest submit of a form says. On the store thread.
int explainedIn(const Store& store, const Id& form) {
    const auto transitions = store.children(form, RecordType::transition);
    if (!transitions) return 0;
    const Record* newest = nullptr;
    for (const auto& transition : *transitions)
        if (transition.value(Field::action) == actionName(Action::Submit) &&
            (newest == nullptr || newest->id < transition.id))
            newest = &transition;
    return newest != nullptr ? std::max(0, newest->value(Field::explained).toInt()) : 0;
}

} // namespace

ApprovalsViewModel::ApprovalsViewModel(Services& services, ProjectListModel& projects)
    : services_(services), projects_(projects) {
    connect(&projects, &ProjectListModel::loaded, this, &ApprovalsViewModel::rebuild);
    connect(&services, &Services::identityChanged, this, &ApprovalsViewModel::rebuild);
}

int ApprovalsViewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant ApprovalsViewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    if (role == ExplainedRole) return explained_.value(waiting_.at(index.row()).id);
    return ProjectListModel::roleOf(waiting_.at(index.row()), role, services_);
}

QHash<int, QByteArray> ApprovalsViewModel::roleNames() const {
    auto names = ProjectListModel::formRoleNames();
    names.insert(ExplainedRole, "explained");
    return names;
}

bool ApprovalsViewModel::mayDecide() const {
    const auto actions = Workflow::builtIn().allowed(FormState::Submitted, services_.actor().roles);
    return std::any_of(actions.begin(), actions.end(), decides);
}

void ApprovalsViewModel::rebuild() {
    beginResetModel();
    waiting_.clear();
    for (const auto& form : projects_.all())
        if (form.status == FormStatus::Received && canDecide(form.state, services_.actor().roles))
            waiting_.append(form);
    std::stable_sort(waiting_.begin(), waiting_.end(),
                     [](const FormSummary& a, const FormSummary& b) { return a.changedMs < b.changedMs; });
    endResetModel();
    Q_EMIT countChanged();
    readExplained();
}

void ApprovalsViewModel::readExplained() {
    ++serial_;
    if (services_.store() == nullptr || waiting_.isEmpty()) return;
    QList<Id> forms;
    for (const auto& form : std::as_const(waiting_))
        forms.append(form.id);
    runInStore(
        *services_.store(), this,
        [forms](Store& store) {
            QHash<Id, int> explained;
            for (const auto& form : forms)
                explained.insert(form, explainedIn(store, form));
            return explained;
        },
        [this, serial = serial_](const QHash<Id, int>& explained) {
            if (serial != serial_ || explained == explained_) return;
            explained_ = explained;
            Q_EMIT dataChanged(index(0), index(count() - 1), {ExplainedRole});
        });
}

} // namespace jixiao

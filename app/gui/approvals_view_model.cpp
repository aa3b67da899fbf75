#include "app/gui/approvals_view_model.h"

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

} // namespace

ApprovalsViewModel::ApprovalsViewModel(Services& services, ProjectListModel& projects)
    : services_(services), projects_(projects) {
    connect(&projects, &ProjectListModel::loaded, this, &ApprovalsViewModel::rebuild);
    connect(&services, &Services::identityChanged, this, &ApprovalsViewModel::rebuild);
}

int ApprovalsViewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant ApprovalsViewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    return ProjectListModel::roleOf(waiting_.at(index.row()), role, services_);
}

QHash<int, QByteArray> ApprovalsViewModel::roleNames() const { return ProjectListModel::formRoleNames(); }

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
}

} // namespace jixiao

#include "app/gui/overview_view_model.h"

#include "app/gui/format.h"

namespace jixiao {

namespace {

constexpr int maxAttention = 8;
constexpr int maxRecent = 5;

bool needsAttention(const FormSummary& form) {
    switch (form.status) {
    case FormStatus::Returned:
    case FormStatus::Conflict:
    case FormStatus::Refused:
        return true;
    case FormStatus::Draft:
        return form.review.errors > 0;
    default:
        return false;
    }
}

QString noteOf(const FormSummary& form) {
    if (!form.note.isEmpty()) return form.note;
    if (form.status == FormStatus::Conflict) return OverviewViewModel::tr("两人改了同一处，请在“同步”里决定");
    return form.review.errors > 0 ? OverviewViewModel::tr("还有 %1 处错误待改正").arg(form.review.errors) : QString();
}

} // namespace

OverviewViewModel::OverviewViewModel(ProjectListModel& projects) : projects_(projects) {
    connect(&projects, &ProjectListModel::loaded, this, &OverviewViewModel::rebuild);
}

void OverviewViewModel::rebuild() {
    QMap<FormStatus, int> counts;
    Money all;
    Money approved;
    QVariantList attention;
    for (const auto& form : projects_.all()) {
        ++counts[form.status];
        const auto budget = budgetOf(form.budgetTotal, form.moneyUnit);
        all = all + budget;
        if (form.status == FormStatus::Approved) approved = approved + budget;
        if (needsAttention(form) && attention.size() < maxAttention) {
            attention.append(QVariantMap{{QStringLiteral("formId"), form.id.toString()},
                                         {QStringLiteral("title"), projects_.nameOf(form)},
                                         {QStringLiteral("status"), statusName(form.status)},
                                         {QStringLiteral("note"), noteOf(form)}});
        }
    }
    statusCounts_.clear();
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        statusCounts_.append(
            QVariantMap{{QStringLiteral("status"), statusName(it.key())}, {QStringLiteral("count"), it.value()}});
    attention_ = attention;
    recent_.clear();
    for (const auto& form : projects_.all().mid(0, maxRecent))
        recent_.append(QVariantMap{{QStringLiteral("formId"), form.id.toString()},
                                   {QStringLiteral("title"), projects_.nameOf(form)},
                                   {QStringLiteral("status"), statusName(form.status)},
                                   {QStringLiteral("changed"), friendlyTime(form.changedMs, projects_.nowMs())}});
    total_ = int(projects_.all().size());
    budgetTotal_ = all.toDisplay(MoneyUnit::WanYuan);
    budgetApproved_ = approved.toDisplay(MoneyUnit::WanYuan);
    approvedShare_ = all.fen() > 0 ? double(approved.fen()) / double(all.fen()) : 0;
    Q_EMIT changed();
}

} // namespace jixiao

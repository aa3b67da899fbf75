#pragma once

#include "app/gui/project_list_model.h"

#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// The first page: where every form stands, the budget picture, and what needs a hand now.
class OverviewViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    /// [{status, count}] in the order of the workflow; only statuses that occur.
    Q_PROPERTY(QVariantList statusCounts READ statusCounts NOTIFY changed FINAL)
    Q_PROPERTY(int total READ total NOTIFY changed FINAL)
    Q_PROPERTY(QString budgetTotal READ budgetTotal NOTIFY changed FINAL)       ///< "1,004.60"
    Q_PROPERTY(QString budgetApproved READ budgetApproved NOTIFY changed FINAL) ///< of approved forms
    Q_PROPERTY(double approvedShare READ approvedShare NOTIFY changed FINAL)    ///< 0–1, for the bar only
    /// [{formId, title, status, note}]: returned, refused, conflict, and drafts with errors; at most 8.
    Q_PROPERTY(QVariantList attention READ attention NOTIFY changed FINAL)
    /// [{formId, title, status, changed}]: the newest changes first; at most 5.
    Q_PROPERTY(QVariantList recent READ recent NOTIFY changed FINAL)

public:
    explicit OverviewViewModel(ProjectListModel& projects);

    QVariantList statusCounts() const { return statusCounts_; }
    int total() const { return total_; }
    QString budgetTotal() const { return budgetTotal_; }
    QString budgetApproved() const { return budgetApproved_; }
    double approvedShare() const { return approvedShare_; }
    QVariantList attention() const { return attention_; }
    QVariantList recent() const { return recent_; }

Q_SIGNALS:
    void changed();

private:
    void rebuild();

    ProjectListModel& projects_;
    QVariantList statusCounts_;
    QVariantList attention_;
    QVariantList recent_;
    QString budgetTotal_;
    QString budgetApproved_;
    double approvedShare_ = 0;
    int total_ = 0;
};

} // namespace jixiao

#pragma once

#include "app/gui/project_list_model.h"

#include <QHash>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// The approver's inbox: forms that wait for a decision this person may take.
class ApprovalsViewModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(bool mayDecide READ mayDecide NOTIFY countChanged FINAL) ///< the person's role can decide at all

public:
    ApprovalsViewModel(Services& services, ProjectListModel& projects);

    /// Beside those of ProjectListModel: "explained", how many warnings the submit says it carries reasons for.
    static constexpr int ExplainedRole = Qt::UserRole + 100;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return int(waiting_.size()); }
    bool mayDecide() const;

Q_SIGNALS:
    void countChanged();

private:
    void rebuild();
    void readExplained();

    Services& services_;
    ProjectListModel& projects_;
    QList<FormSummary> waiting_; ///< longest waiting first
    QHash<Id, int> explained_;   ///< by form
    int serial_ = 0;             ///< answers of an older reading are ignored
};

} // namespace jixiao

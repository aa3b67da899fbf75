#pragma once

#include "app/gui/project_list_model.h"
#include "core/outcomes/form_reports.h"

#include <QDate>
#include <QHash>
#include <QSet>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// The forms that can be reported on, what is due first. How far each has come is counted when a row is first looked
/// at.
class OutcomeFormsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY changed FINAL)
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    Q_PROPERTY(int total READ total NOTIFY changed FINAL)
    Q_PROPERTY(bool loading READ isLoading NOTIFY changed FINAL)

public:
    enum Roles {
        FormIdRole = Qt::UserRole + 1,
        TitleRole,
        FormNameRole,
        YearRole,
        StatusRole, ///< key of the theme's status table
        TaskRole,   ///< "年度自评"; "" when nothing is due
        UntilRole,  ///< "3月31日前"
        LateRole,   ///< the last day has passed
        FilledRole, ///< rows reported on for the task's period; -1 while it is not known
        RowsRole,   ///< rows there are
        UnsentRole,
    };
    Q_ENUM(Roles)

    OutcomeFormsModel(Services& services, ProjectListModel& projects);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< formId, title, formName, year, status, task, until, late,
                                                       ///< filled, rows, unsent

    /// Whether a form can be reported on, whatever is searched for.
    Q_INVOKABLE bool holds(const QString& formId) const;

    QString search() const { return search_; }
    void setSearch(const QString& text);
    int count() const { return int(shown_.size()); }
    int total() const { return int(ids_.size()); }
    bool isLoading() const { return projects_.isLoading(); }

Q_SIGNALS:
    void changed();

private:
    struct Progress {
        qint64 changedMs = 0; ///< of the form when it was counted
        int filled = -1;
        int rows = -1;
    };
    struct Item {
        FormSummary form;
        QString task;
        outcomes::Period period;
        QDate until;
        bool late = false;
    };
    struct Wanted {
        Id form;
        outcomes::Period period;
        qint64 changedMs = 0;
    };

    void rebuild();
    Item itemOf(const FormSummary& form) const;
    bool accepts(const FormSummary& form) const;
    const Progress* progressOf(const Item& item) const;
    void countWanted();

    Services& services_;
    ProjectListModel& projects_;
    QList<Item> shown_;
    QSet<QString> ids_; ///< of all there are
    QString search_;
    QHash<Id, Progress> progress_;
    mutable QList<Wanted> wanted_; ///< looked at, not counted yet
    mutable QTimer countTimer_;
};

} // namespace jixiao

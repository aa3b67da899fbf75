#pragma once

#include "app/gui/history_changes.h"
#include "app/gui/history_steps.h"
#include "core/base/clock.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// What was done to the open form, newest first.
class HistoryStepModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by HistoryViewModel")

public:
    enum Roles {
        TitleRole = Qt::UserRole + 1, ///< what was done: "预算数、指标值", "提交"
        PersonRole,                   ///< "" for what the server sent
        DayRole,                      ///< "今天", "3月1日": the heading it stands under
        TimeRole,                     ///< "14:05", "14:05–14:20"
        KindRole,                     ///< see HistoryStep
        CountRole,                    ///< places changed on the way; 0 for a decision
        ReasonRole,                   ///< "" when none was asked for
    };
    Q_ENUM(Roles)

    explicit HistoryStepModel(const Clock& clock) : clock_(clock) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< title, person, day, time, kind, count, reason

    /// Steps known before stay the rows they are: what is new is inserted above or below them.
    void setSteps(const QList<HistoryStep>& steps);
    const QList<HistoryStep>& steps() const { return steps_; }

private:
    void keepCommon(const QList<HistoryStep>& steps);
    const Clock& clock_;
    QList<HistoryStep> steps_;
};

/// Where two versions of a form differ, in the order of the form.
class HistoryChangeModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by HistoryViewModel")

public:
    enum Roles {
        PlaceRole = Qt::UserRole + 1, ///< "预算数", "破案率 · 指标值"
        SectionRole,                  ///< heading of the part of the form; "" when it has none
        KindRole,                     ///< "value", "added", "removed", "moved"
        BeforeRole,
        AfterRole,
        RestorableRole, ///< a single value that can be given back
    };
    Q_ENUM(Roles)

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< place, section, kind, before, after, restorable

    /// `restorable`: there is an earlier version to take single values from.
    void setChanges(const QList<HistoryChange>& changes, bool restorable);
    bool isRestorable(int row) const;
    const QList<HistoryChange>& changes() const { return changes_; }

private:
    QList<HistoryChange> changes_;
    bool restorable_ = false;
};

} // namespace jixiao

#pragma once

#include "app/gui/error_info.h"
#include "app/gui/services.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// What is waiting to be sent, and why: one row for the edits of a form that wait for the same thing, and one for each
/// decision and each refusal.
class OutboxModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SyncViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL) ///< changes, not rows

public:
    enum Roles {
        TitleRole = Qt::UserRole + 1, ///< form the change belongs to
        WhatRole,                     ///< "提交", "指标 2 项修改"
        StateRole,                    ///< "waiting", "sending", "conflict", "refused"
        ReasonRole,
        NextTryRole, ///< "14:05" or ""
        MutationIdRole,
        FormIdRole,
    };
    Q_ENUM(Roles)

    explicit OutboxModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray>
    roleNames() const override; ///< title, what, mutationState, reason, nextTry, mutationId, formId
    void setItems(const QList<OutboxItem>& items);
    int count() const { return count_; }

Q_SIGNALS:
    void countChanged();

private:
    struct Row {
        OutboxItem first;
        int changes = 1;
        QStringList parts; ///< what was changed, in words
    };
    static bool belong(const OutboxItem& a, const OutboxItem& b);

    QList<Row> rows_;
    int count_ = 0;
};

/// Conflicts waiting for a person: both values with who and when.
class ConflictModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SyncViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    enum Roles {
        FieldRole = Qt::UserRole + 1,
        FormTitleRole,
        MineRole,
        TheirsRole,
        TheirsByRole,
        TheirsAtRole,
        FormIdRole
    };
    Q_ENUM(Roles)

    explicit ConflictModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< field, mine, theirs, theirsBy, theirsAt, formId
    /// `labels`: what people call the field of each item; `nowMs` dates them.
    /// What a person calls the field of a conflict and the form it is in.
    struct Place {
        QString field;
        QString form;
    };
    void setItems(QList<Conflict> items, QList<Place> places, qint64 nowMs);
    const QList<Conflict>& items() const { return items_; }
    int count() const { return int(items_.size()); }

Q_SIGNALS:
    void countChanged();

private:
    QString valueOf(const Conflict& item, const QString& value) const;

    QList<Conflict> items_;
    QList<Place> places_;
    qint64 nowMs_ = 0;
};

/// The sync page and the small sync mark in the frame of the app.
class SyncViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString stateText READ stateText NOTIFY stateChanged FINAL) ///< "已同步 14:05", "离线，3 项待发送", …
    Q_PROPERTY(double progress READ progress NOTIFY stateChanged FINAL) ///< 0–1 while Running
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString nextTry READ nextTry NOTIFY stateChanged FINAL) ///< "14:10" when a retry is persisted
    Q_PROPERTY(QString serverUrl READ serverUrl NOTIFY stateChanged FINAL)
    Q_PROPERTY(jixiao::OutboxModel* outbox READ outbox CONSTANT FINAL)
    Q_PROPERTY(jixiao::ConflictModel* conflicts READ conflicts CONSTANT FINAL)

public:
    enum class State { LocalOnly, Idle, Running, Offline, Failed };
    Q_ENUM(State)

    explicit SyncViewModel(Services& services);

    Q_INVOKABLE void syncNow();
    Q_INVOKABLE void resolve(int conflict, bool keepMine);
    Q_INVOKABLE void dismiss(const QString& mutationId); ///< a refusal; values stay in the form

    State state() const { return state_; }
    QString stateText() const;
    double progress() const { return progress_; }
    ErrorInfo error() const { return error_; }
    QString nextTry() const { return nextTry_; }
    QString serverUrl() const { return serverUrl_; }
    OutboxModel* outbox() { return &outbox_; }
    ConflictModel* conflicts() { return &conflicts_; }

Q_SIGNALS:
    void stateChanged();

private:
    void reload();
    QString labelOf(const Conflict& conflict) const;
    void settle(const Result<void>& done);
    void onState(const SyncState& state);

    Services& services_;
    OutboxModel outbox_;
    ConflictModel conflicts_;
    State state_ = State::LocalOnly;
    double progress_ = 0;
    ErrorInfo error_;
    QString nextTry_;
    QString lastSync_;
    QString serverUrl_;
};

} // namespace jixiao

#pragma once

#include "app/gui/services.h"

#include <QAbstractListModel>
#include <QHash>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// The forms of this device, searched, filtered and sorted. Names and codes are searched as one types; what stands
/// inside the forms follows from the store, newest query only. Rows are replaced by difference, never reset, so that
/// scroll position and selection survive a sync.
class ProjectListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString statusFilter READ statusFilter WRITE setStatusFilter NOTIFY filterChanged FINAL)
    Q_PROPERTY(SortKey sortKey READ sortKey WRITE setSortKey NOTIFY filterChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int total READ total NOTIFY countChanged FINAL)
    Q_PROPERTY(bool loading READ isLoading NOTIFY countChanged FINAL)

public:
    enum Roles {
        FormIdRole = Qt::UserRole + 1, ///< string
        TitleRole,                     ///< project name, or the title when there is none
        CodeRole,
        BudgetRole, ///< "400.00"
        MoneyUnitRole,
        YearRole,
        StatusRole, ///< "draft" … "conflict": a key of Theme's status table
        NoteRole,   ///< return opinion or refusal reason
        ErrorsRole, ///< open E findings, -1 unknown
        WarningsRole,
        UnsentRole,
        ChangedRole, ///< "今天 14:05"
        RoundRole,
        FormNameRole, ///< the kind of form
        /// Styled text: where the search was found inside the form or in its code, matches bold; "" when in the name.
        MatchRole,
        MarkedTitleRole, ///< styled text: the title with the matches bold; "" when there are none
    };
    Q_ENUM(Roles)
    enum class SortKey { Changed, Code, Name, Budget };
    Q_ENUM(SortKey)

    explicit ProjectListModel(Services& services);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< formId, title, code, budget, moneyUnit, year, status, note,
                                                       ///< errors, warnings, unsent, changed, round, formName,
                                                       ///< match, markedTitle

    QString search() const { return search_; }
    void setSearch(const QString& text);
    QString statusFilter() const { return statusFilter_; } ///< "" = all
    void setStatusFilter(const QString& status);
    SortKey sortKey() const { return sortKey_; }
    void setSortKey(SortKey key);
    int count() const { return int(shown_.size()); }
    int total() const { return int(all_.size()); }
    bool isLoading() const { return loading_; }

    const QList<FormSummary>& all() const { return all_; } ///< newest change first
    QString nameOf(const FormSummary& form) const;
    qint64 nowMs() const { return services_.clock().nowMs(); }
    /// One role of one form; shared with the approver's inbox.
    static QVariant roleOf(const FormSummary& form, int role, const Services& services);
    static QHash<int, QByteArray> formRoleNames();

Q_SIGNALS:
    void filterChanged();
    void countChanged();
    void loaded();

private:
    void reload();
    void refilter();
    bool isFarFrom(const QList<FormSummary>& wanted) const;
    void changeInto(const QList<FormSummary>& wanted);
    void searchInside();
    QString markedName(const FormSummary& form, const QString& field) const;
    bool isNamed(const FormSummary& form) const;
    bool accepts(const FormSummary& form) const;
    bool comesBefore(const FormSummary& a, const FormSummary& b) const;

    Services& services_;
    QList<FormSummary> all_;
    QList<FormSummary> shown_;
    QString search_;
    QStringList words_;          ///< of search_, folded
    QHash<Id, SearchHit> found_; ///< forms that hold the words, by what the store said last
    bool searching_ = false;
    QString statusFilter_;
    SortKey sortKey_ = SortKey::Code;
    bool loading_ = false;
    bool stale_ = false; ///< a change arrived while loading
};

} // namespace jixiao

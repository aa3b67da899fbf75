#pragma once

#include "app/gui/error_info.h"
#include "app/gui/services.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// Every kind of form there is, found by name; choosing one makes an empty form of it.
class NewFormViewModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY changed FINAL)
    Q_PROPERTY(int year READ year WRITE setYear NOTIFY changed FINAL) ///< fiscal year of the form to be made
    Q_PROPERTY(QVariantList years READ years CONSTANT FINAL)          ///< to choose from
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    Q_PROPERTY(int total READ total CONSTANT FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY changed FINAL)

public:
    enum Roles {
        TemplateRole = Qt::UserRole + 1, ///< the form's id
        NameRole,
        YearsRole, ///< "2018–2020年", "2021年起"
        PartsRole, ///< what it consists of: the labels of its sections
        InUseRole, ///< used for the chosen year
    };
    Q_ENUM(Roles)

    explicit NewFormViewModel(Services& services);

    /// Makes a form of this kind for the chosen year, or for the nearest one the kind is used for.
    Q_INVOKABLE void create(const QString& templateId);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< template, name, years, parts, inUse

    QString search() const { return search_; }
    void setSearch(const QString& text);
    int year() const { return year_; }
    void setYear(int year);
    QVariantList years() const;
    int count() const { return int(shown().size()); }
    int total() const { return int(services_.catalogue().forms().size()); }
    bool isBusy() const { return busy_; }
    ErrorInfo error() const { return error_; }

Q_SIGNALS:
    void changed();
    void created(const QString& formId);

private:
    const QList<QString>& shown() const;
    QList<QString> matching() const;
    void refilter();
    int thisYear() const;

    Services& services_;
    /// Template ids, those in use for the year first; found when somebody looks.
    mutable std::optional<QList<QString>> shown_;
    QString search_;
    int year_ = 0;
    bool busy_ = false;
    ErrorInfo error_;
};

} // namespace jixiao

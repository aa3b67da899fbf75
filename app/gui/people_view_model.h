#pragma once

#include "app/gui/error_info.h"
#include "app/gui/services.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace jixiao {

/// Who can unlock this device: its people and its recovery code. Every change asks for the own passphrase again and
/// runs on a worker; `busy` is true meanwhile.
class PeopleViewModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged FINAL)
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY errorChanged FINAL)

public:
    enum Roles {
        SlotRole = Qt::UserRole + 1, ///< its id
        LabelRole,
        RecoveryRole, ///< the printed code, not a person
        OwnRole,      ///< what this session was unlocked with
        CreatedRole,  ///< a date as text
        RemovableRole,
    };

    explicit PeopleViewModel(Services& services);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return int(services_.people().size()); }
    bool isBusy() const { return busy_; }
    ErrorInfo error() const { return error_; }

    Q_INVOKABLE void add(const QString& ownPassphrase, const QString& name, const QString& passphrase);
    Q_INVOKABLE void rename(const QString& ownPassphrase, const QString& slot, const QString& name);
    Q_INVOKABLE void remove(const QString& ownPassphrase, const QString& slot);
    /// The old code is void; the new one comes with recoveryCodeMade().
    Q_INVOKABLE void renewRecoveryCode(const QString& ownPassphrase);
    Q_INVOKABLE void clearError();

Q_SIGNALS:
    void changed();
    void busyChanged();
    void errorChanged();
    /// A change has been made.
    void done();
    void recoveryCodeMade(const QString& code);

private:
    /// What a change gives back: the people after it, and a new code if there is one.
    struct Outcome {
        QList<SlotInfo> people;
        QString recoveryCode;
    };
    using Change = std::function<Result<QString>(Vault&, const StoreKey&)>;
    void change(const QString& ownPassphrase, const Change& change);

    Services& services_;
    bool busy_ = false;
    ErrorInfo error_;
};

} // namespace jixiao

#pragma once

#include "app/gui/error_info.h"
#include "app/gui/services.h"
#include "core/store/backup.h"

#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <atomic>
#include <functional>
#include <memory>

namespace jixiao {

/// Backups of the open store: one a day in an idle moment, and one when asked; and a full look at the store in the
/// first idle moment after unlocking and then once a day. Both run on a worker while typing goes on.
class BackupViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(QString lastText READ lastText NOTIFY changed FINAL) ///< when the newest one was made; "" for none
    Q_PROPERTY(QString folder READ folder NOTIFY changed FINAL)
    Q_PROPERTY(bool ownFolder READ isOwnFolder NOTIFY changed FINAL)  ///< somebody chose the folder
    Q_PROPERTY(int keep READ keep WRITE setKeep NOTIFY changed FINAL) ///< the newest so many stay, 1–100
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged FINAL)
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY errorChanged FINAL)

public:
    explicit BackupViewModel(Services& services);
    ~BackupViewModel() override { stop(); }

    QString lastText() const;
    QString folder() const;
    bool isOwnFolder() const;
    int keep() const;
    void setKeep(int keep);
    bool isBusy() const { return busy_; }
    ErrorInfo error() const { return error_; }

    Q_INVOKABLE void backUpNow();
    /// A path or file URL; "": the folder in the data folder. Backs up at once, which shows whether it can be used;
    /// what was made before stays where it is, and is offered still.
    Q_INVOKABLE void chooseFolder(const QString& folder);
    /// Nobody has typed for a while: does what is due. Called by a timer.
    void useIdleMoment();
    /// Gives up a backup under way; the store is about to close.
    void stop();

Q_SIGNALS:
    void changed();
    void busyChanged();
    void errorChanged();
    /// A page or the structure of the open store is damaged.
    void damageFound(const jixiao::Error& error);

private:
    void opened();
    void look();
    void hold(std::function<void(const std::shared_ptr<StoreSnapshot>&)> then);
    void release();
    void copy(const std::shared_ptr<StoreSnapshot>& snapshot);
    bool finish(const Result<void>& done);
    void setError(const ErrorInfo& error);

    Services& services_;
    QTimer idleTimer_;
    std::shared_ptr<std::atomic<bool>> cancelled_;
    qint64 lastMs_ = 0;
    qint64 triedMs_ = 0;
    qint64 lookedMs_ = 0;
    bool busy_ = false;
    ErrorInfo error_;
};

} // namespace jixiao

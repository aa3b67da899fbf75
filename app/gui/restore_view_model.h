#pragma once

#include "app/gui/error_info.h"
#include "app/gui/services.h"
#include "core/store/restore.h"

#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

class SessionViewModel;

/// Puts a backup somebody chose in the place of the store, or makes one from it on a new device: which there are, what
/// would change, and doing it. The store is closed meanwhile. Reading runs on a worker; `busy` is true then.
class RestoreViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(bool active READ isActive NOTIFY activeChanged FINAL) ///< somebody wants to restore
    Q_PROPERTY(QString folder READ folder NOTIFY backupsChanged FINAL)
    Q_PROPERTY(QStringList backups READ backups NOTIFY backupsChanged FINAL) ///< when each was made, newest first
    Q_PROPERTY(int chosen READ chosen WRITE choose NOTIFY chosenChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged FINAL)
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY errorChanged FINAL)
    /// What would change with the chosen one; "" until preview() has answered.
    Q_PROPERTY(QString summary READ summary NOTIFY previewChanged FINAL)
    Q_PROPERTY(QStringList changes READ changes NOTIFY previewChanged FINAL) ///< a line per form, the first hundred

public:
    RestoreViewModel(Services& services, SessionViewModel& session);

    bool isActive() const { return active_; }
    const QString& folder() const { return folder_; }
    QStringList backups() const;
    int chosen() const { return chosen_; }
    void choose(int index);
    bool isBusy() const { return busy_; }
    ErrorInfo error() const { return error_; }
    QString summary() const { return summary_; }
    QStringList changes() const { return changes_; }

    /// Locks the app, if it is open.
    Q_INVOKABLE void begin();
    Q_INVOKABLE void cancel();
    /// A path or file URL with backups in it, or of one backup.
    Q_INVOKABLE void chooseFolder(const QString& folder);
    /// The passphrase of today or of the backup's day.
    Q_INVOKABLE void preview(const QString& passphrase);
    /// Ends with the app unlocked, or with the session's error.
    Q_INVOKABLE void restore(const QString& passphrase);

Q_SIGNALS:
    void activeChanged();
    void backupsChanged();
    void chosenChanged();
    void busyChanged();
    void errorChanged();
    void previewChanged();

private:
    void list();
    void show(const RestorePreview& preview);
    void forgetPreview();
    void setError(const ErrorInfo& error);
    void setBusy(bool busy);

    Services& services_;
    SessionViewModel& session_;
    bool active_ = false;
    QString folder_;
    QList<BackupInfo> known_;
    int chosen_ = -1;
    bool busy_ = false;
    ErrorInfo error_;
    QString summary_;
    QStringList changes_;
};

} // namespace jixiao

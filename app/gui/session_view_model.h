#pragma once

#include "app/gui/auto_lock.h"
#include "app/gui/error_info.h"
#include "app/gui/services.h"
#include "core/store/restore.h"

#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <memory>
#include <optional>

namespace jixiao {

/// First use, enrolment, unlocking and locking. Key derivation runs on a worker; `busy` is true meanwhile.
class SessionViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(Stage stage READ stage NOTIFY stageChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged FINAL)
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY errorChanged FINAL)
    Q_PROPERTY(int retrySeconds READ retrySeconds NOTIFY retrySecondsChanged FINAL)
    /// Seconds until the app locks itself, in the last half minute; else 0.
    Q_PROPERTY(int lockCountdown READ lockCountdown NOTIFY lockCountdownChanged FINAL)
    Q_PROPERTY(QString personName READ personName NOTIFY stageChanged FINAL)
    Q_PROPERTY(QString roleText READ roleText NOTIFY stageChanged FINAL)
    Q_PROPERTY(QString unitName READ unitName NOTIFY stageChanged FINAL)
    Q_PROPERTY(bool enrolled READ isEnrolled NOTIFY stageChanged FINAL) ///< false when used without a server
    /// While a damaged store cannot be used: when the newest sound backup was made; else "".
    Q_PROPERTY(QString backupOffer READ backupOffer NOTIFY backupOfferChanged FINAL)
    /// There is no such backup, but pages of the store may be readable.
    Q_PROPERTY(bool salvageOffered READ isSalvageOffered NOTIFY backupOfferChanged FINAL)
    /// After restoring or salvaging: what became of the data and where the former files are; else "".
    Q_PROPERTY(QString rescueText READ rescueText NOTIFY rescueTextChanged FINAL)
    Q_PROPERTY(QString recoveryCode READ recoveryCode NOTIFY recoveryCodeChanged FINAL)

public:
    enum class Stage {
        FirstUse,       ///< no vault in the data folder
        Locked,         ///< vault found, passphrase needed
        NeedsEnrolment, ///< unlocked, but this device has no identity yet
        Ready,
    };
    Q_ENUM(Stage)

    explicit SessionViewModel(Services& services);

    Stage stage() const { return stage_; }
    bool isBusy() const { return busy_; }
    ErrorInfo error() const { return error_; }
    int retrySeconds() const { return retrySeconds_; }
    int lockCountdown() const { return autoLock_.countdown(); }
    QString personName() const;
    QString roleText() const;
    QString unitName() const;
    bool isEnrolled() const;
    QString recoveryCode() const { return recoveryCode_; }
    QString backupOffer() const;
    bool isSalvageOffered() const { return salvageOffered_; }
    QString rescueText() const { return rescueText_; }

    /// Makes the vault and store, then exchanges the enrolment code for an identity.
    Q_INVOKABLE void enrol(const QString& code, const QString& passphrase);
    /// The exchange alone (stage NeedsEnrolment).
    Q_INVOKABLE void finishEnrolment(const QString& code);
    /// Use without a server: a vault, a store and a local person.
    Q_INVOKABLE void startLocally(const QString& personName, const QString& unitName, const QString& passphrase);
    /// Passphrase or recovery code.
    Q_INVOKABLE void unlock(const QString& passphrase);
    /// Puts the backup on offer in place, keeps the damaged store beside it, and unlocks.
    Q_INVOKABLE void restoreBackup(const QString& passphrase);
    /// The same with any backup. Stage FirstUse or Locked.
    void restoreFrom(const BackupInfo& backup, const QString& passphrase);
    /// The same with what can be read of the damaged store; rescueText says what is missing then.
    Q_INVOKABLE void salvage(const QString& passphrase);
    /// It was read; forget it.
    Q_INVOKABLE void acknowledgeRescue() { setRescueText({}); }
    /// Saves what is open first (aboutToLock), then closes the store and wipes keys.
    Q_INVOKABLE void lock();
    Q_INVOKABLE void clearError();
    /// The printed recovery code was noted down; forget it.
    Q_INVOKABLE void acknowledgeRecoveryCode();
    /// Any key or touch: restarts the idle clock.
    Q_INVOKABLE void noteActivity();
    /// The setting has changed.
    void restartAutoLock();
    /// The open store was found damaged: locks and offers a backup, if there is one.
    void reportDamage(const Error& error);

Q_SIGNALS:
    void stageChanged();
    void busyChanged();
    void errorChanged();
    void retrySecondsChanged();
    void lockCountdownChanged();
    void recoveryCodeChanged();
    void backupOfferChanged();
    void rescueTextChanged();
    /// Save everything now; emitted synchronously before the store closes.
    void aboutToLock();

private:
    /// What a worker brings back after making or opening a vault.
    struct Unlocked {
        Services::Opened opened;
        QString recoveryCode;
    };
    using Prepare = std::function<Result<void>(Store&)>;

    Result<std::shared_ptr<Unlocked>> openUnlocked(const SecretBytes& secret) const;
    void lookForBackup(const Error& error);
    void offer(const std::optional<BackupInfo>& backup);
    void offerSalvage(bool offered);
    using Rescue = std::function<Result<RestoreReport>(const SecretBytes&)>;
    void rescue(const QString& passphrase, const Rescue& way);
    void setRescueText(const QString& text);
    void makeVault(const QString& passphrase, const Prepare& prepare, std::function<void()> then);
    void startWork(std::function<Result<std::shared_ptr<Unlocked>>()> work, std::function<void()> then);
    void adopt(Unlocked& unlocked);
    void setStage(Stage stage);
    void setBusy(bool busy);
    void setError(const Error& error);
    void tickRetry();

    Services& services_;
    Stage stage_;
    bool busy_ = false;
    ErrorInfo error_;
    int retrySeconds_ = 0;
    QString recoveryCode_;
    std::optional<BackupInfo> offered_;
    bool salvageOffered_ = false;
    QString rescueText_;
    QTimer retryTimer_;
    AutoLock autoLock_;
};

} // namespace jixiao

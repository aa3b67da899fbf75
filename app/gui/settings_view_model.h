#pragma once

#include "app/gui/error_info.h"
#include "app/gui/services.h"

namespace jixiao {

/// Appearance, language, locking, passphrase, about.
class SettingsViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(bool highContrast READ highContrast WRITE setHighContrast NOTIFY changed FINAL)
    Q_PROPERTY(bool touch READ touch WRITE setTouch NOTIFY changed FINAL) ///< fingers rather than a pointer
    Q_PROPERTY(QString themeMode READ themeMode WRITE setThemeMode NOTIFY changed FINAL) ///< light, dark, system
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY changed FINAL)  ///< 1.0–2.0
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY changed FINAL)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY changed FINAL)                  ///< zh_CN, en
    Q_PROPERTY(int autoLockMinutes READ autoLockMinutes WRITE setAutoLockMinutes NOTIFY changed FINAL) ///< 1–60
    Q_PROPERTY(QString dataFolder READ dataFolder CONSTANT FINAL)
    Q_PROPERTY(QString licences READ licences CONSTANT FINAL)                        ///< notices of the libraries used
    Q_PROPERTY(QString rulesVersion READ rulesVersion NOTIFY rulesChanged FINAL)     ///< of the review rules in force
    Q_PROPERTY(bool rulesInstalled READ areRulesInstalled NOTIFY rulesChanged FINAL) ///< not those of the program
    /// Why a rule file that lies in the data folder is not used.
    Q_PROPERTY(jixiao::ErrorInfo rulesRefused READ rulesRefused NOTIFY rulesChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged FINAL)
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY errorChanged FINAL)

public:
    explicit SettingsViewModel(Services& services);

    QString themeMode() const;
    void setThemeMode(const QString& mode);
    bool highContrast() const;
    void setHighContrast(bool high);
    bool touch() const;
    void setTouch(bool touch);
    double textScale() const;
    void setTextScale(double scale);
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    QString language() const;
    void setLanguage(const QString& language);
    int autoLockMinutes() const;
    void setAutoLockMinutes(int minutes);
    QString dataFolder() const;
    QString licences() const;
    QString rulesVersion() const;
    bool areRulesInstalled() const;
    ErrorInfo rulesRefused() const;
    bool isBusy() const { return busy_; }
    ErrorInfo error() const { return error_; }

    Q_INVOKABLE void changePassphrase(const QString& oldPassphrase, const QString& newPassphrase);
    Q_INVOKABLE void clearError();

Q_SIGNALS:
    void changed();
    void rulesChanged();
    void busyChanged();
    void errorChanged();
    void passphraseChanged();

private:
    template <typename T>
    void store(Settings::Key key, const T& value);

    Services& services_;
    bool busy_ = false;
    ErrorInfo error_;
};

} // namespace jixiao

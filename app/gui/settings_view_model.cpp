#include "app/gui/settings_view_model.h"

#include "app/gui/worker.h"

#include <QFile>

namespace jixiao {

SettingsViewModel::SettingsViewModel(Services& services) : services_(services) {
    connect(&services, &Services::opened, this, &SettingsViewModel::rulesChanged);
    connect(this, &SettingsViewModel::changed, this, &SettingsViewModel::rulesChanged);
}

QString SettingsViewModel::themeMode() const { return services_.settings().value(Settings::Key::ThemeMode).toString(); }
void SettingsViewModel::setThemeMode(const QString& mode) { store(Settings::Key::ThemeMode, mode); }

bool SettingsViewModel::highContrast() const {
    return services_.settings().value(Settings::Key::HighContrast).toBool();
}
void SettingsViewModel::setHighContrast(bool high) { store(Settings::Key::HighContrast, high); }

bool SettingsViewModel::touch() const { return services_.settings().value(Settings::Key::Touch).toBool(); }
void SettingsViewModel::setTouch(bool touch) { store(Settings::Key::Touch, touch); }

double SettingsViewModel::textScale() const { return services_.settings().value(Settings::Key::TextScale).toDouble(); }
void SettingsViewModel::setTextScale(double scale) { store(Settings::Key::TextScale, scale); }

bool SettingsViewModel::reducedMotion() const {
    return services_.settings().value(Settings::Key::ReducedMotion).toBool();
}
void SettingsViewModel::setReducedMotion(bool reduced) { store(Settings::Key::ReducedMotion, reduced); }

QString SettingsViewModel::language() const { return services_.settings().value(Settings::Key::Language).toString(); }
void SettingsViewModel::setLanguage(const QString& language) { store(Settings::Key::Language, language); }

int SettingsViewModel::autoLockMinutes() const {
    return services_.settings().value(Settings::Key::AutoLockMinutes).toInt();
}
void SettingsViewModel::setAutoLockMinutes(int minutes) { store(Settings::Key::AutoLockMinutes, minutes); }

QString SettingsViewModel::dataFolder() const { return services_.dataFolder(); }

QString SettingsViewModel::rulesVersion() const { return services_.rules().inForce(language()).rules->version(); }

bool SettingsViewModel::areRulesInstalled() const { return services_.rules().inForce(language()).fromFolder; }

ErrorInfo SettingsViewModel::rulesRefused() const {
    const auto refused = services_.rules().inForce(language()).refused;
    return refused ? ErrorInfo::from(*refused) : ErrorInfo();
}

QString SettingsViewModel::licences() const {
    QFile file(QStringLiteral(":/assets/licenses/NOTICES.txt"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

template <typename T>
void SettingsViewModel::store(Settings::Key key, const T& value) {
    if (services_.settings().value(key) == QVariant(value)) return;
    if (services_.settings().set(key, value)) Q_EMIT changed();
}

void SettingsViewModel::changePassphrase(const QString& oldPassphrase, const QString& newPassphrase) {
    if (busy_) return;
    busy_ = true;
    Q_EMIT busyChanged();
    clearError();
    auto before = std::make_shared<SecretBytes>(SecretBytes::take(oldPassphrase.toUtf8()));
    auto after = std::make_shared<SecretBytes>(SecretBytes::take(newPassphrase.toUtf8()));
    runOnWorker(
        services_.workers(), this,
        [before, after, folder = services_.dataFolder(), &clock = services_.clock()]() -> Result<void> {
            auto vault = Vault::open(folder, clock);
            if (!vault) return vault.error();
            return vault->changePassphrase(*before, *after);
        },
        [this](const Result<void>& done) {
            busy_ = false;
            Q_EMIT busyChanged();
            if (done) return Q_EMIT passphraseChanged();
            error_ = ErrorInfo::from(done.error());
            Q_EMIT errorChanged();
        });
}

void SettingsViewModel::clearError() {
    if (!error_.isSet) return;
    error_ = {};
    Q_EMIT errorChanged();
}

} // namespace jixiao

#pragma once

#include <QString>
#include <QVariant>

namespace jixiao {

/// The preferences of this device: one typed table, stored as settings.json in the data folder. Nothing secret and
/// nothing of a form is ever kept here. UI thread.
class Settings {
public:
    enum class Key {
        ThemeMode,
        HighContrast,
        Touch,
        TextScale,
        ReducedMotion,
        Language,
        AutoLockMinutes,
        SyncAutomatically,
        BackupFolder, ///< "": in the data folder
        BackupsKept,
    };

    explicit Settings(const QString& folder);

    QVariant value(Key key) const;
    /// Refuses (returns false) a value of the wrong type or outside the key's range.
    bool set(Key key, const QVariant& value);

private:
    void load();
    void save() const;

    QString file_;
    QVariantMap values_;
};

} // namespace jixiao

#include "app/gui/settings.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/log.h"

#include <QDir>
#include <QFile>

#include <array>
#include <cmath>

namespace jixiao {

namespace {

/// The whole table: name, default and what is accepted.
struct Entry {
    Settings::Key key;
    const char* name;
    QVariant fallback;
    bool (*accepts)(const QVariant&);
};

bool isOneOf(const QVariant& value, const QStringList& words) {
    return value.typeId() == QMetaType::QString && words.contains(value.toString());
}
bool isNumber(const QVariant& value) {
    const int type = value.typeId();
    return type == QMetaType::Double || type == QMetaType::Int || type == QMetaType::LongLong;
}
bool isWhole(const QVariant& value) { return isNumber(value) && value.toDouble() == std::floor(value.toDouble()); }
bool isBool(const QVariant& value) { return value.typeId() == QMetaType::Bool; }

const std::array<Entry, 10>& table() {
    using Key = Settings::Key;
    static const std::array<Entry, 10> entries{{
        {Key::ThemeMode, "themeMode", QStringLiteral("system"),
         [](const QVariant& v) {
             return isOneOf(v, {QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("system")});
         }},
        {Key::HighContrast, "highContrast", false, isBool},
        {Key::Touch, "touch", false, isBool},
        {Key::TextScale, "textScale", 1.0,
         [](const QVariant& v) { return isNumber(v) && v.toDouble() >= 1.0 && v.toDouble() <= 2.0; }},
        {Key::ReducedMotion, "reducedMotion", false, isBool},
        {Key::Language, "language", QStringLiteral("zh_CN"),
         [](const QVariant& v) {
             return isOneOf(v, {QStringLiteral("zh_CN"), QStringLiteral("en")});
         }},
        {Key::AutoLockMinutes, "autoLockMinutes", 5,
         [](const QVariant& v) { return isWhole(v) && v.toDouble() >= 1 && v.toDouble() <= 60; }},
        {Key::SyncAutomatically, "syncAutomatically", true, isBool},
        {Key::BackupFolder, "backupFolder", QString(),
         [](const QVariant& v) {
             const auto folder = v.toString();
             return v.typeId() == QMetaType::QString && (folder.isEmpty() || QDir::isAbsolutePath(folder));
         }},
        {Key::BackupsKept, "backupsKept", 7,
         [](const QVariant& v) { return isWhole(v) && v.toDouble() >= 1 && v.toDouble() <= 100; }},
    }};
    return entries;
}

const Entry& entryOf(Settings::Key key) { return table().at(std::size_t(key)); }

} // namespace

Settings::Settings(const QString& folder) : file_(folder + QStringLiteral("/settings.json")) { load(); }

QVariant Settings::value(Key key) const {
    const auto& entry = entryOf(key);
    return values_.value(QString::fromLatin1(entry.name), entry.fallback);
}

bool Settings::set(Key key, const QVariant& value) {
    const auto& entry = entryOf(key);
    if (!entry.accepts(value)) return false;
    values_.insert(QString::fromLatin1(entry.name), value);
    save();
    return true;
}

void Settings::load() {
    QFile file(file_);
    if (!file.open(QIODevice::ReadOnly)) return;
    const auto object = parseJsonObject(file.read(64 * 1024));
    if (!object) return;
    for (const auto& entry : table()) {
        const auto value = object->value(QString::fromLatin1(entry.name)).toVariant();
        if (value.isValid() && entry.accepts(value)) values_.insert(QString::fromLatin1(entry.name), value);
    }
}

void Settings::save() const {
    // On a full disk the old settings stay.
    if (const auto written = replaceFile(file_, QJsonDocument(QJsonObject::fromVariantMap(values_)).toJson()); !written)
        qCWarning(lcApp) << "settings not saved:" << written.error().detail;
}

} // namespace jixiao

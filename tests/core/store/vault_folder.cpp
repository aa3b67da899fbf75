#include "vault_folder.h"

#include <QDir>

namespace jixiao::test {

VaultFolder::VaultFolder(int nth) {
    f.clock.advance(nth * 1000);
    QDir().mkpath(folder());
    auto vault = Vault::create(folder(), passphrase(), QStringLiteral("甲"), KdfParams{}, f.clock, f.ids);
    if (!vault) qFatal("%s", qPrintable(vault.error().detail));
    auto unlocked = vault->unlock(passphrase());
    if (!unlocked) qFatal("%s", qPrintable(unlocked.error().detail));
    key = *std::move(unlocked);
    auto made = Store::create(folder(), key, f.clock, f.ids);
    if (!made) qFatal("%s", qPrintable(made.error().detail));
    f.store = *std::move(made);
    form = f.addForm(4);
}

SecretBytes VaultFolder::passphrase(const char* text) { return SecretBytes::take(QByteArray(text)); }

void VaultFolder::open() {
    close();
    auto opened = Store::open(folder(), key, f.clock, f.ids);
    if (!opened) qFatal("%s", qPrintable(opened.error().id() + opened.error().detail));
    f.store = *std::move(opened);
}

BackupInfo VaultFolder::backUp(const BackupPolicy& policy) {
    f.clock.advance(1000);
    const auto made = Backups::make(*f.store, target(), policy, f.clock.nowMs());
    if (!made) qFatal("%s", qPrintable(made.error().id() + made.error().detail));
    return *made;
}

QString VaultFolder::contents(const QString& where) {
    auto store = Store::open(where, key, f.clock, f.ids);
    if (!store) return store.error().id() + u' ' + store.error().detail;
    const auto check = (*store)->check();
    if (!check || !check->intact) return QStringLiteral("not intact");
    return dump(**store, form);
}

Result<void> VaultFolder::set(int row, const QString& value) {
    return f.set(form, f.indicators.at(row), test::target, value);
}

} // namespace jixiao::test

#pragma once

#include "core/store/first_use.h"
#include "tests/app/app_fixture.h"

#include <QDir>

namespace jixiao::test {

inline constexpr qint64 hour = 3600LL * 1000;
inline const QString passphrase = QStringLiteral("正确的 口令 2025");

/// The app with vault and passphrase, as a person meets it.
struct VaultDevice {
    QTemporaryDir dir;
    ManualClock clock;
    SystemRandom random;
    std::unique_ptr<Services> services;
    std::unique_ptr<AppController> app;

    VaultDevice() {
        // With the cheapest key derivation; unlocking is not what is tested here.
        UuidV7Source ids(clock, random);
        auto fresh =
            makeDataFolder(dir.path(), SecretBytes::take(passphrase.toUtf8()), QStringLiteral("甲"), {}, clock, ids);
        if (!fresh || !DeviceIdentity::initialise(*fresh->store, ids) ||
            !DeviceIdentity::adoptLocal(*fresh->store, QStringLiteral("李民警"), QStringLiteral("县公安局"), ids))
            qFatal("data folder");
        fresh = Error{ErrorCode::Cancelled};
        services = std::make_unique<Services>(dir.path(), clock, random);
        app = std::make_unique<AppController>(*services);
        unlock();
    }
    ~VaultDevice() {
        app.reset();
        services.reset();
    }
    SessionViewModel& session() const { return *app->session(); }
    BackupViewModel& backups() const { return *app->backups(); }
    void unlock() const {
        session().unlock(passphrase);
        if (!QTest::qWaitFor([&] { return !session().isBusy(); }, 60'000)) qFatal("unlock");
    }
    bool settled() const {
        return QTest::qWaitFor([&] { return !backups().isBusy() && !session().isBusy(); }, 60'000);
    }
    Id addForm(const QString& name) const {
        FormDocument doc;
        doc.form = QStringLiteral("hebei.project.2025");
        doc.fiscalYear = 2025;
        doc.fields = {{QStringLiteral("project.name"), name}};
        return services->store()
            ->call([&](Store& store) {
                return FormRepository(store, services->catalogue(), services->ids())
                    .importForms({doc}, Id::fromString(services->actor().unitId).value_or(Id()), services->actor());
            })
            ->declarations.first();
    }
    QList<BackupInfo> made() const { return Backups::list(services->backupFolder()); }
    /// In a page that opening does not read.
    void damage() const {
        services->store()->call([](Store& store) {
            const bool done = store.beginSnapshot().ok(); // moves the log into the file
            store.endSnapshot();
            return done;
        });
        QFile file(Store::fileName(dir.path()));
        if (!file.open(QIODevice::ReadWrite) || !file.seek(file.size() - 2000) || file.write("damage") != 6)
            qFatal("damage");
    }
    /// So that the locked store does not open.
    void spoilHead() const {
        QFile file(Store::fileName(dir.path()));
        if (!file.open(QIODevice::ReadWrite) || file.write(QByteArray(200, 'x')) != 200) qFatal("spoil");
    }
};

} // namespace jixiao::test

#include "core/store/backup.h"
#include "looks.h"
#include "stage.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QtTest>

using namespace jixiao;
using namespace jixiao::pages;

/// The pages about backups, from the settings to the offer on the unlock page. With --shots FOLDER it leaves pictures.
class RescuePagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        watchLog();
        QVERIFY(stage_.isUp());
        stage_.app().settings()->setReducedMotion(true);
        QVERIFY(stage_.start());
        code_ = stage_.app().session()->recoveryCode();
        stage_.app().session()->acknowledgeRecoveryCode();
        QVERIFY(!code_.isEmpty());
    }
    void cleanup() {
        const auto warnings = takeWarnings();
        QVERIFY2(warnings.isEmpty(), qPrintable(warnings));
    }

    void settings() {
        stage_.show(QStringLiteral("settings"));
        look(QStringLiteral("backup-none"));
        auto& backups = *stage_.app().backups();
        QVERIFY(stage_.services().settings().set(Settings::Key::BackupFolder, QStringLiteral("/proc/nowhere")));
        backups.backUpNow();
        QVERIFY(settled());
        QVERIFY(backups.error().isSet);
        look(QStringLiteral("backup-error"));
        QVERIFY(stage_.services().settings().set(Settings::Key::BackupFolder, QString()));
        backups.backUpNow();
        QVERIFY(settled());
        QVERIFY2(!backups.error().isSet, qPrintable(backups.error().details));
        QVERIFY(!backups.lastText().isEmpty());
        look(QStringLiteral("backup-made"));
    }
    void restoring() {
        auto& restore = *stage_.app().restore();
        restore.begin();
        QCOMPARE(restore.backups().size(), 1);
        look(QStringLiteral("restore-choose"));
        restore.preview(code_);
        QVERIFY(QTest::qWaitFor([&] { return !restore.isBusy(); }, 60'000));
        QVERIFY2(!restore.error().isSet, qPrintable(restore.error().details));
        look(QStringLiteral("restore-seen"));
        restore.restore(code_);
        QVERIFY(settled());
        QCOMPARE(stage_.app().session()->stage(), SessionViewModel::Stage::Ready);
        stage_.show(QStringLiteral("overview"));
        look(QStringLiteral("restored"));
        stage_.app().session()->acknowledgeRescue();
    }
    void unlocking() {
        auto& session = *stage_.app().session();
        session.lock();
        QFile file(Store::fileName(stage_.services().dataFolder()));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.write(QByteArray(200, 'x')) == 200);
        file.close();
        session.unlock(code_);
        QVERIFY(QTest::qWaitFor([&] { return !session.backupOffer().isEmpty(); }, 30'000));
        QCOMPARE(session.error().code, QStringLiteral("StoreDamaged"));
        look(QStringLiteral("unlock-damaged"));
        session.restoreBackup(code_);
        QVERIFY(settled());
        QVERIFY2(!session.error().isSet, qPrintable(session.error().details));
        QCOMPARE(session.stage(), SessionViewModel::Stage::Ready);
        stage_.settle();
    }
    void withoutABackup() {
        auto& session = *stage_.app().session();
        session.lock();
        QVERIFY(QDir(stage_.services().backupFolder()).removeRecursively());
        QFile file(Store::fileName(stage_.services().dataFolder()));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.write(QByteArray(200, 'x')) == 200);
        file.close();
        session.unlock(code_);
        QVERIFY(QTest::qWaitFor([&] { return session.isSalvageOffered(); }, 30'000));
        look(QStringLiteral("unlock-salvage"));
        session.salvage(code_);
        QVERIFY(settled());
        QVERIFY2(!session.error().isSet, qPrintable(session.error().details));
        QCOMPARE(session.stage(), SessionViewModel::Stage::Ready);
        stage_.show(QStringLiteral("overview"));
        look(QStringLiteral("salvaged"));
        session.acknowledgeRescue();
        stage_.settle();
    }

private:
    bool settled() {
        return QTest::qWaitFor(
            [this] { return !stage_.app().backups()->isBusy() && !stage_.app().session()->isBusy(); }, 60'000);
    }
    void look(const QString& page) {
        for (const auto& one : shotFolder().isEmpty() ? looks().mid(0, 3) : looks() + largeLooks()) {
            stage_.app().settings()->setThemeMode(one.mode);
            stage_.app().settings()->setTextScale(one.textScale);
            stage_.resize(one.size);
            if (auto* row = stage_.find(QStringLiteral("BackupRow"))) {
                auto* flickable = stage_.find(QStringLiteral("SettingsPage"));
                const auto top = row->mapToItem(flickable, QPointF()).y() + flickable->property("contentY").toReal();
                const auto most = flickable->property("contentHeight").toReal() - flickable->height();
                flickable->setProperty("contentY", std::clamp(top - 100, 0.0, std::max(0.0, most)));
            }
            stage_.settle();
            const auto picture = stage_.look();
            QCOMPARE(picture.size(), one.size);
            if (shotFolder().isEmpty()) continue;
            QVERIFY(picture.save(QStringLiteral("%1/%2-%3.png").arg(shotFolder(), page, one.name)));
        }
    }

    Stage stage_;
    QString code_;
};

int main(int argc, char* argv[]) {
    Application::prepareProcess();
    QGuiApplication app(argc, argv);
    Application::prepareGui();
    auto arguments = QCoreApplication::arguments();
    if (const auto at = arguments.indexOf(QStringLiteral("--shots")); at > 0 && at + 1 < arguments.size()) {
        shotFolder() = arguments.at(at + 1);
        arguments.remove(at, 2);
        QDir().mkpath(shotFolder());
    }
    RescuePagesTest test;
    return QTest::qExec(&test, arguments);
}

#include "tst_rescue_pages.moc"

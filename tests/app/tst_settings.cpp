#include "tests/app/app_fixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace jixiao;
using namespace jixiao::test;

namespace {

using Key = Settings::Key;

bool write(const QString& folder, const QByteArray& bytes) {
    QFile file(folder + QStringLiteral("/settings.json"));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

/// Preferences: typed, ranged, and never a way in for a hostile file.
class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void defaults();
    void valuesAreKept();
    void valuesOutsideTheRangeAreRefused_data();
    void valuesOutsideTheRangeAreRefused();
    void hostileFilesGiveDefaults_data();
    void hostileFilesGiveDefaults();
    void goodValuesBesideBadOnes();
    void theViewModelTellsOfChanges();
    void nothingOfAFormIsWritten();
};

void TestSettings::defaults() {
    const QTemporaryDir dir;
    const Settings settings(dir.path());
    QCOMPARE(settings.value(Key::ThemeMode).toString(), QStringLiteral("system"));
    QCOMPARE(settings.value(Key::TextScale).toDouble(), 1.0);
    QCOMPARE(settings.value(Key::AutoLockMinutes).toInt(), 5);
    QCOMPARE(settings.value(Key::Language).toString(), QStringLiteral("zh_CN"));
    QVERIFY(settings.value(Key::SyncAutomatically).toBool());
    QVERIFY(!QFile::exists(dir.filePath(QStringLiteral("settings.json"))));
}

void TestSettings::valuesAreKept() {
    const QTemporaryDir dir;
    {
        Settings settings(dir.path());
        QVERIFY(settings.set(Key::ThemeMode, QStringLiteral("dark")));
        QVERIFY(settings.set(Key::TextScale, 1.5));
        QVERIFY(settings.set(Key::AutoLockMinutes, 30));
        QVERIFY(settings.set(Key::SyncAutomatically, false));
    }
    const Settings again(dir.path());
    QCOMPARE(again.value(Key::ThemeMode).toString(), QStringLiteral("dark"));
    QCOMPARE(again.value(Key::TextScale).toDouble(), 1.5);
    QCOMPARE(again.value(Key::AutoLockMinutes).toInt(), 30);
    QCOMPARE(again.value(Key::SyncAutomatically).toBool(), false);
}

void TestSettings::valuesOutsideTheRangeAreRefused_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char* name, Key key, const QVariant& value) { QTest::newRow(name) << int(key) << value; };
    row("theme", Key::ThemeMode, QStringLiteral("pink"));
    row("theme, type", Key::ThemeMode, 1);
    row("scale, low", Key::TextScale, 0.99);
    row("scale, high", Key::TextScale, 2.01);
    row("scale, infinite", Key::TextScale, qInf());
    row("scale, no number", Key::TextScale, qQNaN());
    row("scale, text", Key::TextScale, QStringLiteral("1.5"));
    row("minutes, none", Key::AutoLockMinutes, 0);
    row("minutes, many", Key::AutoLockMinutes, 61);
    row("minutes, negative", Key::AutoLockMinutes, -5);
    row("minutes, part", Key::AutoLockMinutes, 1.5);
    row("minutes, bool", Key::AutoLockMinutes, true);
    row("minutes, huge", Key::AutoLockMinutes, 1e300);
    row("bool, number", Key::HighContrast, 1);
    row("bool, text", Key::Touch, QStringLiteral("true"));
    row("language", Key::Language, QStringLiteral("../../etc"));
    row("nothing", Key::Language, QVariant());
}

void TestSettings::valuesOutsideTheRangeAreRefused() {
    QFETCH(int, key);
    QFETCH(QVariant, value);
    const QTemporaryDir dir;
    Settings settings(dir.path());
    const auto before = settings.value(Key(key));
    QVERIFY(!settings.set(Key(key), value));
    QCOMPARE(settings.value(Key(key)), before);
}

void TestSettings::hostileFilesGiveDefaults_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not json") << QByteArray("themeMode=dark");
    QTest::newRow("array") << QByteArray("[1,2,3]");
    QTest::newRow("binary") << QByteArray(4096, '\0');
    QTest::newRow("cut") << QByteArray("{\"themeMode\": \"dark\", ");
    QTest::newRow("deep") << QByteArray("{\"themeMode\":").repeated(5000);
    QTest::newRow("large") << "{\"themeMode\": \"dark\", \"x\": \"" + QByteArray(10 * 1024 * 1024, 'x') + "\"}";
    QTest::newRow("wrong types") << QByteArray(
        "{\"themeMode\": {\"a\": 1}, \"textScale\": \"2\", \"autoLockMinutes\": true, \"highContrast\": 1,"
        " \"language\": [\"en\"], \"syncAutomatically\": null, \"touch\": \"yes\", \"reducedMotion\": {}}");
    QTest::newRow("out of range") << QByteArray(
        "{\"themeMode\": \"DARK\", \"textScale\": 1e308, \"autoLockMinutes\": 999999999999999999999}");
}

void TestSettings::hostileFilesGiveDefaults() {
    QFETCH(QByteArray, bytes);
    const QTemporaryDir dir;
    QVERIFY(write(dir.path(), bytes));
    Settings settings(dir.path());
    QCOMPARE(settings.value(Key::ThemeMode).toString(), QStringLiteral("system"));
    QCOMPARE(settings.value(Key::TextScale).toDouble(), 1.0);
    QCOMPARE(settings.value(Key::AutoLockMinutes).toInt(), 5);
    QCOMPARE(settings.value(Key::Language).toString(), QStringLiteral("zh_CN"));
    QCOMPARE(settings.value(Key::HighContrast).toBool(), false);
    QCOMPARE(settings.value(Key::Touch).toBool(), false);
    QCOMPARE(settings.value(Key::SyncAutomatically).toBool(), true);
    QVERIFY(settings.set(Key::ThemeMode, QStringLiteral("light"))); // and the next change mends the file
    QCOMPARE(Settings(dir.path()).value(Key::ThemeMode).toString(), QStringLiteral("light"));
}

void TestSettings::goodValuesBesideBadOnes() {
    const QTemporaryDir dir;
    QVERIFY(write(dir.path(), "{\"themeMode\": \"dark\", \"textScale\": 99, \"autoLockMinutes\": 15, \"unknown\": 1}"));
    const Settings settings(dir.path());
    QCOMPARE(settings.value(Key::ThemeMode).toString(), QStringLiteral("dark"));
    QCOMPARE(settings.value(Key::TextScale).toDouble(), 1.0);
    QCOMPARE(settings.value(Key::AutoLockMinutes).toInt(), 15);
}

void TestSettings::theViewModelTellsOfChanges() {
    AppFixture f;
    auto* settings = f.app.settings();
    QSignalSpy changed(settings, &SettingsViewModel::changed);
    settings->setThemeMode(QStringLiteral("dark"));
    settings->setThemeMode(QStringLiteral("dark")); // no change, no signal
    QCOMPARE(changed.count(), 1);
    settings->setHighContrast(true);
    settings->setTouch(true);
    settings->setTextScale(1.25);
    settings->setReducedMotion(true);
    settings->setLanguage(QStringLiteral("en"));
    settings->setAutoLockMinutes(10);
    QCOMPARE(changed.count(), 7);
    settings->setThemeMode(QStringLiteral("pink"));
    settings->setTextScale(9);
    settings->setAutoLockMinutes(0);
    settings->setLanguage(QStringLiteral("xx"));
    QCOMPARE(changed.count(), 7);
    QCOMPARE(settings->themeMode(), QStringLiteral("dark"));
    QCOMPARE(settings->highContrast(), true);
    QCOMPARE(settings->touch(), true);
    QCOMPARE(settings->textScale(), 1.25);
    QCOMPARE(settings->reducedMotion(), true);
    QCOMPARE(settings->language(), QStringLiteral("en"));
    QCOMPARE(settings->autoLockMinutes(), 10);
    QCOMPARE(settings->dataFolder(), f.folder());
    QVERIFY(settings->property("themeMode").isValid());
}

void TestSettings::nothingOfAFormIsWritten() {
    AppFixture f;
    f.openSample();
    f.app.settings()->setTextScale(1.5);
    QFile file(f.folder() + QStringLiteral("/settings.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(file.readAll()).object().keys(), QStringList{QStringLiteral("textScale")});
}

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"

#include "tests/app/app_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

using Stage = SessionViewModel::Stage;

const QString passphrase = QStringLiteral("正确的 口令 2025");
const QString fundUse = QStringLiteral("fundUse");

/// The app with vault and passphrase, as a person meets it.
struct Device {
    QTemporaryDir dir;
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<Services> services;
    std::unique_ptr<AppController> app;

    void start() {
        services = std::make_unique<Services>(dir.path(), clock, random);
        app = std::make_unique<AppController>(*services);
    }
    ~Device() {
        app.reset();
        services.reset();
    }
    SessionViewModel& session() { return *app->session(); }
    bool idle() {
        return QTest::qWaitFor([&] { return !session().isBusy(); }, 60'000);
    }
    Id addForm() {
        AppFixtureSample sample;
        return sample.into(*services);
    }
    struct AppFixtureSample {
        Id into(Services& services) const {
            FormDocument doc;
            doc.form = QStringLiteral("hebei.project.2025");
            doc.fiscalYear = 2025;
            doc.fields = {{QStringLiteral("project.name"), QStringLiteral("禁毒专项")},
                          {fundUse, QStringLiteral("原文")}};
            return services.store()
                ->call([&](Store& store) {
                    return FormRepository(store, services.catalogue(), services.ids())
                        .importForms({doc}, Id::fromString(services.actor().unitId).value_or(Id()), services.actor());
                })
                ->declarations.first();
        }
    };
};

} // namespace

/// First use, unlocking, locking. Key derivation is real here, so there are few tests.
class TestSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromFirstUseToTheNextDay();
    void firstUseNeedsNameUnitAndPassphrase();
    void enrollingNeedsAWholeCode();
};

void TestSession::fromFirstUseToTheNextDay() {
    Device d;
    d.start();
    QCOMPARE(d.session().stage(), Stage::FirstUse);
    d.session().startLocally(QStringLiteral(" 李民警 "), QStringLiteral("县公安局"), passphrase);
    QVERIFY(d.session().isBusy());
    d.session().startLocally(QStringLiteral("乙"), QStringLiteral("丙"), passphrase); // ignored while busy
    QVERIFY(d.idle());
    QVERIFY2(!d.session().error().isSet, qPrintable(d.session().error().details));
    QCOMPARE(d.session().stage(), Stage::Ready);
    QCOMPARE(d.session().personName(), QStringLiteral("李民警"));
    QCOMPARE(d.session().unitName(), QStringLiteral("县公安局"));
    QVERIFY(!d.session().isEnrolled());
    QVERIFY(!d.session().roleText().isEmpty());
    const auto recovery = d.session().recoveryCode();
    QVERIFY(!recovery.isEmpty());

    // Locking while typing loses nothing, a half-typed word included.
    const auto form = d.addForm();
    d.app->form()->open(form.toString());
    QTRY_VERIFY(!d.app->form()->isLoading());
    d.app->form()->edit(fundUse, QStringLiteral("锁屏前jing'fei"));
    d.session().lock();
    QCOMPARE(d.session().stage(), Stage::Locked);
    QCOMPARE(d.services->store(), nullptr);
    QCOMPARE(d.session().recoveryCode(), QString());
    QCOMPARE(d.session().personName(), QString());
    QCOMPARE(d.app->form()->formId(), QString());
    d.session().lock(); // twice is once
    d.app->form()->open(form.toString());
    QCOMPARE(d.app->form()->formId(), QString());

    d.session().unlock(QStringLiteral("错误的口令"));
    QVERIFY(d.idle());
    QCOMPARE(d.session().error().code, QStringLiteral("WrongPassphrase"));
    QCOMPARE(d.session().stage(), Stage::Locked);
    d.session().unlock(passphrase);
    QVERIFY(d.idle());
    QVERIFY(!d.session().error().isSet);
    QCOMPARE(d.session().stage(), Stage::Ready);
    d.app->form()->open(form.toString());
    QTRY_VERIFY(!d.app->form()->isLoading());
    int row = 0;
    const auto shown = [&] {
        for (const auto& section : d.app->form()->sections()->sections())
            for (row = 0; section.fields && row < section.fields->rowCount(); ++row)
                if (section.fields->items().at(row).spec.id == fundUse) return section.fields->items().at(row).value;
        return QString();
    };
    QCOMPARE(shown(), QStringLiteral("锁屏前jing'fei"));

    // Changing the passphrase: wrong old one, too short a new one, then right.
    auto* settings = d.app->settings();
    QSignalSpy changed(settings, &SettingsViewModel::passphraseChanged);
    const auto change = [&](const QString& before, const QString& after) {
        settings->changePassphrase(before, after);
        return QTest::qWaitFor([&] { return !settings->isBusy(); }, 60'000);
    };
    QVERIFY(change(QStringLiteral("不对的口令"), QStringLiteral("全新的 口令 2026")));
    QCOMPARE(settings->error().code, QStringLiteral("WrongPassphrase"));
    QVERIFY(change(passphrase, QStringLiteral("短")));
    QCOMPARE(settings->error().code, QStringLiteral("PassphraseTooWeak"));
    QVERIFY(change(passphrase, QStringLiteral("全新的 口令 2026")));
    QVERIFY(!settings->error().isSet);
    QCOMPARE(changed.count(), 1);

    // The next day, another process, the printed recovery code.
    d.app->form()->flush();
    d.app.reset();
    d.start();
    QCOMPARE(d.session().stage(), Stage::Locked);
    d.session().unlock(recovery);
    QVERIFY(d.idle());
    QCOMPARE(d.session().stage(), Stage::Ready);
    QTRY_COMPARE(d.app->projects()->count(), 1);
}

void TestSession::firstUseNeedsNameUnitAndPassphrase() {
    Device d;
    d.start();
    d.session().startLocally(QStringLiteral("  "), QStringLiteral("县公安局"), passphrase);
    QCOMPARE(d.session().error().code, QStringLiteral("InvalidInput"));
    d.session().startLocally(QStringLiteral("李民警"), QString(), passphrase);
    QCOMPARE(d.session().error().code, QStringLiteral("InvalidInput"));
    d.session().startLocally(QStringLiteral("李民警"), QStringLiteral("县公安局"), QStringLiteral("短"));
    QVERIFY(d.idle());
    QCOMPARE(d.session().error().code, QStringLiteral("PassphraseTooWeak"));
    QCOMPARE(d.session().stage(), Stage::FirstUse);
    QVERIFY(QDir(d.dir.path()).isEmpty());
    d.session().clearError();
    QVERIFY(!d.session().error().isSet);
}

void TestSession::enrollingNeedsAWholeCode() {
    Device d;
    d.start();
    for (const auto& code :
         {QString(), QStringLiteral("hello"), QStringLiteral("jixiao:enrol?u=http%3A%2F%2Fa&c=ABCD")}) {
        d.session().enrol(code, passphrase);
        QVERIFY(!d.session().isBusy());
        QCOMPARE(d.session().error().code, QStringLiteral("EnrolmentMalformed"));
    }
    QCOMPARE(d.session().stage(), Stage::FirstUse);
    QVERIFY(QDir(d.dir.path()).isEmpty());
}

QTEST_MAIN(TestSession)
#include "tst_session.moc"

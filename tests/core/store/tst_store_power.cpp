#include "core/store/database.h"
#include "core/store/form_repository.h"
#include "store_session.h"
#include "tests/support/power_failure.h"

#include <QDir>

using namespace jixiao;
using namespace jixiao::test;

namespace {

using Steps = QList<Session::Step>;

/// The text of every form, in an order that does not depend on ids.
QString dumpAll(Store& store) {
    const auto forms = store.formSummaries();
    if (!forms) return QStringLiteral("unreadable: ") + forms.error().id();
    QStringList texts;
    for (const auto& form : *forms)
        texts.append(dump(store, form.id));
    texts.sort();
    return texts.join(u'\n');
}

/// A session as the disk saw it, and what was promised on the way.
struct Recording {
    DiskImage start;
    QList<DiskEvent> events;
    QStringList promised; ///< before the first mark, and at each mark
};

/// Opens the store for each list of steps and closes it after them.
Recording record(Session& session, const QList<Steps>& openings) {
    session.reset();
    Recording recording;
    recording.start.insert(session.f.file(), session.fileBytes);
    DiskRecorder recorder;
    for (const auto& steps : openings) {
        auto store = Store::open(session.f.folder(), StoreFixture::key(), session.f.clock, session.f.ids);
        if (!store) qFatal("%s", qPrintable(store.error().detail));
        if (recording.promised.isEmpty()) recording.promised.append(dumpAll(**store));
        for (const auto& step : steps) {
            if (const auto done = step(**store); !done) qFatal("%s", qPrintable(done.error().detail));
            recorder.mark();
            recording.promised.append(dumpAll(**store));
        }
    }
    recording.events = recorder.events();
    return recording;
}

struct Tally {
    int failures = 0;
    int lost = 0;    ///< opened, but with less than was promised, or with half a step
    int corrupt = 0; ///< did not open, or not intact
    QString first;   ///< what was wrong first
};

/// What a person finds after the power is back.
void inspect(Session& session, const DiskImage& disk, const Recording& recording, int marks, Tally& tally) {
    QDir(session.f.folder()).removeRecursively();
    QDir().mkpath(session.f.folder());
    for (auto file = disk.cbegin(); file != disk.cend(); ++file) {
        QFile out(file.key());
        if (!out.open(QIODevice::WriteOnly) || out.write(*file) != file->size()) qFatal("write");
    }
    ++tally.failures;
    const auto wrong = [&](int& count, const QString& what) {
        if (tally.first.isEmpty()) tally.first = QStringLiteral("after %1 promises: %2").arg(marks).arg(what);
        ++count;
    };
    auto store = Store::open(session.f.folder(), StoreFixture::key(), session.f.clock, session.f.ids);
    if (!store) return wrong(tally.corrupt, store.error().id() + u' ' + store.error().detail);
    const QString found = dumpAll(**store);
    // What was under way may be there, but only whole.
    if (found != recording.promised.at(marks) && found != recording.promised.value(marks + 1))
        wrong(tally.lost, found.left(200));
    const auto check = (*store)->check();
    if (!check || !check->intact) wrong(tally.corrupt, check ? check->problems.join(u' ') : check.error().id());
}

/// `points` power failures, spread over the whole session.
Tally failEverywhere(Session& session, const Recording& recording, DiskHabit habit, int points) {
    QRandomGenerator random(20261121);
    PowerFailure failure(recording.start, recording.events, habit);
    Tally tally;
    const auto events = recording.events.size();
    qsizetype passed = 0;
    do {
        const auto due = (passed + 1) * points / (events + 1);
        while (tally.failures < due)
            inspect(session, failure.image(random), recording, failure.marks(), tally);
        ++passed;
    } while (failure.advance());
    return tally;
}

Steps imports(Session& session, int count) {
    static const FormCatalogue catalogue = FormCatalogue::builtIn();
    Steps steps;
    for (int i = 0; i < count; ++i) {
        FormDocument document;
        document.form = QStringLiteral("hebei.project.2025");
        document.fiscalYear = 2025;
        document.fields = {{QStringLiteral("title"), QStringLiteral("表%1").arg(i)},
                           {QStringLiteral("project.name"), QStringLiteral("项目%1").arg(i)},
                           {QStringLiteral("budget.total"), QStringLiteral("%1.00").arg(30 + i)}};
        for (int row = 0; row < 8; ++row)
            document.tables[QStringLiteral("indicators")].append(
                {Id(), {{QStringLiteral("name"), QStringLiteral("指标%1").arg(row)}}});
        steps.append([&session, document](Store& store) -> Result<void> {
            FormRepository repository(store, catalogue, session.f.ids);
            const auto done = repository.importForms({document}, session.f.unit, session.f.filler);
            return done ? Result<void>() : Result<void>(done.error());
        });
    }
    return steps;
}

/// So many long texts that the write-ahead log is moved into the file on the way.
Steps longTexts(Session& session, int count) {
    Steps steps;
    for (int i = 0; i < count; ++i) {
        const QString text = QString::number(i) + QString(6000, QChar(0x7ee9));
        const auto row = session.f.indicators.at(i % session.f.indicators.size());
        steps.append([&session, row, text](Store& store) {
            return store.apply(session.f.batch(session.form, {StoreFixture::change(row, target, text)}));
        });
    }
    return steps;
}

} // namespace

/// The power fails, ten thousand times: nothing that was acknowledged is missing, nothing is half there. The same
/// failures on disks that do not keep their word must do harm, or the test is asleep.
class TestStorePower : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { VERIFY_OK(Database::initialize()); }
    void sessionsSurvive_data();
    void sessionsSurvive();
    void controlsDoHarm_data();
    void controlsDoHarm();

private:
    static Recording recordingOf(Session& session, const QString& name);
};

Recording TestStorePower::recordingOf(Session& session, const QString& name) {
    if (name == QLatin1String("import")) return record(session, {imports(session, 6), imports(session, 8)});
    if (name == QLatin1String("long texts")) return record(session, {longTexts(session, 90)});
    if (name == QLatin1String("earlier store")) {
        QFile kept(QStringLiteral(JIXIAO_SOURCE_DIR "/tests/fixtures/store/v1.db"));
        if (!kept.open(QIODevice::ReadOnly)) qFatal("no earlier store");
        session.fileBytes = kept.readAll();
        return record(session, {{session.steps().last()}, {session.steps().last()}});
    }
    const auto editAgain = [&session](Store& store) {
        return store.apply(session.f.batch(
            session.form, {StoreFixture::change(session.f.indicators[0], target, QStringLiteral("again"))}));
    };
    return record(session, {session.steps(), {editAgain}});
}

void TestStorePower::sessionsSurvive_data() {
    QTest::addColumn<int>("points");
    QTest::newRow("everything") << 6'000;
    QTest::newRow("import") << 3'500;
    QTest::newRow("long texts") << 500;
    QTest::newRow("earlier store") << 500; // migrated and chained on the way
}

void TestStorePower::sessionsSurvive() {
    QFETCH(int, points);
    Session session;
    const auto recording = recordingOf(session, QString::fromLatin1(QTest::currentDataTag()));
    const auto tally = failEverywhere(session, recording, DiskHabit::Honest, points);
    QCOMPARE(tally.failures, points);
    QVERIFY2(tally.lost == 0 && tally.corrupt == 0, qPrintable(tally.first));
    qInfo("%lld disk operations, %d power failures, 0 lost, 0 corrupt", qlonglong(recording.events.size()),
          tally.failures);
}

void TestStorePower::controlsDoHarm_data() {
    QTest::addColumn<DiskHabit>("habit");
    QTest::addColumn<int>("leastHarm"); // percent of the failures
    QTest::newRow("a disk that lies about syncing") << DiskHabit::Lying << 30;
    QTest::newRow("synchronous=NORMAL") << DiskHabit::SyncsAtCheckpoint << 1;
}

void TestStorePower::controlsDoHarm() {
    QFETCH(DiskHabit, habit);
    QFETCH(int, leastHarm);
    Session session;
    const auto recording = recordingOf(session, QStringLiteral("everything"));
    const auto tally = failEverywhere(session, recording, habit, 500);
    QVERIFY2((tally.lost + tally.corrupt) * 100 > leastHarm * tally.failures,
             qPrintable(QStringLiteral("%1 lost, %2 corrupt").arg(tally.lost).arg(tally.corrupt)));
    qInfo("%d power failures: %d lost, %d corrupt", tally.failures, tally.lost, tally.corrupt);
}

QTEST_GUILESS_MAIN(TestStorePower)
#include "tst_store_power.moc"

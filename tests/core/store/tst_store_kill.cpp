#include "store_fixture.h"

#include <QProcess>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString target = QStringLiteral("target");

/// Edits two records in step, for ever, and says so after each acknowledged save.
int editForEver(const QStringList& args) {
    ManualClock clock;
    SeededRandom random(quint32(args[4].toUInt()));
    UuidV7Source ids(clock, random);
    auto opened = Store::open(args[0], StoreFixture::key(), clock, ids);
    if (!opened) return 1;
    Store& store = **opened;
    const Id form = *Id::fromString(args[1]);
    const QList<Id> pair{*Id::fromString(args[2]), *Id::fromString(args[3])};
    const Actor actor{QStringLiteral("p1"), QStringLiteral("李民警"), {Role::Filler}, QStringLiteral("dev-1"), {}};
    for (int i = args[5].toInt();; ++i) {
        const QString value = QString::number(i);
        EditBatch batch{actor,
                        form,
                        value,
                        {StoreFixture::change(pair[0], target, value), StoreFixture::change(pair[1], target, value)}};
        if (!store.apply(batch)) return 2;
        std::printf("%d\n", i);
        std::fflush(stdout);
        if (i % 7 == 0 && !store.takeOutbound(10, clock.nowMs())) return 3;
        if (i % 11 == 0 && !store.releaseInFlight(QStringLiteral("cut"), 0)) return 4;
    }
}

} // namespace

/// Promise 1 against SIGKILL: whatever was acknowledged is there, whole, with its journal and its way to the server.
class TestStoreKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acknowledgedEditsSurvive();

private:
    static int runAndKill(StoreFixture& f, const Id& form, int first, int acknowledgements, quint32 seed);
    static void verify(StoreFixture& f, const Id& form, int acknowledged, int* found);
};

int TestStoreKill::runAndKill(StoreFixture& f, const Id& form, int first, int acknowledgements, quint32 seed) {
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--edit"), f.folder(), form.toString(), f.indicators[0].toString(),
                 f.indicators[1].toString(), QString::number(seed), QString::number(first)});
    QByteArray output;
    while (output.count('\n') < acknowledgements && child.waitForReadyRead(30'000))
        output += child.readAllStandardOutput();
    child.kill();
    child.waitForFinished();
    output += child.readAllStandardOutput();
    const auto lines = output.left(output.lastIndexOf('\n') + 1).trimmed().split('\n');
    return child.exitStatus() == QProcess::CrashExit ? lines.last().toInt() : -1;
}

void TestStoreKill::verify(StoreFixture& f, const Id& form, int acknowledged, int* found) {
    const auto check = f.store->check();
    VERIFY_OK(check);
    QVERIFY2(check->intact, qPrintable(check->problems.join(QLatin1Char('\n'))));
    const QString value = f.value(f.indicators[0], target);
    QCOMPARE(f.value(f.indicators[1], target), value); // no half edit
    *found = value.toInt();
    QVERIFY2(*found == acknowledged || *found == acknowledged + 1,
             qPrintable(QStringLiteral("%1 acknowledged, %2 stored").arg(acknowledged).arg(*found)));
    const auto history = f.store->history(form, 2);
    QCOMPARE(history->at(0).newValue, value);
    QCOMPARE(history->at(1).newValue, value);
    const auto outbox = f.store->outbox();
    for (int i = 0; i < 2; ++i) {
        const bool queued = std::any_of(outbox->cbegin(), outbox->cend(),
                                        [&](const OutboxItem& item) { return item.record == f.indicators[i]; });
        QVERIFY2(queued, "the edit has no way to the server");
    }
}

void TestStoreKill::acknowledgedEditsSurvive() {
    StoreFixture f;
    const Id form = f.addForm(2);
    f.syncAll();
    f.close();
    QRandomGenerator seeds(20260301);
    int next = 1;
    int total = 0;
    for (int kill = 0; kill < 40; ++kill) {
        const int wanted = 1 + int(seeds.bounded(40));
        const int acknowledged = runAndKill(f, form, next, wanted, 1000 + quint32(kill));
        QVERIFY2(acknowledged >= next, qPrintable(QStringLiteral("kill %1").arg(kill)));
        f.reopen();
        int found = 0;
        verify(f, form, acknowledged, &found);
        if (QTest::currentTestFailed()) return;
        total += acknowledged - next + 1;
        next = found + 1;
        f.close();
    }
    f.reopen();
    QMap<Id, QString> last;
    for (auto sent = f.take(); !sent.isEmpty(); sent = f.take()) {
        QList<MutationVerdict> verdicts;
        for (const auto& mutation : sent) {
            last[mutation.record] = mutation.fields.value(target).value;
            verdicts.append(f.verdict(mutation, Verdict::Applied, ++f.serverRevision));
        }
        f.answer(verdicts);
    }
    QCOMPARE(last.value(f.indicators[0]), f.value(f.indicators[0], target));
    QCOMPARE(last.value(f.indicators[1]), f.value(f.indicators[1], target));
    qInfo("40 kills, %d acknowledged edits, none lost", total);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const auto args = QCoreApplication::arguments();
    if (args.size() == 8 && args[1] == QLatin1String("--edit")) return editForEver(args.mid(2));
    TestStoreKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_store_kill.moc"

#include "core/store/database.h"
#include "package_fixture.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/verify.h"

#include <sqlite3.h>

using namespace jixiao;
using namespace jixiao::package;
using namespace jixiao::test;

/// Every disk operation of an import and of an export failing once, or the disk full from there on: afterwards the same
/// file is taken in and everything is there once.
class TestPackageFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        VERIFY_OK(Database::initialize());
        FaultVfs::install();
    }
    void cleanup() { FaultVfs::disarm(); }

    void anImportThatFails_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("forGood");
        QTest::newRow("one error") << SQLITE_IOERR << false;
        QTest::newRow("full from there on") << SQLITE_FULL << true;
    }
    void anImportThatFails() {
        QFETCH(int, code);
        QFETCH(bool, forGood);
        PackageServer server;
        PackageDevice author(server, QStringLiteral("填报员·甲"), 1);
        PackageDevice reader(server, QStringLiteral("填报员·乙"), 2);
        int tried = 0;
        for (int at = 1; at < 400; ++at) {
            // Receipts for the reader, changes by the author.
            author.createForm(2);
            QVERIFY(author.roundTrip());
            const auto form = reader.createForm(1);
            VERIFY_OK(server.take(reader.give()->first().file));
            const auto answer = server.answer(reader.id)->first().file;
            FaultVfs::arm(at, code, forGood);
            const auto failed = reader.take(answer);
            const bool fired = FaultVfs::hasFired();
            FaultVfs::disarm();
            reader.reopen();
            if (!failed) VERIFY_OK(reader.take(answer));
            QVERIFY2(reader.outbox().isEmpty(), qPrintable(QStringLiteral("operation %1").arg(at)));
            QCOMPARE(reader.difference(), QString());
            QVERIFY(reader.store->record(form)->has_value());
            const auto check = reader.store->check();
            VERIFY_OK(check);
            QVERIFY2(check->intact, qPrintable(QStringLiteral("operation %1").arg(at)));
            if (!fired) break;
            ++tried;
        }
        qInfo("%d disk operations", tried);
        QVERIFY(tried > 10 && tried < 399);
    }

    /// A number is never used for two files, whatever happens between numbering and writing.
    void anExportThatFails() {
        PackageServer server;
        PackageDevice device(server, QStringLiteral("填报员·甲"));
        int tried = 0;
        QMap<qint64, QByteArray> numbers;
        for (int at = 1; at < 400; ++at) {
            device.createForm(1);
            FaultVfs::arm(at, SQLITE_FULL, true);
            const auto first = device.give();
            const bool fired = FaultVfs::hasFired();
            FaultVfs::disarm();
            device.reopen();
            const auto second = device.give();
            VERIFY_OK(second);
            for (const auto& given : {first.valueOr({}), *second})
                for (const auto& each : given) {
                    QVERIFY(!numbers.contains(each.header.sequence));
                    numbers.insert(each.header.sequence, each.hash);
                }
            VERIFY_OK(server.take(second->first().file));
            for (const auto& answer : server.answers(device.id))
                VERIFY_OK(device.take(answer.file));
            QVERIFY2(device.outbox().isEmpty(), qPrintable(QStringLiteral("operation %1").arg(at)));
            if (!fired) break;
            ++tried;
        }
        QVERIFY(tried > 5 && tried < 399);
    }
};

QTEST_GUILESS_MAIN(TestPackageFaults)
#include "tst_package_faults.moc"

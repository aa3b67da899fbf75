#include "package_fixture.h"
#include "tests/support/small_files.h"
#include "tests/support/verify.h"

using namespace jixiao;
using namespace jixiao::package;

namespace {

const auto filler = QStringLiteral("填报员·甲");

#define REFUSED(expression, expected)                                                                                  \
    do {                                                                                                               \
        const auto& outcome = (expression);                                                                            \
        QVERIFY2(!outcome, "taken in");                                                                                \
        QCOMPARE(outcome.error().id(), Error{ErrorCode::expected}.id());                                               \
    } while (false)

} // namespace

/// Every reason not to take a package in, on both sides, and that nothing happens then.
class TestPackageRefusals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theServerTakesItOnce() {
        PackageServer server;
        PackageDevice device(server, filler);
        const auto form = device.createForm(3);
        const auto given = *device.give();
        QCOMPARE(given.size(), 1);
        const auto report = server.take(given[0].file);
        VERIFY_OK(report);
        QCOMPARE(report->entries, 5);
        QCOMPARE(report->personName, filler);
        QVERIFY(server.record(form));
        const auto revision = server.record(form)->revision;
        REFUSED(server.take(given[0].file), PackageRepeated);
        QCOMPARE(server.record(form)->revision, revision);
    }

    void anOlderPackageIsContainedInTheNewer() {
        PackageServer server;
        PackageDevice device(server, filler);
        device.createForm(1);
        const auto first = device.give()->first().file;
        device.createForm(1);
        const auto second = device.give()->first().file;
        const auto report = server.take(second);
        VERIFY_OK(report);
        QCOMPARE(report->entries, 6);
        QCOMPARE(report->missing, 1);
        REFUSED(server.take(first), PackageOvertaken);
        for (const auto& answer : server.answers(device.id))
            VERIFY_OK(device.take(answer.file));
        QVERIFY(device.outbox().isEmpty());
    }

    void wrongReceiver() {
        PackageServer server;
        PackageServer other;
        PackageDevice device(server, filler);
        PackageDevice colleague(server, filler, 2);
        device.createForm(1);
        const auto file = device.give()->first().file;
        REFUSED(other.take(file), PackageUnknownSender);
        // Known there, but the package is for another server.
        VERIFY_OK(other.storage.transact([&] { return other.storage.putDevice(**server.storage.device(device.id)); }));
        REFUSED(other.take(file), PackageWrongReceiver);
        VERIFY_OK(server.take(file));
        const auto answer = server.answer(device.id)->first().file;
        REFUSED(colleague.take(answer), PackageWrongReceiver);
        REFUSED(device.take(file), PackageUnknownSender); // one's own package is no answer
        VERIFY_OK(device.take(answer));
        REFUSED(device.take(answer), PackageRepeated);
    }

    void wrongLevel() {
        PackageServer server;
        PackageDevice device(server, filler);
        device.createForm(1);
        REFUSED(device.packages().make({Level::Confidential, usualFileBytes}), PackageWrongLevel);
        const auto partner = *device.packages().partner();
        VERIFY_OK(device.packages().adopt({partner.id, partner.key, Level::Confidential}));
        const auto secret = device.packages().make({Level::Confidential, usualFileBytes});
        VERIFY_OK(secret);
        REFUSED(server.take(secret->packages[0].file), PackageWrongLevel);
        REFUSED(server.answer(device.id, usualFileBytes, Level::Confidential), PackageWrongLevel);
        // What the device may not read any more is not read.
        VERIFY_OK(device.packages().adopt({partner.id, partner.key, Level::Public}));
        VERIFY_OK(server.take(device.packages().make({Level::Public, usualFileBytes})->packages[0].file));
        REFUSED(device.take(server.answer(device.id)->first().file), PackageWrongLevel);
    }

    void revokedAndRemoved() {
        PackageServer server;
        PackageDevice device(server, filler);
        PackageDevice leaver(server, filler, 2);
        const auto form = device.createForm(1);
        const auto file = device.give()->first().file;
        VERIFY_OK(server.storage.transact([&] { return server.bureau.accounts.revoke(device.id); }));
        REFUSED(server.take(file), PackageRevokedSender);
        REFUSED(server.answer(device.id), DeviceRevoked);
        QVERIFY(!server.record(form));
        leaver.createForm(1);
        const auto last = leaver.give()->first().file;
        VERIFY_OK(server.storage.transact([&]() -> Result<void> {
            auto person = **server.storage.record(server.bureau.personNamed(filler));
            person.deleted = true;
            return server.storage.put(person, {}, {});
        }));
        REFUSED(server.take(last), PackageRevokedSender);
    }

    /// One byte anywhere, on either side: refused, and nothing has changed.
    void everyFlippedByte() {
        PackageServer server;
        PackageDevice device(server, filler);
        const auto form = device.createForm(2);
        const auto file = device.give()->first().file;
        for (qsizetype at = 0; at < file.size(); at += 1 + at % 3) {
            auto flipped = file;
            flipped[at] = char(flipped[at] ^ (1 << (at % 8)));
            QVERIFY2(!server.take(flipped), qPrintable(QString::number(at)));
        }
        for (qsizetype size = 0; size < file.size(); ++size)
            REFUSED(server.take(file.left(size)), PackageTruncated);
        QVERIFY(!server.record(form));
        VERIFY_OK(server.take(file));
        const auto answer = server.answer(device.id)->first().file;
        const auto before = device.outbox().size();
        for (qsizetype at = 0; at < answer.size(); at += 1 + at % 3) {
            auto flipped = answer;
            flipped[at] = char(flipped[at] ^ (1 << (at % 8)));
            QVERIFY2(!device.take(flipped), qPrintable(QString::number(at)));
        }
        for (qsizetype size = 0; size < answer.size(); size += 7)
            REFUSED(device.take(answer.left(size)), PackageTruncated);
        QCOMPARE(device.outbox().size(), before);
        VERIFY_OK(device.take(answer));
    }

    void partsAreHeldUntilTheirTurn() {
        PackageServer server;
        PackageDevice device(server, filler);
        for (int i = 0; i < 40; ++i)
            device.createForm(12);
        const auto parts = *device.give(smallestFileBytes);
        QVERIFY(parts.size() > 2);
        for (const auto& part : parts)
            QVERIFY(part.file.size() <= smallestFileBytes);
        for (qsizetype i = parts.size() - 1; i > 0; --i)
            REFUSED(server.take(parts[i].file), PackageWaits);
        for (const auto& part : parts)
            VERIFY_OK(server.take(part.file));
        const auto answers = *server.answer(device.id, smallestFileBytes);
        QVERIFY(answers.size() > 2);
        REFUSED(device.take(answers[1].file), PackageWaits);
        for (const auto& answer : answers)
            VERIFY_OK(device.take(answer.file));
        QVERIFY(device.outbox().isEmpty());
        QCOMPARE(device.difference(), QString());
    }

    /// The device's data, copied to another machine: both export, both use the next number.
    void aCopiedDeviceIsStopped() {
        PackageServer server;
        PackageDevice device(server, filler);
        device.createForm(1);
        QVERIFY(device.roundTrip());
        const auto before = *device.packages().exchange();
        device.createForm(1);
        VERIFY_OK(server.take(device.give()->first().file));
        // Back to the old state: the same number, another content.
        VERIFY_OK(device.store->setMeta(QStringLiteral("package.exchange"), QString::fromUtf8(before.toJson())));
        device.createForm(1);
        REFUSED(server.take(device.give()->first().file), PackageForked);
        // And the server knows more than the device has sent.
        VERIFY_OK(server.take(device.give()->first().file).error().code == ErrorCode::PackageForked
                      ? Result<void>()
                      : Error{ErrorCode::Internal});
    }

    void mutationNumbersUsedTwiceAreNoticedToo() {
        PackageServer server;
        PackageDevice device(server, filler);
        device.createForm(1);
        QVERIFY(device.roundTrip());
        const auto form = device.createForm(1);
        VERIFY_OK(device.store->setMeta(QStringLiteral("device_seq"), QStringLiteral("0")));
        REFUSED(server.take(device.give()->first().file), PackageForked);
        QVERIFY(!server.record(form)); // all or nothing
    }

    /// The server goes on from an old backup: that is noticed, and can be accepted.
    void aServerThatWasSetBack() {
        PackageServer server;
        PackageDevice device(server, filler);
        device.createForm(1);
        QVERIFY(device.roundTrip());
        const auto backup = server.storage;
        device.createForm(1);
        QVERIFY(device.roundTrip());
        device.createForm(1);
        QVERIFY(device.roundTrip());
        server.storage = backup;
        const auto form = device.createForm(1);
        const auto file = device.give()->first().file;
        REFUSED(server.take(file), PackageGap);
        VERIFY_OK(server.take(file, true));
        QVERIFY(server.record(form));
        for (const auto& answer : server.answers(device.id))
            VERIFY_OK(device.take(answer.file));
        QVERIFY(device.outbox().isEmpty());
    }

    void registration() {
        PackageServer server;
        ManualClock clock;
        SeededRandom random(9);
        UuidV7Source ids(clock, random);
        const auto signer = Signer::generate();
        const auto id = ids.next();
        const auto file = *makeRequest({{}, id, QStringLiteral("平板"), signer.suite(), signer.publicKey()}, signer,
                                       ids.next(), clock.nowMs());
        const auto print = fingerprint(signer.publicKey());
        REFUSED(server.enrol(file, fingerprint(server.key()), filler), PackageUnknownSender);
        REFUSED(server.enrol(file, QString(), filler), PackageUnknownSender);
        const auto card = server.enrol(file, print.toLower().remove(QLatin1Char('-')), filler);
        VERIFY_OK(card);
        const auto envelope = *parse(card->file);
        const auto serverPrint = fingerprint(server.key());
        REFUSED(readCard(envelope, id, signer, print), PackageUnknownSender);
        REFUSED(readCard(envelope, ids.next(), signer, serverPrint), PackageWrongReceiver);
        const auto read = readCard(envelope, id, signer, serverPrint);
        VERIFY_OK(read);
        QCOMPARE(read->identity->actor.name, filler);
        // Handed in once more: a card, and no second identity.
        const auto again = server.enrol(file, print, filler);
        VERIFY_OK(again);
        QVERIFY(!readCard(*parse(again->file), id, signer, serverPrint)->identity);
        REFUSED(server.enrol(file, print, QStringLiteral("分管局领导·戊")), EnrolmentInvalid);
        VERIFY_OK(server.storage.transact([&] { return server.bureau.accounts.revoke(id); }));
        REFUSED(server.enrol(file, print, filler), DeviceRevoked);
        REFUSED(server.take(file), PackageWrongReceiver); // a request is not taken for entries
    }

    void withoutAPartnerNothingGoes() {
        PackageServer server;
        PackageDevice device(server, filler);
        VERIFY_OK(device.store->setMeta(QStringLiteral("package.partner"), QString()));
        REFUSED(device.packages().make({}), PackageNoPartner);
        REFUSED(device.take("jixiao package\n"), PackageNoPartner);
    }

    void theQuarantine() {
        const QTemporaryDir folder;
        const Folder packages(folder.path());
        PackageServer server;
        PackageDevice device(server, filler);
        device.createForm(1);
        const auto given = *device.give();
        const auto target = folder.filePath(QStringLiteral("stick"));
        const auto paths = packages.give(given, target);
        VERIFY_OK(paths);
        QCOMPARE(*readPackage(paths->first()), given[0].file);
        const auto staged = packages.stage(paths->first());
        VERIFY_OK(staged);
        QCOMPARE(*packages.stage(paths->first()), *staged);
        QCOMPARE(packages.quarantined(), QStringList{*staged});
        VERIFY_OK(packages.archive(*staged, given[0].header));
        QVERIFY(packages.quarantined().isEmpty());
        REFUSED(packages.stage(folder.path()), FileUnreadable);
        REFUSED(packages.stage(folder.filePath(QStringLiteral("none.jxp"))), FileNotFound);
        QFile large(folder.filePath(QStringLiteral("large.jxp")));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(maxPackageBytes + 1));
        REFUSED(packages.stage(large.fileName()), PackageTooLarge);
    }
};

QTEST_GUILESS_MAIN(TestPackageRefusals)
#include "tst_package_refusals.moc"

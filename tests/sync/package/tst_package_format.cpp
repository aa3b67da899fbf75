#include "core/base/gzip.h"
#include "core/vault/parcel.h"
#include "package_fixture.h"
#include "tests/support/verify.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

using namespace jixiao;
using namespace jixiao::package;

namespace {

ErrorCode codeOf(const Result<Envelope>& result) { return result ? ErrorCode::Internal : result.error().code; }

Header someHeader(IdSource& ids) {
    Header header;
    header.id = ids.next();
    header.sender = ids.next();
    header.senderUnit = ids.next();
    header.receiver = ids.next();
    header.sequence = 1;
    header.createdMs = 1'735'689'600'000;
    return header;
}

/// The header of a sealed file with one member changed, signed anew by the same device: only its meaning is wrong.
QByteArray resigned(const QByteArray& file, const Signer& signer, const QString& member, const QJsonValue& value) {
    const auto magic = QByteArrayLiteral("jixiao package\n");
    const auto envelope = *parse(file);
    auto object = QJsonDocument::fromJson(envelope.headerBytes).object();
    object.insert(member, value);
    const auto header = QJsonDocument(object).toJson(QJsonDocument::Compact);
    QByteArray length(4, '\0');
    qToBigEndian(quint32(header.size()), length.data());
    const QByteArray signedPart = magic + length + header + envelope.body;
    return signedPart + signer.sign(QByteArrayLiteral("jixiao.package/1\n") +
                                    QCryptographicHash::hash(signedPart, QCryptographicHash::Sha256));
}

} // namespace

class TestPackageFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aParcelOpensForItsReceiverOnly_data() {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 65'535, 65'536, 65'537, 200'000})
            QTest::addRow("%d bytes", size) << size;
    }
    void aParcelOpensForItsReceiverOnly() {
        QFETCH(int, size);
        const auto receiver = Signer::generate();
        const auto plain = SeededRandom(quint32(size) + 1).bytes(size);
        const auto sealed = Parcel::seal(receiver.publicKey(), plain, "context");
        QVERIFY(sealed);
        QCOMPARE(sealed->size(), Parcel::sealedSize(size));
        QCOMPARE(Parcel::open(receiver, *sealed, "context"), std::optional(plain));
        QVERIFY(!Parcel::open(receiver, *sealed, "another"));
        QVERIFY(!Parcel::open(Signer::generate(), *sealed, "context"));
        for (const auto cut : {qsizetype(1), qsizetype(17), sealed->size() / 2, sealed->size()})
            QVERIFY(!Parcel::open(receiver, sealed->chopped(cut), "context"));
        QVERIFY(!Parcel::open(receiver, *sealed + 'x', "context"));
        for (qsizetype at = 0; at < sealed->size(); at += 1 + sealed->size() / 97) {
            auto flipped = *sealed;
            flipped[at] = char(flipped[at] ^ 1);
            QVERIFY2(!Parcel::open(receiver, flipped, "context"), qPrintable(QString::number(at)));
        }
        QVERIFY(!Parcel::seal(QByteArray(32, '\0'), plain, "context"));
        QVERIFY(!Parcel::seal(QByteArray(31, 'k'), plain, "context"));
    }

    void theHeaderSurvivesARoundTrip() {
        auto header = someHeader(ids_);
        header.suite = Signer::ed25519;
        header.senderKey = QByteArray(32, 'k');
        header.sequence = 7;
        header.previous = QByteArray(32, 'p');
        header.since = 4;
        header.part = 2;
        header.parts = 3;
        header.level = Level::Public;
        header.records = 12;
        header.packed = false;
        header.bodyBytes = 345;
        const auto read = decodeHeader(encodeHeader(header));
        VERIFY_OK(read);
        QCOMPARE(*read, header);
        QCOMPARE(fileName(*read), QStringLiteral("jixiao-%1-000007-2of3.jxp").arg(header.sender.toString().right(8)));
    }

    void aFileIsReadBackWhole() {
        const auto sender = Signer::generate();
        const auto receiver = Signer::generate();
        const auto file = seal(someHeader(ids_), "content", receiver.publicKey(), sender);
        VERIFY_OK(file);
        QVERIFY(!file->contains("content"));
        const auto envelope = parse(*file);
        VERIFY_OK(envelope);
        QVERIFY(isSignedBy(*envelope, sender.publicKey()));
        QVERIFY(!isSignedBy(*envelope, receiver.publicKey()));
        QCOMPARE(*openBody(*envelope, receiver), QByteArray("content"));
        QCOMPARE(openBody(*envelope, sender).error().code, ErrorCode::PackageTampered);
        QCOMPARE(envelope->fileHash, QCryptographicHash::hash(*file, QCryptographicHash::Sha256));
    }

    /// Wherever a byte differs, the file is refused.
    void everyFlippedByteIsNoticed() {
        const auto sender = Signer::generate();
        const auto receiver = Signer::generate();
        const auto file = *seal(someHeader(ids_), "content", receiver.publicKey(), sender);
        for (qsizetype at = 0; at < file.size(); ++at)
            for (const int bit : {0, 7}) {
                auto flipped = file;
                flipped[at] = char(flipped[at] ^ (1 << bit));
                const auto envelope = parse(flipped);
                const bool passes = envelope && isSignedBy(*envelope, envelope->header.senderKey);
                QVERIFY2(!passes, qPrintable(QStringLiteral("byte %1 of %2").arg(at).arg(file.size())));
            }
    }

    void everyLengthThatIsTooShortIsNoticed() {
        const auto sender = Signer::generate();
        const auto file = *seal(someHeader(ids_), "content", sender.publicKey(), sender);
        for (qsizetype size = 0; size < file.size(); ++size)
            QCOMPARE(codeOf(parse(file.left(size))), ErrorCode::PackageTruncated);
        QCOMPARE(codeOf(parse(file + '\0')), ErrorCode::PackageTampered);
        QCOMPARE(codeOf(parse("jixiao packing\n")), ErrorCode::PackageMalformed);
        QCOMPARE(codeOf(parse("%PDF-1.7")), ErrorCode::PackageMalformed);
    }

    /// Signed by the sender, and still wrong: what a header may say is limited member by member.
    void headersThatMakeNoSenseAreRefused_data() {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char* member, const QJsonValue& value, ErrorCode code = ErrorCode::PackageMalformed) {
            QTest::addRow("%s %s", member, qPrintable(value.toVariant().toString().left(20)))
                << QString::fromLatin1(member) << value << code;
        };
        row("format", QStringLiteral("jixiao.backup"));
        row("version", 2, ErrorCode::PackageNewer);
        row("version", 0);
        row("kind", QStringLiteral("letter"));
        row("kind", QStringLiteral("request")); // has no receiver and no number
        row("id", QStringLiteral("1"));
        row("sender", QStringLiteral(""));
        row("senderUnit", QStringLiteral("../../unit"));
        row("senderKey", QStringLiteral("not base64!"));
        row("senderKey", QString(100'000, QLatin1Char('A')));
        row("receiver", QStringLiteral(""));
        row("sequence", 0);
        row("sequence", -1);
        row("sequence", 1.5);
        row("sequence", 1e18);
        row("sequence", 2); // needs the hash of the one before
        row("since", 1);
        row("part", 0);
        row("part", 2);
        row("parts", 10'000);
        row("level", QStringLiteral("secret"));
        row("records", -1);
        row("records", 1'000'001);
        row("createdMs", QStringLiteral("yesterday"));
        row("packed", 1);
        row("bodyBytes", -1);
        row("bodyBytes", double(maxBodyBytes + 1), ErrorCode::PackageTooLarge);
        row("suite", QStringLiteral("sm2 sm3"));
    }
    void headersThatMakeNoSenseAreRefused() {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        const auto sender = Signer::generate();
        const auto file = *seal(someHeader(ids_), "content", sender.publicKey(), sender);
        QCOMPARE(codeOf(parse(resigned(file, sender, QStringLiteral("records"), 0))), ErrorCode::Internal);
        QTEST(codeOf(parse(resigned(file, sender, member, value))), "code");
    }

    /// Whoever takes a body out of somebody's package and signs it as an own one cannot have it opened.
    void aBodyBelongsToItsHeader() {
        const auto receiver = Signer::generate();
        const auto thief = Signer::generate();
        const auto file = *seal(someHeader(ids_), "content", receiver.publicKey(), Signer::generate());
        const auto stolen =
            resigned(file, thief, QStringLiteral("senderKey"), QString::fromLatin1(thief.publicKey().toBase64()));
        const auto envelope = parse(stolen);
        VERIFY_OK(envelope);
        QVERIFY(isSignedBy(*envelope, thief.publicKey()));
        QCOMPARE(openBody(*envelope, receiver).error().code, ErrorCode::PackageTampered);
    }

    void whatPacksTooWellTravelsUnpacked() {
        const auto signer = Signer::generate();
        const QByteArray zeros(3'000'000, '0');
        const auto envelope = *parse(*seal(someHeader(ids_), zeros, signer.publicKey(), signer));
        QVERIFY(!envelope.header.packed);
        QCOMPARE(*openBody(envelope, signer), zeros);
    }

    /// A few kilobytes that inflate to gigabytes, made by somebody who is registered.
    void aBombIsRefused() {
        const auto signer = Signer::generate();
        auto header = someHeader(ids_);
        const auto packed = gzip(QByteArray(100'000'000, '0'));
        const auto envelope = *parse(*seal(header, packed, signer.publicKey(), signer));
        auto bomb = envelope;
        const auto body = openBody(envelope, signer);
        QCOMPARE(*body, packed);
        // The same body, said to be packed once more.
        bomb.header.packed = true;
        bomb.body = *Parcel::seal(signer.publicKey(), packed, bomb.headerBytes);
        QCOMPARE(openBody(bomb, signer).error().code, ErrorCode::PackageTooLarge);
    }

    void contentsAreLimited() {
        Header header = someHeader(ids_);
        const Manifest manifest{0, {}, 5, false};
        const auto empty = encodeContent(manifest, {});
        const auto decoded = decodeContent(header, empty);
        VERIFY_OK(decoded);
        QCOMPARE(decoded->manifest, manifest);
        for (const auto& bad :
             {QByteArray(), QByteArray("{}"), QByteArray("\n"), empty + "\n", empty + "\n{}", empty + "\n[]",
              empty + "\n{\"mutations\":[{}]}", empty + "\n{\"ack\":\"jixiao.push/1\",\"verdicts\":[]}",
              empty + '\n' + QByteArray(200'000, '[')}) {
            const auto refused = decodeContent(header, bad);
            QVERIFY2(!refused, bad.left(80).constData());
            QCOMPARE(refused.error().code, ErrorCode::PackageMalformed);
        }
        header.records = 1; // more than there are
        QCOMPARE(decodeContent(header, empty).error().code, ErrorCode::PackageMalformed);
    }

private:
    ManualClock clock_;
    SeededRandom random_;
    UuidV7Source ids_{clock_, random_};
};

QTEST_GUILESS_MAIN(TestPackageFormat)
#include "tst_package_format.moc"

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/base/json_text.h"
#include "core/base/messages.h"
#include "tests/support/manual_clock.h"
#include "tests/support/properties.h"
#include "tests/support/seeded_random.h"

#include <QFile>
#include <QJsonArray>
#include <QMetaEnum>
#include <QSet>
#include <QTest>

using namespace jixiao;

namespace {

qint64 millisecondsOf(const Id& id) {
    qint64 ms = 0;
    const auto bytes = id.toBytes();
    for (int i = 0; i < 6; ++i)
        ms = ms << 8 | quint8(bytes[i]);
    return ms;
}

} // namespace

class BaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { fixPropertySeed(); }

    void everyErrorHasItsSentences_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("Chinese") << u"zh_CN"_qs;
        QTest::newRow("English") << u"en"_qs;
    }
    void everyErrorHasItsSentences() {
        QFETCH(QString, language);
        QFile file(u":/assets/messages/%1.json"_qs.arg(language));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        const auto messages = Messages::fromJson(bytes);
        QVERIFY(messages.ok());
        const auto codes = QMetaEnum::fromType<ErrorCode>();
        QVERIFY(codes.keyCount() > 40);
        for (int i = 0; i < codes.keyCount(); ++i) {
            const Error error{ErrorCode(codes.value(i))};
            QCOMPARE(error.id(), QString::fromLatin1(codes.key(i)));
            QVERIFY2(messages->has(error.id()), codes.key(i));
            const auto sentences = messages->forError(error);
            QVERIFY2(!sentences.what.trimmed().isEmpty() && !sentences.safe.trimmed().isEmpty() &&
                         !sentences.next.trimmed().isEmpty(),
                     codes.key(i));
        }
        const auto entries = parseJsonObject(bytes)->keys();
        for (const auto& key : entries)
            QVERIFY2(codes.keyToValue(key.toLatin1().constData()) >= 0, qPrintable(key));
    }

    void messagesFillTheirPlaces() {
        const auto messages = Messages::fromJson(
            "{\"FileNotFound\": {\"what\": \"{file} of {folder}, {unknown} {\", \"safe\": \"\", \"next\": \"\"}}");
        QVERIFY(messages.ok());
        const Error error{ErrorCode::FileNotFound, {}, {{u"file"_qs, u"{folder}"_qs}, {u"folder"_qs, u"here"_qs}}};
        QCOMPARE(messages->forError(error).what, u"{folder} of here, {unknown} {"_qs);
        QCOMPARE(messages->forError({ErrorCode::Locked}).what, u"Locked"_qs);
        QVERIFY(!Messages::fromJson("[]").ok());
        QVERIFY(!Messages::fromJson("{").ok());
    }

    void resultsHoldOneOrTheOther() {
        const Result<int> good = 5;
        const Result<int> bad = Error{ErrorCode::DiskFull};
        QVERIFY(good.ok());
        QCOMPARE(good.valueOr(1), 5);
        QVERIFY(!bad.ok());
        QCOMPARE(bad.valueOr(1), 1);
        QCOMPARE(bad.error().code, ErrorCode::DiskFull);
        QVERIFY(Result<void>{}.ok());
        QVERIFY(!Result<void>(Error{}).ok());
    }

    void idsAcceptOnlyTheirOwnForm() {
        const auto text = u"01939f3a-7c00-7abc-8def-0123456789ab"_qs;
        QCOMPARE(Id::fromString(text)->toString(), text);
        QVERIFY(!Id::fromString(u""));
        QVERIFY(!Id::fromString(u"{01939f3a-7c00-7abc-8def-0123456789ab}"));
        QVERIFY(!Id::fromString(u"01939f3a7c007abc8def0123456789ab"));
        QVERIFY(!Id::fromString(u"01939f3a-7c00-7abc-8def-0123456789ag"));
        QVERIFY(!Id::fromString(u"01939f3a-7c00-7abc-8def-0123456789a "));
        QVERIFY(!Id::fromString(u"00000000-0000-0000-0000-000000000000"));
        QVERIFY(Id().isNull());
    }

    void idsAreVersionSevenUniqueAndInOrder() {
        ManualClock clock(1'735'689'600'000);
        SeededRandom random;
        UuidV7Source source(clock, random);
        QSet<QString> seen;
        QByteArray last;
        for (int i = 0; i < 10'000; ++i) { // more than the 4,096 of one millisecond
            const auto id = source.next();
            const auto bytes = id.toBytes();
            QCOMPARE(quint8(bytes[6]) >> 4, 7);
            QCOMPARE(quint8(bytes[8]) >> 6, 2);
            QVERIFY(last < bytes);
            last = bytes;
            seen.insert(id.toString());
        }
        QCOMPARE(seen.size(), 10'000);
    }

    void idsKeepTheirOrderWhenTheClockGoesBack() {
        ManualClock clock(1'735'689'600'000);
        SeededRandom random;
        UuidV7Source source(clock, random);
        const auto first = source.next();
        QCOMPARE(millisecondsOf(first), 1'735'689'600'000);
        clock.setWall(1'000);
        const auto second = source.next();
        QVERIFY(first < second);
        clock.setWall(1'735'689'700'000);
        const auto third = source.next();
        QVERIFY(second < third);
        QCOMPARE(millisecondsOf(third), 1'735'689'700'000);
    }

    void jsonFromOutsideIsLimited() {
        const auto codeOf = [](const QByteArray& bytes, const JsonLimits& limits) {
            const auto result = parseJsonObject(bytes, limits);
            return result.ok() ? QString() : result.error().id();
        };
        const JsonLimits limits{1'000, 4};
        QCOMPARE(codeOf("{\"a\": [[{\"b\": \"[[[[[\\\"{{{\"}]]}", limits), QString());
        QCOMPARE(codeOf("{\"a\": [[[[]]]]}", limits), u"JsonMalformed"_qs);
        QCOMPARE(codeOf(QByteArray(1'001, ' '), limits), u"FileTooLarge"_qs);
        QCOMPARE(codeOf("[]", limits), u"JsonMalformed"_qs);
        QCOMPARE(codeOf("", limits), u"JsonMalformed"_qs);
        QCOMPARE(codeOf("{\"a\": \"\xff\"}", limits), u"JsonMalformed"_qs);
        QCOMPARE(codeOf("{} {}", limits), u"JsonMalformed"_qs);
        QCOMPARE(codeOf(QByteArray(900, '['), limits), u"JsonMalformed"_qs);
        QCOMPARE(codeOf("]]]]{\"", limits), u"JsonMalformed"_qs);
    }

    void canonicalJsonHasOneSpelling() {
        const auto object =
            parseJsonObject("{ \"b\" : 1, \"a\": [true, null, \"\xe8\xad\xa6\\n\\u0001/\\\"\\u007f\"],"
                            " \"B\": {}, \"\": 9007199254740991, \"\xef\xbf\xbd\": 2, \"\xf0\x9f\x98\x80\": 3}");
        QVERIFY(object.ok());
        QCOMPARE(
            canonicalJson(*object),
            QByteArray("{\"\":9007199254740991,\"B\":{},\"a\":[true,null,\"\xe8\xad\xa6\\n\\u0001/\\\"\x7f\"],\"b\":1,"
                       "\"\xf0\x9f\x98\x80\":3,\"\xef\xbf\xbd\":2}"));
    }

    void canonicalJsonIsTheSameHoweverItWasBuilt() {
        QVERIFY(rc::check("built from texts or read from bytes", [] {
            const auto piece = gluedFrom({u"a"_qs, u"Z"_qs, u"é"_qs, u"警"_qs, u"\uFFFD"_qs, u"😀"_qs});
            const auto keys = *rc::gen::container<std::vector<QString>>(piece);
            QJsonObject built;
            for (const auto& key : keys)
                built.insert(key, QJsonArray{1, key, QJsonObject{{key, true}}});
            QJsonObject reversed;
            for (auto key = keys.rbegin(); key != keys.rend(); ++key)
                reversed.insert(*key, built.value(*key));
            const auto bytes = canonicalJson(built);
            RC_ASSERT(canonicalJson(reversed) == bytes);
            RC_ASSERT(canonicalJson(*parseJsonObject(bytes)) == bytes);
        }));
    }

    /// Qt's own writer is the model, also for what is no valid Unicode.
    void aTextHasTheBytesQtWrites() {
        const auto byQt = [](const QString& text) {
            return QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact).chopped(1).mid(1);
        };
        const auto here = [](const QString& text) {
            QByteArray bytes;
            appendJsonText(bytes, text);
            return bytes;
        };
        for (int unit = 0; unit <= 0xffff; ++unit) {
            const QString text = u"a"_qs + QChar(char16_t(unit)) + u"é"_qs;
            if (here(text) != byQt(text)) QFAIL(qPrintable(QString::number(unit, 16)));
        }
        QVERIFY(rc::check("any text", [&] {
            const auto text = *anyUtf16();
            RC_ASSERT(here(text) == byQt(text));
        }));
    }

    void canonicalJsonReadsBack() {
        QVERIFY(rc::check("any text survives as key and value", [] {
            const auto text = *anyUtf16();
            const auto valid = QString::fromUtf8(text.toUtf8());
            const QJsonObject object{{valid, valid}, {u"k"_qs, valid}};
            const auto bytes = canonicalJson(object);
            const auto again = parseJsonObject(bytes);
            RC_ASSERT(again.ok());
            RC_ASSERT(*again == object);
            RC_ASSERT(canonicalJson(*again) == bytes);
        }));
    }
};

QTEST_GUILESS_MAIN(BaseTest)
#include "tst_base.moc"

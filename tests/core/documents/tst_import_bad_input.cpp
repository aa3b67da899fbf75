#include "tests/core/documents/document_fixtures.h"

#include <QDir>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace jixiao;

namespace {

QByteArray gb(const QByteArray& utf8) { return QStringEncoder("GB18030")(QString::fromUtf8(utf8)); }

/// Every row of a cut file must be a row of the whole one; only the last cell of the last row may be cut short, and
/// then this is listed.
QString inventedText(const ImportResult& part, const QList<FormDocument>& whole) {
    for (int d = 0; d < part.documents.size(); ++d) {
        if (part.documents.at(d).fields != whole.at(d).fields) return QStringLiteral("fields of %1").arg(d);
        if (part.documents.at(d).rows(QStringLiteral("goals")) != whole.at(d).rows(QStringLiteral("goals")))
            return QStringLiteral("goals of %1").arg(d);
        const auto rows = part.documents.at(d).rows(QStringLiteral("indicators"));
        for (int r = 0; r < rows.size(); ++r) {
            const auto expected = whole.at(d).rows(QStringLiteral("indicators")).value(r);
            if (rows.at(r) == expected) continue;
            FormRow mended = rows.at(r);
            mended.cells[QStringLiteral("basis")] = expected.cell(QStringLiteral("basis"));
            const bool last = d + 1 == part.documents.size() && r + 1 == rows.size();
            const bool shortened =
                expected.cell(QStringLiteral("basis")).startsWith(rows.at(r).cell(QStringLiteral("basis")));
            const auto path = QStringLiteral("documents[%1].indicators[%2]").arg(d).arg(r);
            const bool listed = std::any_of(part.repairs.cbegin(), part.repairs.cend(),
                                            [&](const Repair& repair) { return repair.path == path; });
            if (!last || mended != expected || !shortened || !listed)
                return path + u' ' + QStringList(rows.at(r).cells.values()).join(u'|');
        }
    }
    return {};
}

} // namespace

class ImportBadInputTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void badBytesHaveTheirError_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorCode>("code");
        const QByteArray sample = fixtures::sample();
        QTest::newRow("empty") << QByteArray() << ErrorCode::FileEmpty;
        QTest::newRow("blank") << QByteArray(" \r\n\t\n") << ErrorCode::FileEmpty;
        QTest::newRow("cut zip") << QByteArray("PK\x03\x04 and so on") << ErrorCode::FileTruncated;
        QTest::newRow("pdf") << QByteArray("%PDF-1.7\n") << ErrorCode::FileBinary;
        QTest::newRow("old doc") << QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") << ErrorCode::DocumentOldFormat;
        QTest::newRow("zeros") << QByteArray(4096, '\0') << ErrorCode::FileBinary;
        QTest::newRow("control characters") << QByteArray("\x01\x02\x03\x04\x05 text") << ErrorCode::FileBinary;
        QTest::newRow("utf-8 then gb18030") << sample + gb(sample) << ErrorCode::FileEncoding;
        QTest::newRow("gb18030 then utf-8") << gb(sample) + sample << ErrorCode::FileEncoding;
        QTest::newRow("stray byte") << sample.left(5000) + "\xFF" + sample.mid(5000) << ErrorCode::FileEncoding;
        QTest::newRow("no form") << QByteArray("这是一封信。\n没有任何表格。\n") << ErrorCode::FormNotRecognised;
        QTest::newRow("another table") << QByteArray("\t姓名\n\t年龄\n\n\t张三\n\t30\n")
                                       << ErrorCode::FormNotRecognised;
        QTest::newRow("cut before a row is whole")
            << sample.left(sample.indexOf("时效指标")) << ErrorCode::FileTruncated;
        QTest::newRow("cut in the head") << sample.left(sample.indexOf("其中：财政资金")) << ErrorCode::FileTruncated;
        QTest::newRow("json, cut") << QByteArray("{\"format\": \"jixiao.interchange/1\", \"documents\": [")
                                   << ErrorCode::JsonMalformed;
        QTest::newRow("json, deep") << QByteArray("{\"a\":").repeated(200) + "1" + QByteArray("}").repeated(200)
                                    << ErrorCode::JsonMalformed;
        QTest::newRow("json, something else") << QByteArray("{\"format\": \"other\"}") << ErrorCode::JsonMalformed;
        QTest::newRow("json, no documents")
            << QByteArray("{\"format\": \"jixiao.interchange/1\", \"documents\": []}") << ErrorCode::FormNotRecognised;
    }

    void badBytesHaveTheirError() {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorCode, code);
        const auto result = fixtures::import(bytes);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().id(), Error{code}.id());
        QCOMPARE(result.error().args.value(QStringLiteral("file")), QStringLiteral("form.txt"));
    }

    void badFilesHaveTheirError() {
        const QTemporaryDir directory;
        const Importer importer(fixtures::catalogue());
        const auto codeOf = [&](const QString& path) { return importer.importFile(path).error().id(); };
        QCOMPARE(codeOf(directory.filePath(QStringLiteral("none.txt"))), QStringLiteral("FileNotFound"));
        QCOMPARE(codeOf(directory.path()), QStringLiteral("FileUnreadable"));
        QFile large(directory.filePath(QStringLiteral("large.txt")));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(50 * 1024 * 1024));
        QCOMPARE(codeOf(large.fileName()), QStringLiteral("FileTooLarge"));
    }

    void limitsHold() {
        const auto codeWith = [](const ImportLimits& limits, const QByteArray& bytes) {
            const auto result = Importer(fixtures::catalogue(), limits).importBytes(bytes, QStringLiteral("form.txt"));
            return result.ok() ? QString() : result.error().id();
        };
        const QByteArray sample = fixtures::sample();
        const QString tooLarge = QStringLiteral("FileTooLarge");
        QCOMPARE(codeWith({sample.size(), 12, 200}, sample), QString());
        QCOMPARE(codeWith({sample.size() - 1, 12, 200}, sample), tooLarge);
        QCOMPARE(codeWith({sample.size(), 11, 200}, sample), tooLarge);
        QCOMPARE(codeWith({sample.size(), 12, 100}, sample), tooLarge);
        QCOMPARE(codeWith({}, QByteArray("a\n").repeated(1'100'000)), tooLarge);
    }

    void cutFileGivesWhatIsWhole() {
        const QByteArray sample = fixtures::sample();
        const auto cut = sample.indexOf("在规定时限内应当更换服装"); // in the first row of the eighth table
        const auto result = fixtures::import(sample.left(cut + 7));
        QVERIFY(result.ok());
        QCOMPARE(result->documents.size(), 7);
        QCOMPARE(inventedText(*result, fixtures::sampleDocuments()), QString());
        QVERIFY(std::any_of(result->repairs.cbegin(), result->repairs.cend(), [](const Repair& repair) {
            return repair.message.contains(QStringLiteral("第593行")) &&
                   repair.message.contains(QStringLiteral("断开"));
        }));
    }

    void cutRowIsListed() {
        const QByteArray sample = fixtures::sample();
        const auto result = fixtures::import(sample.left(sample.indexOf("服装质量是否过关") + 6));
        QVERIFY(result.ok());
        QCOMPARE(result->documents.size(), 8);
        QCOMPARE(result->documents.last().rows(QStringLiteral("indicators")).size(), 1);
        QVERIFY(std::any_of(result->repairs.cbegin(), result->repairs.cend(), [](const Repair& repair) {
            return repair.path == QLatin1String("documents[7]") && repair.message.contains(QStringLiteral("断开"));
        }));
    }

    void everyCutIsHarmless() {
        const QByteArray sample = fixtures::sample();
        const auto whole = fixtures::sampleDocuments();
        QCOMPARE(whole.size(), 12);
        int read = 0;
        for (qsizetype size = 0; size < sample.size(); size += 97) {
            const auto result = fixtures::import(sample.left(size));
            if (!result) {
                const QString id = result.error().id();
                QVERIFY2(id == QLatin1String("FileEmpty") || id == QLatin1String("FileTruncated") ||
                             id == QLatin1String("FormNotRecognised"),
                         qPrintable(id));
                continue;
            }
            ++read;
            QCOMPARE(inventedText(*result, whole), QString());
        }
        QVERIFY(read > 100);
    }

    void everyCutOfOtherEncodingsIsHarmless() {
        const QByteArray sample = gb(fixtures::sample());
        const auto whole = fixtures::sampleDocuments();
        for (qsizetype size = 0; size < sample.size(); size += 97) {
            const auto result = fixtures::import(sample.left(size));
            if (result) QCOMPARE(inventedText(*result, whole), QString());
        }
    }
};

QTEST_GUILESS_MAIN(ImportBadInputTest)
#include "tst_import_bad_input.moc"

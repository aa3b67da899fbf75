#include "core/documents/office/office_package.h"
#include "core/documents/office/xml_guard.h"
#include "core/documents/office/zip_archive.h"
#include "tests/core/documents/office/office_fixtures.h"
#include "tests/core/documents/office/source_text.h"

#include <QElapsedTimer>
#include <QTest>
#include <QXmlStreamReader>

using namespace jixiao;
using fixtures::Parts;
using fixtures::ZipWriter;

namespace {

const QString body = fixtures::paragraph(QStringLiteral("甲"));

QString codeOf(const QByteArray& bytes, const ArchiveLimits& limits = {}) {
    const auto package = OfficePackage::open(bytes, limits);
    return package ? QString() : package.error().id();
}

QByteArray withPart(const QString& name, const QByteArray& bytes) {
    Parts parts = fixtures::docxParts(body);
    parts.append({name, bytes});
    return fixtures::packed(parts);
}

QByteArray replaced(const Parts& parts, const QString& part, const QByteArray& before, const QByteArray& after) {
    Parts changed = parts;
    for (auto& [name, bytes] : changed)
        if (name == part) bytes.replace(before, after);
    return fixtures::packed(changed);
}

QString guarded(const QByteArray& xml) {
    const auto result = guardXml(xml);
    return result ? QString() : result.error().id();
}

const QString damaged = QStringLiteral("DocumentDamaged");
const QString unsafe = QStringLiteral("DocumentUnsafe");
const QString tooLarge = QStringLiteral("FileTooLarge");

} // namespace

class OfficePackageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodXmlPasses() {
        QCOMPARE(guarded("<a/>"), QString());
        QCOMPARE(guarded("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?><a b='>' c=\"<\">&lt;<!-- <b> --></a>"),
                 QString());
        QCOMPARE(guarded("<a><![CDATA[<b> & <!DOCTYPE]]><?pi <b>?></a>"), QString());
        QCOMPARE(guarded("<a>" + QByteArray("<b/>").repeated(100'000) + "</a>"), QString());
        QCOMPARE(guarded("<a>" + QByteArray("<b>").repeated(255) + QByteArray("</b>").repeated(255) + "</a>"),
                 QString());
    }

    void badXmlHasItsError_data() {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("code");
        QTest::newRow("document type") << QByteArray("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>") << unsafe;
        QTest::newRow("document type of elsewhere")
            << QByteArray("<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>") << unsafe;
        QTest::newRow("too deep") << QByteArray("<a>").repeated(257) << unsafe;
        QByteArray attributes;
        for (int i = 0; i < 257; ++i)
            attributes += " a" + QByteArray::number(i) + "='1'";
        QTest::newRow("attributes") << "<a" + attributes + "/>" << unsafe;
        QTest::newRow("long element name") << "<" + QByteArray(40'000, 'a') + ":b/>" << unsafe;
        QTest::newRow("long attribute name") << "<a " + QByteArray(40'000, 'a') + "='1'/>" << unsafe;
        QTest::newRow("long closing name") << "<a></" + QByteArray(40'000, 'a') + ">" << unsafe;
        QTest::newRow("long entity name") << "<a>&" + QByteArray(40'000, 'a') + ";</a>" << unsafe;
        QTest::newRow("long entity name in an attribute") << "<a b='&" + QByteArray(40'000, 'a') + ";'/>" << unsafe;
        QTest::newRow("empty") << QByteArray() << damaged;
        QTest::newRow("no markup") << QByteArray("text of some length") << damaged;
        QTest::newRow("ends in a tag") << QByteArray("<a b='c'") << damaged;
        QTest::newRow("ends in an attribute") << QByteArray("<a b='c") << damaged;
        QTest::newRow("ends in a comment") << QByteArray("<a><!-- ") << damaged;
        QTest::newRow("other encoding") << QByteArray("<?xml version='1.0' encoding='gb18030'?><a/>") << damaged;
        QTest::newRow("utf-16") << QByteArray("\xFF\xFE<\0a\0/\0>\0", 10) << damaged;
        QTest::newRow("utf-16 without a mark") << QByteArray("<\0a\0/\0>\0", 8) << damaged;
    }

    void badXmlHasItsError() {
        QFETCH(QByteArray, xml);
        QFETCH(QString, code);
        QCOMPARE(guarded(xml), code);
    }

    void partsAreRead() {
        auto zip = ZipArchive::open(ZipWriter().add(QStringLiteral("a/B.xml"), "content").bytes());
        QVERIFY(zip.ok());
        QCOMPARE(zip->names(), QStringList{QStringLiteral("a/B.xml")});
        QVERIFY(zip->contains(QStringLiteral("A/b.XML")));
        QCOMPARE(zip->read(QStringLiteral("A/b.xml")).valueOr({}), QByteArray("content"));
        QCOMPARE(zip->read(QStringLiteral("c.xml")).error().id(), damaged);
    }

    void badNamesAreRefused_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"../evil", "a/../../evil", "/etc/passwd", "a\\b", "C:/x", "a/./b", "tab\there", ".."})
            QTest::newRow(name) << QString::fromLatin1(name);
        QTest::newRow("long") << QString(600, u'a');
    }

    void badNamesAreRefused() {
        QFETCH(QString, name);
        QCOMPARE(codeOf(withPart(name, "x")), unsafe);
    }

    void bombsAreRefused() {
        const QByteArray zeros(30 * 1024 * 1024, '0');
        QElapsedTimer timer;
        const QByteArray bomb = withPart(QStringLiteral("word/media.bin"), zeros);
        timer.start();
        QCOMPARE(codeOf(bomb), unsafe);
        QVERIFY(timer.elapsed() < 1000);
        // The directory lies about the size: found out while inflating.
        QByteArray lying = bomb;
        const QByteArray size("\x00\x00\xE0\x01", 4); // 30 MiB, little endian
        QVERIFY(lying.count(size) >= 1);
        lying.replace(size, QByteArray("\x10\x00\x00\x00", 4));
        auto zip = ZipArchive::open(lying);
        QVERIFY(zip.ok());
        const auto part = zip->read(QStringLiteral("word/media.bin"));
        QVERIFY(!part.ok());
        QVERIFY2(part.error().id() == unsafe || part.error().id() == damaged, qPrintable(part.error().id()));
    }

    void sizesAreLimited() {
        ArchiveLimits limits;
        limits.maxEntryBytes = 1000;
        limits.maxTotalBytes = 1500;
        QByteArray noise;
        for (int i = 0; i < 1000; ++i)
            noise += char('a' + i * i % 23);
        const auto bytes = ZipWriter().add(QStringLiteral("a"), noise).add(QStringLiteral("b"), noise).bytes();
        auto zip = ZipArchive::open(bytes, limits);
        QVERIFY(zip.ok() && zip->read(QStringLiteral("a")).ok());
        QCOMPARE(zip->read(QStringLiteral("b")).error().id(), tooLarge); // beyond the total
        limits.maxEntryBytes = 999;
        zip = ZipArchive::open(bytes, limits);
        QCOMPARE(zip->read(QStringLiteral("a")).error().id(), tooLarge);
        limits.maxEntries = 1;
        QCOMPARE(ZipArchive::open(bytes, limits).error().id(), unsafe);
    }

    void doubleNamesAreRefused() {
        QByteArray bytes = ZipWriter().add(QStringLiteral("word/a1"), "x").add(QStringLiteral("word/a2"), "y").bytes();
        bytes.replace("word/a2", "word/a1");
        QCOMPARE(ZipArchive::open(bytes).error().id(), unsafe);
        bytes.replace("word/a1", "word/A1"); // both: still twice
        QCOMPARE(ZipArchive::open(bytes).error().id(), unsafe);
        QCOMPARE(ZipArchive::open(ZipWriter().add(QStringLiteral("a"), "x").add(QStringLiteral("A"), "y").bytes())
                     .error()
                     .id(),
                 unsafe);
    }

    void lockedEntriesAreNamed() {
        const auto bytes = ZipWriter().addEncrypted(QStringLiteral("word/document.xml"), "secret").bytes();
        QCOMPARE(codeOf(bytes), QStringLiteral("DocumentProtected"));
    }

    void everyCutIsFoundOut() {
        const auto bytes = fixtures::docx(body);
        QVERIFY(fixtures::readOffice(bytes).ok());
        for (qsizetype size = 4; size < bytes.size(); ++size)
            QCOMPARE(codeOf(bytes.left(size)), QStringLiteral("FileTruncated"));
    }

    void brokenContentIsFoundOut() {
        auto bytes = fixtures::docx(fixtures::table({fixtures::row({fixtures::cell(QStringLiteral("甲乙丙"))})}));
        const auto at = bytes.indexOf("word/document.xml") + 60;
        bytes[at] = char(bytes.at(at) ^ 0x55);
        const auto source = fixtures::readOffice(bytes);
        QCOMPARE(source.ok() ? QString() : source.error().id(), damaged);
    }

    void macrosAreRefused() {
        const QString macros = QStringLiteral("DocumentHasMacros");
        QCOMPARE(codeOf(withPart(QStringLiteral("word/vbaProject.bin"), "x")), macros);
        QCOMPARE(codeOf(replaced(fixtures::docxParts(body), QStringLiteral("[Content_Types].xml"),
                                 "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                                 "application/vnd.ms-word.document.macroEnabled.main+xml")),
                 macros);
        QCOMPARE(
            codeOf(replaced(fixtures::xlsxParts({}), QStringLiteral("[Content_Types].xml"), "</Types>",
                            "<Override PartName=\"/xl/m.xml\" ContentType=\"application/vnd.ms-excel.macrosheet+xml\"/>"
                            "</Types>")),
            macros);
        QCOMPARE(codeOf(replaced(
                     fixtures::docxParts(body), QStringLiteral("[Content_Types].xml"), "</Types>",
                     "<Default Extension=\"dat\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>")),
                 macros);
    }

    void otherZipFilesAreNamed() {
        const QString binary = QStringLiteral("FileBinary");
        QCOMPARE(codeOf(ZipWriter().add(QStringLiteral("mimetype"), "application/vnd.oasis.opendocument.text").bytes()),
                 binary);
        const auto typed = [](const QByteArray& type) {
            return codeOf(replaced(fixtures::docxParts(body), QStringLiteral("[Content_Types].xml"),
                                   "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                                   type));
        };
        QCOMPARE(typed("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), binary);
        QCOMPARE(typed("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), binary);
        QCOMPARE(codeOf(ZipWriter().add(QStringLiteral("a.txt"), "x").bytes()), binary);
    }

    void brokenPackagesAreFoundOut() {
        const QString relations = QStringLiteral("_rels/.rels");
        const Parts parts = fixtures::docxParts(body);
        QCOMPARE(codeOf(replaced(parts, relations, "word/document.xml", "word/nowhere.xml")), damaged);
        QCOMPARE(codeOf(replaced(parts, relations, "word/document.xml", "../../document.xml")), unsafe);
        QCOMPARE(codeOf(replaced(parts, relations, "</Relationships>", "</Relation>")), damaged);
        QCOMPARE(codeOf(replaced(parts, relations, "officeDocument\"", "other\"")), damaged);
        QCOMPARE(codeOf(replaced(parts, relations, "word/document.xml", "/word/../word/./document.xml")), QString());
    }

    void contentIsGuardedToo_data() {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("code");
        QTest::newRow("entities") << QByteArray("<w:document")
                                  << QByteArray("<!DOCTYPE x [<!ENTITY a \"b\">]><w:document") << unsafe;
        QTest::newRow("undeclared entity") << QByteArray("甲") << QByteArray("&a;") << damaged;
        QTest::newRow("cut") << QByteArray("</w:body></w:document>") << QByteArray() << damaged;
        QTest::newRow("wrong order") << QByteArray("</w:body></w:document>") << QByteArray("</w:document></w:body>")
                                     << damaged;
        QTest::newRow("no body") << QByteArray("w:body") << QByteArray("w:nobody") << damaged;
        QTest::newRow("bad character") << QByteArray("甲") << QByteArray("\x01") << damaged;
        QTest::newRow("bad encoding") << QByteArray("甲") << QByteArray("\xFF\xFE") << damaged;
        QTest::newRow("empty") << QByteArray("甲") << QByteArray() << QStringLiteral("FileEmpty");
        QTest::newRow("tables without end") << QByteArray("<w:p>")
                                            << QByteArray("<w:tbl><w:tr><w:tc>").repeated(20) + "<w:p/>" +
                                                   QByteArray("</w:tc></w:tr></w:tbl>").repeated(20) + "<w:p>"
                                            << unsafe;
        QTest::newRow("fields without end")
            << QByteArray("<w:p>")
            << "<w:p>" + QByteArray("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>").repeated(40) << unsafe;
    }

    void contentIsGuardedToo() {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, code);
        const auto source = fixtures::readOffice(
            replaced(fixtures::docxParts(body), QStringLiteral("word/document.xml"), before, after));
        QCOMPARE(source.ok() ? fixtures::shown(source) : source.error().id(), code);
    }

    void cellsAndRowsAreLimited() {
        ImportLimits limits;
        limits.maxRows = 5;
        limits.maxCells = 40;
        const auto table = [](int rows, int columns) {
            return fixtures::table(
                QStringList(rows, fixtures::row(QStringList(columns, fixtures::cell(QStringLiteral("1"))))));
        };
        const auto sheet = [](int rows, int columns) {
            QString xml;
            for (int i = 0; i < rows; ++i)
                xml += QStringLiteral("<row>%1</row>").arg(QStringLiteral("<c><v>1</v></c>").repeated(columns));
            return fixtures::xlsx(xml);
        };
        const auto code = [&](const QByteArray& bytes) {
            const auto source = fixtures::readOffice(bytes, limits);
            return source ? QString() : source.error().id();
        };
        QCOMPARE(code(fixtures::docx(table(5, 8))), QString());
        QCOMPARE(code(fixtures::docx(table(6, 1))), tooLarge);
        QCOMPARE(code(fixtures::docx(table(5, 9))), tooLarge);
        QCOMPARE(code(fixtures::docx(body.repeated(51))), tooLarge);
        QCOMPARE(code(sheet(5, 8)), QString());
        QCOMPARE(code(sheet(6, 1)), tooLarge);
        QCOMPARE(code(sheet(5, 9)), tooLarge);
    }

    void aMillionCellsAreRefusedSoon() {
        QString xml;
        for (int i = 1; i <= 4'000; ++i) {
            xml += QStringLiteral("<row r=\"%1\">").arg(i);
            for (int c = 0; c < 251; ++c)
                xml += QStringLiteral("<c><v>%1</v></c>").arg((i * 7919 + c * 104'729) % 99'991);
            xml += QStringLiteral("</row>");
        }
        const auto bytes = fixtures::xlsx(xml);
        QElapsedTimer timer;
        timer.start();
        const auto source = fixtures::readOffice(bytes);
        QCOMPARE(source.ok() ? QString() : source.error().id(), tooLarge);
        qInfo("%lld ms", qint64(timer.elapsed()));
        QVERIFY(timer.elapsed() < 20'000);
    }

    void piledUpMergesAreRefused() {
        QString merges;
        for (int i = 0; i < 3'000; ++i)
            merges += QStringLiteral("<mergeCell ref=\"A1:XFD1048576\"/>");
        QString rows;
        for (int i = 1; i <= 10'000; ++i)
            rows += QStringLiteral("<row r=\"%1\"><c><v>%2</v></c></row>").arg(i).arg(i * 7919 % 99'991);
        const auto source =
            fixtures::readOffice(fixtures::xlsx(rows, QStringLiteral("<mergeCells>%1</mergeCells>").arg(merges)));
        QCOMPARE(source.ok() ? QString() : source.error().id(), unsafe);
    }
};

QTEST_GUILESS_MAIN(OfficePackageTest)
#include "tst_office_package.moc"

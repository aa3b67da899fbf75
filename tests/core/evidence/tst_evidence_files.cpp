#include "core/documents/print/zip_writer.h"
#include "core/evidence/evidence_file.h"
#include "core/evidence/exif.h"
#include "core/evidence/picture.h"
#include "evidence_samples.h"
#include "tests/support/verify.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

using namespace jixiao;
using namespace jixiao::test;

namespace {

Result<ExaminedFile> examined(const QByteArray& bytes, const QString& name = QStringLiteral("a.jpg"),
                              const EvidenceRules& rules = EvidenceRules::builtIn()) {
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return examineContent(buffer, name, rules);
}

QByteArray fixture(const char* name) {
    QFile file(QStringLiteral(JIXIAO_SOURCE_DIR "/tests/fixtures/office/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray zipped(const ZipParts& parts) { return zipOf(parts).valueOr({}); }

EvidenceRules small() {
    auto rules = EvidenceRules::builtIn();
    rules.limits.fileBytes = 5000;
    for (auto& kind : rules.kinds)
        kind.maxBytes = kind.id == QLatin1String("text") ? 100 : 2000;
    return rules;
}

} // namespace

/// What a file is decides whether it may stand as evidence, not what it is called.
class TestEvidenceFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void refused_data();
    void refused();
    void thumbnails_data();
    void thumbnails();
    void cameras();
    void brokenWordsOfCameras();
    void hostilePictures_data();
    void hostilePictures();
    void cutOffAnywhere_data();
    void cutOffAnywhere();
    void sizes();
    void files();
};

void TestEvidenceFiles::kinds_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char* name, const QByteArray& bytes, const char* kind) {
        QTest::newRow(name) << bytes << QString::fromLatin1(kind);
    };
    row("jpeg", encoded(picture(30, 20), "JPEG"), "jpeg");
    row("png", encoded(picture(30, 20), "PNG"), "png");
    row("heic",
        QByteArray("\0\0\0\x18"
                   "ftypheic\0\0\0\0mif1heic",
                   24) +
            QByteArray(500, 'h'),
        "heic");
    row("heif",
        QByteArray("\0\0\0\x18"
                   "ftypmif1\0\0\0\0mif1heic",
                   24) +
            QByteArray(500, 'h'),
        "heic");
    row("pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "pdf");
    row("docx", fixture("gaoxin-2020-writer.docx"), "docx");
    row("xlsx", fixture("gaoxin-2020-calc.xlsx"), "xlsx");
    row("text", "出警 44 次\r\n办案 93 件\n", "text");
    row("text of another encoding",
        QByteArray("\xB3\xF6\xBE\xAF\x34\x34\xB4\xCE\xA3\xAC\xB0\xEC\xB0\xB8\x39\x33\xBC\xFE"), "text");
}

void TestEvidenceFiles::kinds() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, kind);
    QVERIFY(!bytes.isEmpty());
    for (const auto& name : {QStringLiteral("a.jpg"), QStringLiteral("b.exe"), QStringLiteral("c")}) {
        const auto file = examined(bytes, name);
        QVERIFY2(file.ok(), file ? "" : qPrintable(file.error().id() + file.error().detail));
        QCOMPARE(file->content.kind, kind);
        QCOMPARE(file->content.size, bytes.size());
        QCOMPARE(file->content.hash, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
        QCOMPARE(file->fileName, name);
        const bool shown = kind == QLatin1String("jpeg") || kind == QLatin1String("png");
        QCOMPARE(file->content.thumbnail.isEmpty(), !shown);
        QCOMPARE(file->content.pixels.isEmpty(), !shown);
    }
}

void TestEvidenceFiles::refused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QByteArray& bytes, ErrorCode code) {
        QTest::newRow(name) << bytes << int(code);
    };
    const QByteArray types("<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                           "content-types\"/>");
    row("nothing", {}, ErrorCode::FileEmpty);
    row("a program",
        QByteArray("\x7F"
                   "ELF\x02\x01\x01\0",
                   8) +
            QByteArray(500, '\0'),
        ErrorCode::AttachmentKindRefused);
    row("another program", QByteArray("MZ\x90\0", 4) + QByteArray(500, '\x01'), ErrorCode::AttachmentKindRefused);
    row("a moving picture", QByteArray("GIF89a\x01\0\x01\0", 10), ErrorCode::AttachmentKindRefused);
    row("a video",
        QByteArray("\0\0\0\x18"
                   "ftypisom\0\0\0\0",
                   16),
        ErrorCode::AttachmentKindRefused);
    row("a zip of something", zipped({{QStringLiteral("a.txt"), "text"}}), ErrorCode::AttachmentKindRefused);
    row("a zip that says it is a document", zipped({{QStringLiteral("word/document.xml"), "<a/>"}}),
        ErrorCode::AttachmentKindRefused);
    row("types without a document", zipped({{QStringLiteral("[Content_Types].xml"), types}}),
        ErrorCode::AttachmentKindRefused);
    row("a zip cut off", fixture("gaoxin-2020-writer.docx").chopped(200), ErrorCode::AttachmentKindRefused);
    row("a PDF cut off", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", ErrorCode::AttachmentKindRefused);
    row("only the beginning of a JPEG", QByteArray("\xFF\xD8\xFF\xE0", 4), ErrorCode::AttachmentUnreadable);
    row("a JPEG of text", QByteArray("\xFF\xD8\xFF") + "hello", ErrorCode::AttachmentUnreadable);
    row("text with a zero", QByteArray("abc\0def", 7), ErrorCode::AttachmentKindRefused);
    row("text with controls", "abc\x1B[2Jdef", ErrorCode::AttachmentKindRefused);
    row("noise", QByteArray("\x9C\x01\xFE\x80\x80\xFF\x13\x07\x88", 9), ErrorCode::AttachmentKindRefused);
}

void TestEvidenceFiles::refused() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    const auto file = examined(bytes, QStringLiteral("证据.jpg"));
    QVERIFY(!file);
    QCOMPARE(file.error().id(), Error{ErrorCode(code)}.id());
    QCOMPARE(file.error().args.value(QStringLiteral("file")), QStringLiteral("证据.jpg"));
    const auto message = file.error().userMessage();
    QVERIFY2(!message.oneLine().contains(u'{'), qPrintable(message.oneLine()));
}

void TestEvidenceFiles::thumbnails_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QSize>("expected");
    for (const char* format : {"JPEG", "PNG"}) {
        QTest::addRow("%s wide", format) << QSize(2000, 1000) << QByteArray(format) << QSize(256, 128);
        QTest::addRow("%s high", format) << QSize(300, 1200) << QByteArray(format) << QSize(64, 256);
        QTest::addRow("%s small", format) << QSize(40, 30) << QByteArray(format) << QSize(40, 30);
        QTest::addRow("%s one line", format) << QSize(5000, 1) << QByteArray(format) << QSize(256, 1);
    }
}

void TestEvidenceFiles::thumbnails() {
    QFETCH(QSize, size);
    QFETCH(QByteArray, format);
    QFETCH(QSize, expected);
    const auto file = examined(encoded(picture(size.width(), size.height()), format.constData()));
    VERIFY_OK(file);
    QCOMPARE(file->content.pixels, size);
    const auto thumbnail = QImage::fromData(file->content.thumbnail);
    QCOMPARE(thumbnail.size(), expected);
    QVERIFY(file->content.thumbnail.size() < 64 * 1024);
}

void TestEvidenceFiles::cameras() {
    const auto plain = encoded(picture(400, 200), "JPEG");
    const auto turned = withExif(plain, exifOf("HUAWEI", "LIO-AN00", "2025:07:01 08:30:15", 6));
    const auto file = examined(turned);
    VERIFY_OK(file);
    QCOMPARE(file->takenWith, QStringLiteral("HUAWEI LIO-AN00"));
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(file->takenMs).toString(QStringLiteral("yyyyMMddHHmmss")),
             QStringLiteral("20250701083015"));
    // Held upright: what was left is at the top, what was at the top is right.
    QCOMPARE(file->content.pixels, QSize(200, 400));
    const auto thumbnail = QImage::fromData(file->content.thumbnail);
    QCOMPARE(thumbnail.size(), QSize(128, 256));
    QVERIFY(qRed(thumbnail.pixel(100, 20)) > 200);
    QVERIFY(qRed(thumbnail.pixel(20, 20)) < 60);
    QVERIFY(!file->content.thumbnail.contains("HUAWEI"));
    QCOMPARE(examined(withExif(plain, exifOf("Canon", "Canon EOS R5", {}, 1)))->takenWith,
             QStringLiteral("Canon EOS R5"));
    QCOMPARE(examined(plain)->takenWith, QString());
    QCOMPARE(examined(plain)->takenMs, 0);
}

void TestEvidenceFiles::brokenWordsOfCameras() {
    const auto plain = encoded(picture(40, 20), "JPEG");
    const auto tiff = exifOf("HUAWEI", "LIO-AN00", "2025:07:01 08:30:15", 6);
    QRandomGenerator generator(7);
    int read = 0;
    for (int i = 0; i < 3000; ++i) {
        auto broken = tiff;
        for (int n = 0; n < 3; ++n)
            broken[generator.bounded(int(broken.size()))] = char(generator.bounded(256));
        const auto words = readExif(withExif(plain, broken.left(1 + generator.bounded(int(broken.size())))));
        QVERIFY(words.camera.size() <= 201);
        QVERIFY(words.takenMs >= 0);
        read += words.camera.isEmpty() ? 0 : 1;
    }
    QVERIFY(read > 100);
    for (qsizetype length = 0; length < plain.size(); ++length)
        QVERIFY(!isWholeJpeg(plain.left(length)) || length == plain.size() - 1 || length == plain.size());
}

void TestEvidenceFiles::hostilePictures_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto png = encoded(picture(30, 20), "PNG");
    QTest::newRow("enormous") << withSize(png, 0x7FFFFFFF, 0x7FFFFFFF);
    QTest::newRow("a thousand megapixels") << withSize(png, 40000, 40000);
    QTest::newRow("larger than its data") << withSize(png, 3000, 3000);
    QTest::newRow("no width") << withSize(png, 0, 20);
    auto jpeg = encoded(picture(30, 20), "JPEG");
    const auto frame = jpeg.indexOf(QByteArray("\xFF\xC0", 2));
    jpeg.replace(frame + 5, 4, "\xFF\xFF\xFF\xFF");
    QTest::newRow("a JPEG of 4295 megapixels") << jpeg;
    // Small on the disk, a hundred megapixels when opened.
    QImage bomb(10'000, 10'000, QImage::Format_Mono);
    bomb.fill(0);
    QTest::newRow("bomb") << encoded(bomb, "PNG");
}

void TestEvidenceFiles::hostilePictures() {
    QFETCH(QByteArray, bytes);
    QVERIFY(bytes.size() < 1024 * 1024);
    const auto file = examined(bytes);
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::AttachmentUnreadable);
}

void TestEvidenceFiles::cutOffAnywhere_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("JPEG") << encoded(picture(300, 200), "JPEG");
    QTest::newRow("PNG") << encoded(picture(300, 200), "PNG");
}

void TestEvidenceFiles::cutOffAnywhere() {
    QFETCH(QByteArray, bytes);
    VERIFY_OK(examined(bytes));
    for (qsizetype length = 16; length < bytes.size() - 20; length += 37) {
        const auto file = examined(bytes.left(length));
        QVERIFY2(!file, qPrintable(QString::number(length)));
        QCOMPARE(file.error().code, ErrorCode::AttachmentUnreadable);
    }
}

void TestEvidenceFiles::sizes() {
    const auto rules = small();
    const auto of = [&](const QByteArray& bytes) { return examined(bytes, QStringLiteral("a"), rules); };
    const QByteArray pdf = "%PDF-1.4\n";
    VERIFY_OK(of(pdf + QByteArray(1900, ' ') + "%%EOF"));
    const auto large = of(pdf + QByteArray(2100, ' ') + "%%EOF");
    QVERIFY(!large && large.error().code == ErrorCode::AttachmentTooLarge);
    const auto huge = of(QByteArray(6000, 'x'));
    QVERIFY(!huge && huge.error().code == ErrorCode::AttachmentTooLarge);
    VERIFY_OK(of(QByteArray(100, 'x')));
    const auto text = of(QByteArray(101, 'x'));
    QVERIFY(!text && text.error().code == ErrorCode::AttachmentTooLarge);
}

void TestEvidenceFiles::files() {
    QTemporaryDir dir;
    const auto path = dir.filePath(QStringLiteral("现场.png"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(encoded(picture(30, 20), "PNG"));
    QVERIFY(file.setFileTime(QDateTime::fromMSecsSinceEpoch(1'700'000'000'000), QFileDevice::FileModificationTime));
    file.close();
    const auto found = examineFile(path);
    VERIFY_OK(found);
    QCOMPARE(found->fileName, QStringLiteral("现场.png"));
    const auto code = [](const QString& where) { return examineFile(where).error().code; };
    QCOMPARE(code(dir.filePath(QStringLiteral("none"))), ErrorCode::FileNotFound);
    QCOMPARE(code(dir.path()), ErrorCode::FileUnreadable);
    QCOMPARE(code(QStringLiteral("/dev/zero")), ErrorCode::FileUnreadable);
}

QTEST_GUILESS_MAIN(TestEvidenceFiles)
#include "tst_evidence_files.moc"

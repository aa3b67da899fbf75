#include "tests/app/cli_fixture.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringEncoder>
#include <QtTest>

#include <sys/stat.h>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString goodFile = QStringLiteral(JIXIAO_SOURCE_DIR "/tests/core/review/good.json");

QStringList keys(std::initializer_list<const char*> names) {
    QStringList list;
    for (const auto* name : names)
        list += QLatin1String(name);
    list.sort();
    return list;
}

} // namespace

/// The terminal program: exit codes, one line per failure, exact JSON, and nothing changed by what failed.
class TestCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usage_data();
    void usage();
    void badInput_data();
    void badInput();
    void largeFile();
    void encodings_data();
    void encodings();
    void importJsonIsExact();
    void reviewJsonIsExact();
    void reviewExitCodes();
    void exportRoundTrip();
    void exportTargets();
    void pipesStayPipes();
};

void TestCli::usage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("import nothing") << QStringList{importWord};
    QTest::newRow("import two") << QStringList{importWord, QStringLiteral("a"), QStringLiteral("b")};
    QTest::newRow("unknown option") << QStringList{importWord, QStringLiteral("a"), QStringLiteral("--yes")};
    QTest::newRow("passphrase as an argument")
        << QStringList{storeWord, QStringLiteral("check"), QStringLiteral("d"), QStringLiteral("--passphrase"), dash};
    QTest::newRow("no value") << QStringList{importWord, QStringLiteral("a"), json};
    QTest::newRow("review nothing") << QStringList{reviewWord};
    QTest::newRow("review both") << QStringList{reviewWord, QStringLiteral("a"), storeOption, QStringLiteral("b")};
    QTest::newRow("export no target") << QStringList{exportWord, QStringLiteral("a"), QStringLiteral("--format"),
                                                     QStringLiteral("pdf")};
    QTest::newRow("export no format") << QStringList{exportWord, QStringLiteral("a"), QStringLiteral("-o"),
                                                     QStringLiteral("b")};
    QTest::newRow("export odd format") << QStringList{
        exportWord,           QStringLiteral("a"), QStringLiteral("--format"), QStringLiteral("exe"),
        QStringLiteral("-o"), QStringLiteral("b")};
    QTest::newRow("store nothing") << QStringList{storeWord};
    QTest::newRow("store init nobody") << QStringList{storeWord, QStringLiteral("init"), QStringLiteral("d")};
    QTest::newRow("sync nowhere") << QStringList{QStringLiteral("sync")};
    QTest::newRow("sync what") << QStringList{QStringLiteral("sync"), QStringLiteral("x"), storeOption,
                                              QStringLiteral("d")};
}

void TestCli::usage() {
    QFETCH(QStringList, arguments);
    CliFixture f;
    const auto before = f.fingerprint(f.dir.path());
    const auto answer = f.run(arguments);
    VERIFY_FAILS(answer, BadInput, "InvalidInput");
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(f.fingerprint(f.dir.path()), before);

    QCOMPARE(f.run({}).code, int(BadInput));
    QCOMPARE(f.run({QStringLiteral("dance")}).code, int(BadInput));
    QVERIFY(!f.run({}).err.isEmpty());
    QCOMPARE(f.run({QStringLiteral("--version")}).code, int(Ok));
    const auto help = f.run({QStringLiteral("--help")});
    QCOMPARE(help.code, int(Ok));
    QVERIFY(help.out.contains("jixiaoctl import"));
}

void TestCli::badInput_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("code");
    const auto sample = CliFixture::sample();
    QTest::newRow("missing") << QByteArray() << QByteArray("FileNotFound");
    QTest::newRow("empty") << QByteArray("") + QByteArray() << QByteArray("FileEmpty");
    QTest::newRow("binary") << QByteArray("\x7F"
                                          "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0",
                                          20)
                            << QByteArray("FileBinary");
    QTest::newRow("cut zip") << QByteArray("PK\x03\x04 word/document.xml") << QByteArray("FileTruncated");
    QTest::newRow("old doc") << QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") << QByteArray("DocumentOldFormat");
    QTest::newRow("pdf") << QByteArray("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") << QByteArray("FileBinary");
    QTest::newRow("truncated") << sample.left(sample.indexOf("时效指标")) << QByteArray("FileTruncated");
    QTest::newRow("mixed encodings") << sample + QByteArray(QStringEncoder("GB18030")(QString::fromUtf8(sample)))
                                     << QByteArray("FileEncoding");
    QTest::newRow("a letter") << QByteArray("您好：\n这里没有表。\n") << QByteArray("FormNotRecognised");
    QTest::newRow("cut json") << QByteArray("{\"format\": \"jixiao.interchange/1\", \"documents\": [")
                              << QByteArray("JsonMalformed");
    QTest::newRow("deep json") << QByteArray("{\"a\":").repeated(5000) << QByteArray("JsonMalformed");
}

void TestCli::badInput() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, code);
    CliFixture f;
    const auto file =
        code == "FileNotFound" ? f.path(QStringLiteral("不在这里.txt")) : f.write(QStringLiteral("坏 文件.txt"), bytes);
    const auto folder = f.makeStore();
    const auto before = f.fingerprint(f.dir.path());
    const auto out = f.path(QStringLiteral("out"));
    const QList<QStringList> commands{
        {importWord, file},
        {importWord, file, json, dash},
        {importWord, file, json, out},
        {importWord, file, storeOption, folder},
        {reviewWord, file},
        {reviewWord, file, json, out},
        {exportWord, file, QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("-o"), out},
        {exportWord, file, QStringLiteral("--format"), QStringLiteral("pdf"), QStringLiteral("-o"), out}};
    for (const auto& command : commands) {
        const auto answer = f.run(command);
        VERIFY_FAILS(answer, BadInput, code.constData());
        QVERIFY(answer.out.isEmpty());
        if (code != "JsonMalformed") QVERIFY(answer.err.contains(QFileInfo(file).fileName().toUtf8()));
    }
    QCOMPARE(f.fingerprint(f.dir.path()), before);
}

void TestCli::largeFile() {
    CliFixture f;
    QFile file(f.path(QStringLiteral("large.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(50 * 1024 * 1024)); // sparse
    const auto answer = f.run({importWord, file.fileName(), json, dash});
    VERIFY_FAILS(answer, BadInput, "FileTooLarge");
    QVERIFY(answer.err.contains("20 MB"));
    const auto folder = f.run({importWord, f.dir.path(), json, dash});
    VERIFY_FAILS(folder, BadInput, "FileUnreadable");
}

void TestCli::encodings_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto sample = CliFixture::sample();
    const auto text = QString::fromUtf8(sample);
    QTest::newRow("utf-8") << sample;
    QTest::newRow("utf-8, mark") << "\xEF\xBB\xBF" + sample;
    QTest::newRow("utf-16le, mark") << "\xFF\xFE" + QByteArray(QStringEncoder(QStringConverter::Utf16LE)(text));
    QTest::newRow("utf-16be, mark") << "\xFE\xFF" + QByteArray(QStringEncoder(QStringConverter::Utf16BE)(text));
    QTest::newRow("gb18030") << QByteArray(QStringEncoder("GB18030")(text));
}

void TestCli::encodings() {
    QFETCH(QByteArray, bytes);
    CliFixture f;
    const auto plain = f.run({importWord, f.write(QStringLiteral("form.txt"), CliFixture::sample()), json, dash});
    VERIFY_EXIT(plain, Ok);
    const auto answer = f.run({importWord, f.write(QStringLiteral("form.txt"), bytes), json, dash});
    VERIFY_EXIT(answer, Ok);
    QCOMPARE(answer.out, plain.out);
    QVERIFY(answer.err.isEmpty());
}

void TestCli::importJsonIsExact() {
    CliFixture f;
    const auto file = f.write(QStringLiteral("form.txt"), CliFixture::sample());
    const auto answer = f.run({importWord, file, json, dash});
    VERIFY_EXIT(answer, Ok);
    const auto root = objectOf(answer.out);
    QCOMPARE(root.keys(), keys({"format", "source", "documents", "repairs"}));
    QCOMPARE(root[QLatin1String("format")].toString(), QStringLiteral("jixiao.interchange/1"));
    QCOMPARE(root[QLatin1String("source")].toObject(),
             QJsonObject({{QStringLiteral("file"), QStringLiteral("form.txt")},
                          {QStringLiteral("kind"), QStringLiteral("text")}}));
    const auto documents = root[QLatin1String("documents")].toArray();
    QCOMPARE(documents.size(), 12);
    for (const auto& entry : documents) {
        const auto document = entry.toObject();
        QCOMPARE(document.keys(), keys({"form", "fiscalYear", "title", "ordinal", "unit", "moneyUnit", "project",
                                        "budget", "fundUse", "spendingPlan", "goals", "indicators"}));
        QVERIFY(document[QLatin1String("fiscalYear")].isDouble());
        QVERIFY(document[QLatin1String("ordinal")].isDouble());
        QCOMPARE(document[QLatin1String("unit")].toObject().keys(), keys({"code", "name"}));
        QCOMPARE(document[QLatin1String("budget")].toObject().keys(), keys({"total", "fiscal", "other"}));
        QVERIFY(document[QLatin1String("budget")][QLatin1String("total")].isString());
        QCOMPARE(document[QLatin1String("spendingPlan")].toObject().keys(), keys({"mar", "jun", "oct", "dec"}));
        for (const auto& goal : document[QLatin1String("goals")].toArray())
            QVERIFY(goal.isString());
        for (const auto& row : document[QLatin1String("indicators")].toArray()) {
            QCOMPARE(row.toObject().keys(),
                     keys({"level1", "level2", "name", "description", "target", "parsed", "basis"}));
            const auto parsed = row[QLatin1String("parsed")].toObject();
            QVERIFY(parsed.contains(QLatin1String("kind")));
            if (parsed[QLatin1String("kind")] == QLatin1String("number"))
                QCOMPARE(parsed.keys(), keys({"kind", "comparator", "value", "unit", "assumed"}));
        }
    }
    for (const auto& repair : root[QLatin1String("repairs")].toArray())
        QCOMPARE(repair.toObject().keys(), keys({"path", "kind", "message"}));

    const auto out = f.path(QStringLiteral("out.json"));
    VERIFY_EXIT(f.run({importWord, file, json, out}), Ok);
    QCOMPARE(CliFixture::bytesOf(out), answer.out);
    const auto summary = f.run({importWord, file});
    VERIFY_EXIT(summary, Ok);
    QVERIFY(QString::fromUtf8(summary.out).contains(QStringLiteral("12 张表")));
}

void TestCli::reviewJsonIsExact() {
    CliFixture f;
    const auto file = f.write(QStringLiteral("form.txt"), CliFixture::sample());
    const auto answer = f.run({reviewWord, file, json, dash});
    VERIFY_EXIT(answer, FindingsOpen);
    QVERIFY(answer.err.isEmpty());
    const auto findings = objectOf(answer.out)[QLatin1String("findings")].toArray();
    QVERIFY(findings.size() > 10);
    bool fixed = false;
    int errors = 0;
    for (const auto& entry : findings) {
        const auto finding = entry.toObject();
        auto expected = keys({"rule", "severity", "dimension", "document", "path", "message", "fix"});
        const int document = finding[QLatin1String("document")].toInt(-1);
        QVERIFY(document >= 0 && document <= 12); // the last one is the text around the twelve tables
        if (document == 12)
            expected = keys({"rule", "severity", "dimension", "document", "path", "place", "message", "fix"});
        QCOMPARE(finding.keys(), expected);
        QVERIFY(QStringList({QStringLiteral("E"), QStringLiteral("W"), QStringLiteral("H")})
                    .contains(finding[QLatin1String("severity")].toString()));
        errors += finding[QLatin1String("severity")] == QLatin1String("E") ? 1 : 0;
        QVERIFY(!finding[QLatin1String("message")].toString().isEmpty());
        const auto fix = finding[QLatin1String("fix")];
        if (fix.isNull()) continue;
        fixed = true;
        QCOMPARE(fix.toObject().keys(), keys({"label", "edits"}));
        for (const auto& edit : fix[QLatin1String("edits")].toArray())
            QCOMPARE(edit.toObject().keys(), keys({"path", "value"}));
    }
    QVERIFY(fixed);
    QVERIFY(errors > 0);
}

void TestCli::reviewExitCodes() {
    CliFixture f;
    const auto good = f.run({reviewWord, goodFile});
    VERIFY_EXIT(good, Ok);
    QVERIFY(good.err.isEmpty());
    auto broken = objectOf(CliFixture::bytesOf(goodFile));
    auto documents = broken[QLatin1String("documents")].toArray();
    auto first = documents[0].toObject();
    auto budget = first[QLatin1String("budget")].toObject();
    budget[QLatin1String("total")] = QString();
    first[QLatin1String("budget")] = budget;
    documents[0] = first;
    broken[QLatin1String("documents")] = documents;
    const auto file = f.write(QStringLiteral("broken.json"), QJsonDocument(broken).toJson());
    const auto answer = f.run({reviewWord, file});
    VERIFY_EXIT(answer, FindingsOpen);
    QVERIFY(answer.out.contains("budget.total"));
}

void TestCli::exportRoundTrip() {
    CliFixture f;
    const auto file = f.write(QStringLiteral("form.txt"), CliFixture::sample());
    const auto out = f.path(QStringLiteral("out.json"));
    const QStringList options{QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("-o")};
    VERIFY_EXIT(f.run(QStringList{exportWord, file} + options + QStringList{out}), Ok);
    const auto again = f.run({importWord, out, json, dash});
    VERIFY_EXIT(again, Ok);
    QCOMPARE(objectOf(again.out)[QLatin1String("documents")],
             objectOf(CliFixture::bytesOf(out))[QLatin1String("documents")]);
    const auto printed = f.run(QStringList{exportWord, file} + options + QStringList{dash});
    QCOMPARE(printed.out, CliFixture::bytesOf(out));

    const auto pdf = f.path(QStringLiteral("表 1.pdf"));
    VERIFY_EXIT(f.run({exportWord, file, QStringLiteral("--format"), QStringLiteral("pdf"), QStringLiteral("-o"), pdf}),
                Ok);
    QVERIFY(CliFixture::bytesOf(pdf).startsWith("%PDF-"));
    QCOMPARE(QFileInfo(pdf).permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    for (const auto& format : {QStringLiteral("docx"), QStringLiteral("xlsx")}) {
        const auto office = f.path(QStringLiteral("表 1.") + format);
        VERIFY_EXIT(f.run({exportWord, file, QStringLiteral("--format"), format, QStringLiteral("-o"), office}), Ok);
        QVERIFY(CliFixture::bytesOf(office).startsWith("PK\x03\x04"));
        QCOMPARE(QFileInfo(office).permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    }
}

void TestCli::exportTargets() {
    CliFixture f;
    const auto file = f.write(QStringLiteral("form.txt"), CliFixture::sample());
    const auto before = f.fingerprint(f.dir.path());
    for (const auto& target : {f.path(QStringLiteral("no/such/out")), f.dir.path()})
        for (const auto& format :
             {QStringLiteral("pdf"), QStringLiteral("docx"), QStringLiteral("xlsx"), QStringLiteral("json")}) {
            const auto answer =
                f.run({exportWord, file, QStringLiteral("--format"), format, QStringLiteral("-o"), target});
            VERIFY_FAILS(answer, Failed, "DiskWriteFailed");
        }
    QCOMPARE(f.fingerprint(f.dir.path()), before);
}

/// A pipe gets the bytes and stays a pipe; a PDF, which is written in one rename, refuses it.
void TestCli::pipesStayPipes() {
    CliFixture f;
    const auto file = f.write(QStringLiteral("form.txt"), CliFixture::sample());
    const auto pipe = f.path(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    const auto isPipe = [&] {
        struct stat info {};
        return ::lstat(QFile::encodeName(pipe).constData(), &info) == 0 && S_ISFIFO(info.st_mode);
    };
    const auto expected = f.run({importWord, file, json, dash}).out;
    QProcess reader;
    reader.start(QStringLiteral("cat"), {pipe});
    QVERIFY(reader.waitForStarted());
    VERIFY_EXIT(f.run({importWord, file, json, pipe}), Ok);
    QVERIFY(reader.waitForFinished());
    QCOMPARE(reader.readAllStandardOutput(), expected);
    QVERIFY(isPipe());
    const auto pdf =
        f.run({exportWord, file, QStringLiteral("--format"), QStringLiteral("pdf"), QStringLiteral("-o"), pipe});
    VERIFY_FAILS(pdf, Failed, "DiskWriteFailed");
    QVERIFY(isPipe());

    const auto link = f.path(QStringLiteral("link.json"));
    const auto real = f.write(QStringLiteral("real.json"), "old");
    QVERIFY(QFile::link(real, link));
    VERIFY_EXIT(f.run({importWord, file, json, link}), Ok);
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(CliFixture::bytesOf(real), expected);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"

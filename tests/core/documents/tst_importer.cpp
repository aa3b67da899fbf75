#include "tests/core/documents/document_fixtures.h"

#include <QDir>
#include <QElapsedTimer>
#include <QStringEncoder>
#include <QTest>

#include <algorithm>

using namespace jixiao;

namespace {

const QString kindUnknown = QStringLiteral("unknown");

QByteArray encoded(const char* codec, const QString& text) { return QStringEncoder(codec)(text); }

/// The tables of the sample's text in another writing: one line a row.
QString asLines(const QString& dump, const QString& separator, bool quoted) {
    QString out;
    QStringList row;
    const auto flush = [&] {
        if (row.isEmpty()) return;
        for (QString& cell : row) {
            cell = cell.trimmed();
            if (!cell.contains(u'\n')) continue;
            cell = quoted ? u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"'
                          : cell.replace(u'\n', QStringLiteral("<br>"));
        }
        const QString line = row.join(separator);
        out += (quoted ? line : u'|' + line + u'|') + u'\n';
        row.clear();
    };
    for (const QString& line : dump.split(u'\n')) {
        if (line.startsWith(u'\t'))
            row.append(line.mid(1));
        else if (line.trimmed().isEmpty())
            flush();
        else if (!row.isEmpty())
            row.last() += u'\n' + line;
        else
            out += line + u'\n';
    }
    flush();
    return out;
}

} // namespace

class ImporterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sampleIsReadExactly() {
        const auto result = fixtures::import(fixtures::sample());
        QVERIFY2(result.ok(), qPrintable(result.ok() ? QString() : result.error().id()));
        QCOMPARE(result->kind, QStringLiteral("text"));
        QCOMPARE(result->file, QStringLiteral("form.txt"));
        QCOMPARE(result->documents.size(), 12);
        QCOMPARE(fixtures::difference(fixtures::expectedSample(), fixtures::interchangeOf(*result)), QString());
    }

    void sampleNeedsNoRepairButDebris() {
        const auto result = fixtures::import(fixtures::sample());
        QVERIFY(result.ok());
        QCOMPARE(result->repairs.size(), 13);
        for (int i = 0; i < 12; ++i) {
            QCOMPARE(result->repairs.at(i).path, QStringLiteral("documents[%1]").arg(i));
            QCOMPARE(result->repairs.at(i).kind, QStringLiteral("debris"));
        }
        const auto& heading = result->repairs.last();
        QCOMPARE(heading.kind, kindUnknown);
        QVERIFY2(heading.message.contains(QStringLiteral("第1–2行")), qPrintable(heading.message));
        QVERIFY2(heading.message.contains(QStringLiteral("2020年部门预算绩效文件")), qPrintable(heading.message));
    }

    void publishedFileIsReadExactly() {
        const QDir seeds(fixtures::sourcePath(QStringLiteral("../shared/seeds")));
        const auto files = seeds.entryList({QStringLiteral("002_*.txt")});
        if (files.isEmpty()) return; // the published files are not part of the repository; the sample covers the rest
        const auto result = Importer(fixtures::catalogue()).importFile(seeds.filePath(files.first()));
        QVERIFY(result.ok());
        const auto projects = [](const QJsonArray& documents) {
            QJsonArray found;
            for (const auto& document : documents)
                if (document[QStringLiteral("form")].toString() == QLatin1String("hebei.project.2020"))
                    found.append(document);
            return found;
        };
        const auto truth = fixtures::documentsOf(fixtures::sourcePath(QStringLiteral("../shared/truth/seed2.json")));
        QCOMPARE(projects(truth).size(), 12);
        QCOMPARE(fixtures::difference(projects(truth), projects(fixtures::interchangeOf(*result))), QString());
    }

    void everyEncodingReadsAlike_data() {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = QString::fromUtf8(fixtures::sample());
        QTest::newRow("utf-8 bom") << QByteArray("\xEF\xBB\xBF") + fixtures::sample();
        QTest::newRow("utf-16le") << encoded("UTF-16LE", text);
        QTest::newRow("utf-16be") << encoded("UTF-16BE", text);
        QTest::newRow("utf-16le bom") << QByteArray("\xFF\xFE") + encoded("UTF-16LE", text);
        QTest::newRow("utf-16be bom") << QByteArray("\xFE\xFF") + encoded("UTF-16BE", text);
        QTest::newRow("gb18030") << encoded("GB18030", text);
        QTest::newRow("windows line ends") << QString(text).replace(u'\n', QStringLiteral("\r\n")).toUtf8();
    }

    void everyEncodingReadsAlike() {
        QFETCH(QByteArray, bytes);
        const auto result = fixtures::import(bytes);
        QVERIFY2(result.ok(), qPrintable(result.ok() ? QString() : result.error().id()));
        QCOMPARE(fixtures::difference(fixtures::expectedSample(), fixtures::interchangeOf(*result)), QString());
    }

    void everyWritingReadsAlike_data() {
        QTest::addColumn<QString>("text");
        const QString dump = QString::fromUtf8(fixtures::sample());
        QTest::newRow("tabs") << asLines(dump, QStringLiteral("\t"), true);
        QTest::newRow("pipes") << asLines(dump, QStringLiteral(" | "), false);
    }

    void everyWritingReadsAlike() {
        QFETCH(QString, text);
        const auto result = fixtures::import(text.toUtf8());
        QVERIFY2(result.ok(), qPrintable(result.ok() ? QString() : result.error().id()));
        QCOMPARE(fixtures::difference(fixtures::expectedSample(), fixtures::interchangeOf(*result)), QString());
    }

    void labelsAreComparedWithoutWhiteSpace() {
        QString text = QString::fromUtf8(fixtures::sample());
        text.replace(QStringLiteral("\t项目编码\n"), QStringLiteral("\t 项\u00A0目\u3000编 码\u200B \n"));
        text.replace(QStringLiteral("资金支出计划（%）"), QStringLiteral("资金支出\n计划(％)"));
        const auto result = fixtures::import(text.toUtf8());
        QVERIFY(result.ok());
        QCOMPARE(fixtures::difference(fixtures::expectedSample(), fixtures::interchangeOf(*result)), QString());
    }

    void siblingFormsAreToldApart() {
        QString text = QString::fromUtf8(fixtures::sample());
        text.replace(QStringLiteral("2020年部门预算"), QStringLiteral("2025年部门预算"));
        text.replace(QStringLiteral("122-0701-JBN-OPUB"), QStringLiteral("13043425P001234567890"));
        const auto result = fixtures::import(text.toUtf8());
        QVERIFY(result.ok());
        QCOMPARE(result->documents.at(1).form, QStringLiteral("hebei.project.2025"));
        QCOMPARE(result->documents.at(1).fiscalYear, 2025);
    }

    void yearIsAssumedOpenlyWhenTheFileNamesNone() {
        QString text = QString::fromUtf8(fixtures::sample());
        text.replace(QStringLiteral("2020年部门预算"), QStringLiteral("部门预算"));
        const auto result = fixtures::import(text.toUtf8());
        QVERIFY(result.ok());
        QCOMPARE(result->documents.first().form, QStringLiteral("hebei.project.2020"));
        QCOMPARE(result->documents.first().fiscalYear, 2020);
        QVERIFY(std::any_of(result->repairs.cbegin(), result->repairs.cend(), [](const Repair& repair) {
            return repair.path == QLatin1String("documents[0].fiscalYear") && repair.kind == kindUnknown;
        }));
    }

    void twelveTablesTakeLittleTime() {
        const Importer importer(fixtures::catalogue());
        const QByteArray bytes = fixtures::sample();
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 10; ++i) {
            QElapsedTimer timer;
            timer.start();
            const auto result = importer.importBytes(bytes, QStringLiteral("form.txt"));
            best = std::min(best, timer.nsecsElapsed());
            QVERIFY(result.ok());
        }
        qInfo("best of ten: %.2f ms", double(best) / 1e6);
#ifdef __OPTIMIZE__
        QVERIFY(best < 50'000'000);
#else
        QVERIFY(best < 1'000'000'000);
#endif
    }
};

QTEST_GUILESS_MAIN(ImporterTest)
#include "tst_importer.moc"

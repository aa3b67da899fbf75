#include "core/documents/print/form_export.h"
#include "core/documents/print/page_layout.h"
#include "core/documents/print/page_text.h"
#include "core/documents/print/pdf_export.h"
#include "tests/core/documents/document_fixtures.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace jixiao;

namespace {

const QString pdfFormat = QStringLiteral("pdf");
constexpr double tolerance = 0.05; // mm

const FormTemplate& formOf(const FormDocument& document) { return *fixtures::catalogue().find(document.form); }

QList<LaidPage> laidOut(const FormDocument& document) {
    auto pages = layoutForm(document, formOf(document));
    if (!pages) return {};
    numberPages(*pages);
    return *pages;
}

QString squeezed(QString text) {
    text.removeIf([](QChar c) { return c.isSpace(); });
    return text;
}

/// The document's text at a path of the layout.
QString documentText(const FormDocument& document, const QString& path) {
    if (path == QLatin1String("unit"))
        return document.field(QStringLiteral("unit.code")) + document.field(QStringLiteral("unit.name"));
    if (path == QLatin1String("title"))
        return document.field(QStringLiteral("ordinal")) + u'、' + document.field(QStringLiteral("title"));
    if (path == QLatin1String("moneyUnit")) return QStringLiteral("单位：") + document.field(path);
    if (!document.tables.contains(path)) return document.value(FieldPath::fromString(path));
    QString text;
    for (const auto& row : document.rows(path))
        text += row.cell(QStringLiteral("text"));
    return text;
}

QMap<QString, QString> printedTexts(const QList<LaidPage>& pages) {
    QMap<QString, QString> printed;
    for (const auto& page : pages)
        for (const auto& cell : page.cells) {
            if (cell.path.isEmpty() || cell.repeated) continue;
            for (const auto& line : cell.lines)
                printed[cell.path] += line.text;
        }
    return printed;
}

QString describe(int page, const LaidCell& cell) {
    return QStringLiteral("page %1 %2 (%3 %4 %5x%6)")
        .arg(page + 1)
        .arg(cell.path)
        .arg(cell.rect.x())
        .arg(cell.rect.y())
        .arg(cell.rect.width())
        .arg(cell.rect.height());
}

bool hasInk(const QImage& image, const QRectF& rectMm, double dotsPerMm) {
    const QRect rect =
        QRectF(rectMm.topLeft() * dotsPerMm, rectMm.size() * dotsPerMm).toAlignedRect().intersected(image.rect());
    for (int y = rect.top(); y <= rect.bottom(); ++y)
        for (int x = rect.left(); x <= rect.right(); ++x)
            if (qGray(image.pixel(x, y)) < 128) return true;
    return false;
}

} // namespace

class PageLayoutTest : public QObject {
    Q_OBJECT

private:
    void documents() {
        QTest::addColumn<FormDocument>("document");
        const auto sample = fixtures::sampleDocuments();
        for (int i = 0; i < sample.size(); ++i)
            QTest::addRow("sample %d", i + 1) << sample.at(i);
        QTest::newRow("long") << fixtures::longDocument();
        FormDocument blank;
        blank.form = sample.first().form;
        QTest::newRow("blank") << blank;
    }

private Q_SLOTS:
    void cellsDoNotOverlapAndStayOnThePage_data() { documents(); }
    void cellsDoNotOverlapAndStayOnThePage() {
        QFETCH(FormDocument, document);
        const auto pages = laidOut(document);
        QVERIFY(!pages.isEmpty());
        for (int p = 0; p < pages.size(); ++p) {
            const auto& cells = pages.at(p).cells;
            for (qsizetype i = 0; i < cells.size(); ++i) {
                const QRectF inner = cells.at(i).rect.adjusted(tolerance, tolerance, -tolerance, -tolerance);
                QVERIFY2(QRectF(10, 10, 190, 280).contains(inner), qPrintable(describe(p, cells.at(i))));
                for (qsizetype k = i + 1; k < cells.size(); ++k)
                    QVERIFY2(!inner.intersects(cells.at(k).rect),
                             qPrintable(describe(p, cells.at(i)) + describe(p, cells.at(k))));
            }
        }
    }

    void textsStayInsideTheirCells_data() { documents(); }
    void textsStayInsideTheirCells() {
        QFETCH(FormDocument, document);
        const auto pages = laidOut(document);
        for (int p = 0; p < pages.size(); ++p) {
            for (const auto& cell : pages.at(p).cells) {
                const QRectF room = cell.rect.adjusted(-tolerance, -tolerance, tolerance, tolerance);
                double below = room.top();
                for (const auto& line : cell.lines) {
                    if (line.text.trimmed().isEmpty()) continue;
                    const double top = line.baseline - lineAscent(cell.role);
                    QVERIFY2(room.contains(QRectF(line.x, top, line.width, lineHeight(cell.role))),
                             qPrintable(describe(p, cell)));
                    QVERIFY2(top >= below - tolerance, qPrintable(describe(p, cell)));
                    QVERIFY(std::abs(textWidth(line.text.trimmed(), cell.role) - line.width) < tolerance);
                    below = top + lineHeight(cell.role);
                }
            }
        }
    }

    void everyTextIsPrintedOnce_data() { documents(); }
    void everyTextIsPrintedOnce() {
        QFETCH(FormDocument, document);
        const auto printed = printedTexts(laidOut(document));
        for (auto it = printed.cbegin(); it != printed.cend(); ++it) {
            if (it.key() == QLatin1String("title") && document.field(it.key()).isEmpty()) continue;
            if (it.key() == QLatin1String("moneyUnit") && document.field(it.key()).isEmpty()) continue;
            if (it.key().endsWith(QLatin1String(".level1"))) continue; // merged; see below
            QCOMPARE(squeezed(it.value()), squeezed(documentText(document, it.key())));
        }
        for (auto it = document.fields.cbegin(); it != document.fields.cend(); ++it) {
            const QString path = it.key().startsWith(QLatin1String("unit.")) ? QStringLiteral("unit") : it.key();
            if (it.value().isEmpty() || path == QLatin1String("ordinal")) continue;
            QVERIFY2(printed.contains(path), qPrintable(path));
        }
        const auto rows = document.rows(QStringLiteral("indicators"));
        for (int i = 0; i < rows.size(); ++i)
            for (auto it = rows.at(i).cells.cbegin(); it != rows.at(i).cells.cend(); ++it) {
                const QString path = FieldPath{QStringLiteral("indicators"), i, it.key()}.toString();
                if (it.key() != QLatin1String("level1") && !it.value().isEmpty())
                    QVERIFY2(printed.contains(path), qPrintable(path));
            }
    }

    void equalNeighboursAreMerged_data() { documents(); }
    void equalNeighboursAreMerged() {
        QFETCH(FormDocument, document);
        const auto printed = printedTexts(laidOut(document));
        QString before;
        const auto rows = document.rows(QStringLiteral("indicators"));
        for (int i = 0; i < rows.size(); ++i) {
            const QString level1 = rows.at(i).cell(QStringLiteral("level1"));
            const QString path = QStringLiteral("indicators[%1].level1").arg(i);
            QCOMPARE(squeezed(printed.value(path)), level1 == before ? QString() : level1);
            before = level1;
        }
    }

    void headerIsRepeatedOnEveryPageOfTheTable() {
        const auto pages = laidOut(fixtures::longDocument());
        QVERIFY(pages.size() > 4);
        bool inTable = false;
        for (const auto& page : pages) {
            const auto says = [&](const QString& text) {
                return std::any_of(page.cells.cbegin(), page.cells.cend(), [&](const LaidCell& cell) {
                    return cell.role == TextRole::Label && cell.lines.size() == 1 && cell.lines.first().text == text;
                });
            };
            const bool hasRows = std::any_of(page.cells.cbegin(), page.cells.cend(), [](const LaidCell& cell) {
                return cell.path.startsWith(QLatin1String("indicators["));
            });
            if (hasRows) QVERIFY(says(QStringLiteral("指标值确定依据")));
            QVERIFY(!inTable || hasRows);
            inTable = hasRows;
        }
    }

    void pagesAreFilled() {
        const auto pages = laidOut(fixtures::longDocument());
        for (int p = 0; p + 1 < pages.size(); ++p) {
            double bottom = 0;
            for (const auto& cell : pages.at(p).cells)
                if (cell.bordered) bottom = std::max(bottom, cell.rect.bottom());
            QVERIFY2(bottom > 190, qPrintable(QString::number(p + 1)));
        }
    }

    void sampleFormsTakeOnePageEach() {
        for (const auto& document : fixtures::sampleDocuments())
            QCOMPARE(laidOut(document).size(), 1);
    }

    void picturesShowEveryText_data() { documents(); }
    void picturesShowEveryText() {
        QFETCH(FormDocument, document);
        constexpr double dotsPerMm = 4;
        const auto images = renderPages(document, formOf(document), dotsPerMm);
        QVERIFY(images.ok());
        const auto pages = laidOut(document);
        QCOMPARE(images->size(), pages.size());
        for (int p = 0; p < pages.size(); ++p) {
            const auto& image = images->at(p);
            QCOMPARE(image.size(), QSize(840, 1188));
            for (const auto& cell : pages.at(p).cells) {
                bool expected = false;
                for (const auto& line : cell.lines)
                    expected = expected || !line.text.trimmed().isEmpty();
                const QRectF inside = cell.bordered ? cell.rect.adjusted(0.6, 0.6, -0.6, -0.6) : cell.rect;
                QCOMPARE(hasInk(image, inside, dotsPerMm), expected);
                if (cell.bordered)
                    QVERIFY(hasInk(image, QRectF(cell.rect.left() - 0.2, cell.rect.center().y(), 0.4, 0.4), dotsPerMm));
            }
        }
    }

    void pdfHasEveryPageAndReplacesTheFile() {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("forms.pdf"));
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        QVERIFY(exportForms(fixtures::sampleDocuments(), fixtures::catalogue(), path, pdfFormat).ok());
        const QByteArray pdf = fixtures::bytesOf(path);
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.trimmed().endsWith("%%EOF"));
        QVERIFY(pdf.contains("/Count 12"));
        QCOMPARE(QDir(directory.path()).entryList(QDir::Files), QStringList{QStringLiteral("forms.pdf")});
    }

    void picturesNeedAResolutionAndAGrid() {
        const auto document = fixtures::sampleDocuments().first();
        QVERIFY(!renderPages(document, formOf(document), 0).ok());
        QVERIFY(!renderPages(document, FormTemplate(), 4).ok());
    }
};

QTEST_MAIN(PageLayoutTest)
#include "tst_page_layout.moc"

#include "core/documents/print/page_layout.h"
#include "core/documents/print/pdf_export.h"
#include "core/forms/filled_grid.h"
#include "core/review/review.h"
#include "tests/core/forms/made_up_values.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

using namespace jixiao;

namespace {

FormTemplate madeUpForm() {
    QFile file(QStringLiteral(JIXIAO_SOURCE_DIR "/tests/core/forms/made_up_form.json"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    auto form = FormTemplate::fromJson(file.readAll());
    return form ? *std::move(form) : FormTemplate();
}

/// The built-in forms and one registered at run time.
const FormCatalogue& catalogue() {
    static const FormCatalogue forms = [] {
        auto all = FormCatalogue::builtIn();
        all.add(madeUpForm());
        return all;
    }();
    return forms;
}

QString squeezed(QString text) {
    return text.removeIf([](QChar c) { return c.isSpace(); });
}

QString textOf(const LaidCell& cell) {
    QString text;
    for (const auto& line : cell.lines)
        text += line.text;
    return squeezed(text);
}

} // namespace

/// Every form, filled in with made-up values, comes out on paper: whole, within the margins, each text in its cell.
class FormPagesTest : public QObject {
    Q_OBJECT

private:
    static void everyForm() {
        QTest::addColumn<QString>("formId");
        QTest::addColumn<int>("rows");
        for (const auto& form : catalogue().forms())
            for (const int rows : {0, 1, 6, 40})
                QTest::addRow("%s, %d rows", qPrintable(form.id), rows) << form.id << rows;
    }

private Q_SLOTS:
    void theGridIsFilledWithoutGap_data() { everyForm(); }
    void theGridIsFilledWithoutGap() {
        QFETCH(QString, formId);
        QFETCH(int, rows);
        const auto& form = *catalogue().find(formId);
        const auto document = madeUpDocument(form, rows);
        for (const auto& grid : form.grid) {
            const auto filled = fillGrid(document, form, grid);
            QList<QList<int>> covered(filled.rows, QList<int>(filled.widths.size(), 0));
            for (const auto& cell : filled.cells)
                for (int row = cell.row; row < cell.row + cell.rowSpan; ++row)
                    for (int column = cell.column; column < cell.column + cell.columnSpan; ++column) {
                        QVERIFY(row < filled.rows && column < filled.widths.size());
                        ++covered[row][column];
                    }
            for (const auto& row : covered)
                for (const int count : row)
                    QCOMPARE(count, 1);
        }
    }

    void textsStayInsideTheirCells_data() { everyForm(); }
    void textsStayInsideTheirCells() {
        QFETCH(QString, formId);
        QFETCH(int, rows);
        const auto& form = *catalogue().find(formId);
        const auto pages = layoutForm(madeUpDocument(form, rows), form);
        QVERIFY(pages.ok());
        constexpr double tolerance = 0.05;
        for (const auto& page : *pages) {
            QCOMPARE(page.size.width() > page.size.height(), form.gridWidth() > 200);
            for (const auto& cell : page.cells) {
                QVERIFY2(cell.rect.left() >= 10 && cell.rect.right() <= page.size.width() - 10, qPrintable(cell.path));
                QVERIFY2(cell.rect.bottom() <= page.size.height() - 19, qPrintable(textOf(cell)));
                for (const auto& line : cell.lines) {
                    QVERIFY2(line.x >= cell.rect.left() - tolerance, qPrintable(line.text));
                    QVERIFY2(line.x + line.width <= cell.rect.right() + tolerance, qPrintable(line.text));
                    QVERIFY2(line.baseline > cell.rect.top() && line.baseline < cell.rect.bottom() + tolerance,
                             qPrintable(line.text));
                }
            }
        }
    }

    /// Nothing that was typed into a printed place is lost on the way to the page, however many pages it takes.
    void everyValueIsPrinted_data() { everyForm(); }
    void everyValueIsPrinted() {
        QFETCH(QString, formId);
        QFETCH(int, rows);
        const auto& form = *catalogue().find(formId);
        const auto document = madeUpDocument(form, rows);
        const auto pages = layoutForm(document, form);
        QVERIFY(pages.ok());
        QMap<QString, QString> printed;
        for (const auto& page : *pages)
            for (const auto& cell : page.cells)
                if (!cell.path.isEmpty() && !cell.repeated) printed[cell.path] += textOf(cell);
        for (const auto& grid : form.grid)
            for (const auto& cell : fillGrid(document, form, grid).cells)
                if (!cell.path.isEmpty())
                    QVERIFY2(printed.value(cell.path).contains(squeezed(cell.text)),
                             qPrintable(cell.path + u": "_qs + cell.text + u" / "_qs + printed.value(cell.path)));
    }

    /// Labels are what people look for; a heading of two words must not be broken into single characters.
    void labelsAreNotTornToPieces_data() { everyForm(); }
    void labelsAreNotTornToPieces() {
        QFETCH(QString, formId);
        QFETCH(int, rows);
        const auto& form = *catalogue().find(formId);
        const auto pages = layoutForm(madeUpDocument(form, rows), form);
        QVERIFY(pages.ok());
        for (const auto& page : *pages)
            for (const auto& cell : page.cells)
                if (cell.role == TextRole::Label && cell.lines.size() > 1)
                    QVERIFY2(textOf(cell).size() >= 2 * cell.lines.size() - 1, qPrintable(textOf(cell)));
    }

    void picturesAreMade_data() { everyForm(); }
    void picturesAreMade() {
        QFETCH(QString, formId);
        QFETCH(int, rows);
        if (rows != 6) return;
        const auto& form = *catalogue().find(formId);
        const auto pages = renderPages(madeUpDocument(form, rows), form, 4);
        QVERIFY(pages.ok());
        QVERIFY(!pages->isEmpty());
        const auto folder = qEnvironmentVariable("JIXIAO_PAGES");
        for (qsizetype i = 0; i < pages->size(); ++i) {
            const auto& picture = pages->at(i);
            bool inked = false;
            for (int y = 0; y < picture.height() && !inked; ++y)
                for (int x = 0; x < picture.width() && !inked; ++x)
                    inked = qGray(picture.pixel(x, y)) < 128;
            QVERIFY(inked);
            if (!folder.isEmpty()) {
                const auto name = QStringLiteral("%1/%2-%3.png").arg(folder, formId).arg(i + 1);
                QVERIFY2(picture.save(name), qPrintable(name));
            }
        }
    }

    void aRegisteredFormIsFilledReviewedAndPrinted() {
        const auto& form = *catalogue().find(u"madeup.2030"_qs);
        auto document = madeUpDocument(form, 3);
        QVERIFY(document.setValue({{}, -1, u"head.name"_qs}, u"测试表"_qs));
        QVERIFY(document.setValue({u"annual.rows"_qs, 1, u"kind"_qs}, u"乙"_qs));
        const Reviewer reviewer(RuleSet::builtIn(), catalogue());
        QVERIFY(maySubmit(reviewer.reviewOne(document)));
        QVERIFY(document.setValue({u"annual.rows"_qs, 1, u"what"_qs}, u"重复重复的的标点，，"_qs));
        for (const auto& finding : reviewer.reviewOne(document))
            QVERIFY2(form.spec(finding.path) || finding.path.field.isEmpty(), qPrintable(finding.path.toString()));
        const auto pages = layoutForm(document, form);
        QVERIFY(pages.ok());
        QString all;
        for (const auto& page : *pages)
            for (const auto& cell : page.cells)
                all += textOf(cell);
        for (const auto& text : {u"测试表"_qs, u"概况"_qs, u"重复重复的的标点，，"_qs, u"乙"_qs})
            QVERIFY2(all.contains(text), qPrintable(text));
    }
};

QTEST_MAIN(FormPagesTest)
#include "tst_form_pages.moc"

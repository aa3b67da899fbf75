#include "core/documents/print/page_layout.h"
#include "core/documents/print/page_text.h"
#include "core/documents/print/pdf_export.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace jixiao;

namespace {

constexpr double tolerance = 0.05; // mm
const QString label = QStringLiteral("label");

PrintedCell cellAt(int row, int column, const QString& text, const QString& path) {
    PrintedCell cell;
    cell.row = row;
    cell.column = column;
    cell.text = text;
    cell.path = path;
    return cell;
}

/// A table whose narrow first column is one merged cell over `rows` rows of `lines` lines each, below a line `above`
/// mm high.
PrintedForm merged(int rows, int lines, const QString& text, double above = 0) {
    PrintedForm form{QStringLiteral("f"), 2025, {}, 180, {210, 297}, {}};
    form.blocks = {PrintedLine{TextRole::Caption, {{QStringLiteral("表"), Qt::AlignLeft, {}}}, above, false}};
    PrintedTable table;
    table.widths = {8, 172};
    table.rows = rows;
    auto first = cellAt(0, 0, text, label);
    first.rowSpan = rows;
    first.merged = true;
    for (int row = 0; row < rows; ++row) {
        if (row == 0) table.cells.append(first);
        const auto cell = QStringList(lines, QStringLiteral("行")).join(u'\n');
        table.cells.append(cellAt(row, 1, cell, QStringLiteral("rows[%1]").arg(row)));
    }
    form.blocks.append(table);
    return form;
}

/// The cells of a path, page by page.
QList<QPair<int, LaidCell>> cellsOf(const QList<LaidPage>& pages, const QString& path) {
    QList<QPair<int, LaidCell>> found;
    for (int page = 0; page < pages.size(); ++page)
        for (const auto& cell : pages.at(page).cells)
            if (cell.path == path) found.append({page, cell});
    return found;
}

QString textOf(const LaidCell& cell) {
    QString text;
    for (const auto& line : cell.lines)
        text += line.text;
    return text;
}

bool holdsItsText(const LaidCell& cell) {
    return std::all_of(cell.lines.cbegin(), cell.lines.cend(), [&](const LaidLine& line) {
        const double top = line.baseline - lineAscent(cell.role);
        return top > cell.rect.top() - tolerance && top + lineHeight(cell.role) < cell.rect.bottom() + tolerance;
    });
}

} // namespace

/// Merged cells and the ends of pages.
class PageMergesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mergedCellDoesNotStretchItsRows() {
        const auto pages = layoutForm(merged(20, 1, QStringLiteral("年度绩效指标")));
        QCOMPARE(pages.size(), 1);
        for (int row = 0; row < 20; ++row) {
            const auto cells = cellsOf(pages, QStringLiteral("rows[%1]").arg(row));
            QCOMPARE(cells.size(), 1);
            QVERIFY(std::abs(cells.first().second.rect.height() - leastRowHeight) < tolerance);
        }
    }

    void rowsTogetherAreHighEnough() {
        const QString text = QStringLiteral("年度绩效指标").repeated(4);
        const auto pages = layoutForm(merged(3, 1, text));
        const auto cells = cellsOf(pages, label);
        QCOMPARE(cells.size(), 1);
        QCOMPARE(textOf(cells.first().second), text);
        QVERIFY(holdsItsText(cells.first().second));
        const auto last = cellsOf(pages, QStringLiteral("rows[2]")).first().second;
        QVERIFY(std::abs(last.rect.bottom() - cells.first().second.rect.bottom()) < tolerance);
    }

    /// Wherever the page ends, the text is printed, never outside its part, and again only as a repetition.
    void textIsPrintedWherePagesEnd_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("lines");
        QTest::addColumn<double>("above");
        for (const int rows : {2, 3, 9, 80})
            for (const int lines : {1, 3, 20, 120})
                for (const double above : {0.0, 150.0, 200.0, 225.0, 238.0, 245.0})
                    QTest::addRow("%d rows, %d lines, %g mm", rows, lines, above) << rows << lines << above;
    }
    void textIsPrintedWherePagesEnd() {
        QFETCH(int, rows);
        QFETCH(int, lines);
        QFETCH(double, above);
        const QString text = QStringLiteral("年度绩效指标");
        const auto pages = layoutForm(merged(rows, lines, text, above));
        int printed = 0;
        for (const auto& [page, cell] : cellsOf(pages, label)) {
            QVERIFY(holdsItsText(cell));
            QVERIFY(cell.rect.bottom() < 297 - bottomMargin + tolerance);
            if (cell.lines.isEmpty()) continue;
            QCOMPARE(textOf(cell), text);
            QCOMPARE(cell.repeated, printed > 0);
            ++printed;
        }
        QVERIFY(printed > 0);
        for (int row = 0; row < rows; ++row) {
            QString all;
            for (const auto& [page, cell] : cellsOf(pages, QStringLiteral("rows[%1]").arg(row)))
                all += textOf(cell);
            QCOMPARE(all, QStringLiteral("行").repeated(lines));
        }
    }

    void cellsNeverOverlap_data() { textIsPrintedWherePagesEnd_data(); }
    void cellsNeverOverlap() {
        QFETCH(int, rows);
        QFETCH(int, lines);
        QFETCH(double, above);
        for (const auto& page : layoutForm(merged(rows, lines, QStringLiteral("年度绩效指标"), above)))
            for (qsizetype i = 0; i < page.cells.size(); ++i) {
                const auto inner = page.cells.at(i).rect.adjusted(tolerance, tolerance, -tolerance, -tolerance);
                for (qsizetype k = i + 1; k < page.cells.size(); ++k)
                    QVERIFY(!inner.intersects(page.cells.at(k).rect));
            }
    }

    /// A merged cell that begins right of one that ends first is still one cell.
    void mergedCellsMayEndInAnyOrder() {
        PrintedForm form{QStringLiteral("f"), 2025, {}, 90, {210, 297}, {}};
        PrintedTable table;
        table.widths = {30, 30, 30};
        table.rows = 3;
        auto left = cellAt(0, 0, QStringLiteral("甲"), QStringLiteral("left"));
        auto right = cellAt(0, 1, QStringLiteral("乙"), QStringLiteral("right"));
        left.rowSpan = 2;
        right.rowSpan = 3;
        left.merged = right.merged = true;
        table.cells = {left, right};
        for (int row = 0; row < 3; ++row)
            table.cells.append(cellAt(row, 2, QStringLiteral("丙"), {}));
        table.cells.append(cellAt(2, 0, QStringLiteral("丁"), {}));
        form.blocks = {table};
        const auto pages = layoutForm(form);
        QCOMPARE(cellsOf(pages, QStringLiteral("left")).size(), 1);
        const auto cells = cellsOf(pages, QStringLiteral("right"));
        QCOMPARE(cells.size(), 1);
        QVERIFY(std::abs(cells.first().second.rect.height() - 3 * leastRowHeight) < tolerance);
    }

    void headingRowsStayWithWhatFollows() {
        auto form = merged(40, 1, QStringLiteral("年"));
        auto& table = std::get<PrintedTable>(form.blocks.last());
        const auto lastOnFirstPage = [&] {
            int last = 0;
            const auto pages = layoutForm(form);
            for (int row = 0; row < 40; ++row)
                if (cellsOf(pages, QStringLiteral("rows[%1]").arg(row)).first().first == 0) last = row;
            return last;
        };
        const int last = lastOnFirstPage();
        QVERIFY(last > 20 && last < 39);
        table.headingRows = {last};
        QCOMPARE(lastOnFirstPage(), last - 1);
    }

    void widePagesLieAcross() {
        PrintedForm form = merged(40, 1, QStringLiteral("年"));
        form.page.transpose();
        auto pages = layoutForm(form);
        numberPages(pages);
        QCOMPARE(pages.size(), 2);
        for (const auto& page : pages) {
            QCOMPARE(page.size, QSizeF(297, 210));
            const QRectF room(58, 10, 181, 195);
            for (const auto& cell : page.cells)
                QVERIFY(room.contains(cell.rect));
        }
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("f.pdf"));
        QVERIFY(exportPdf({merged(1, 1, QStringLiteral("年")), form}, path).ok());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        QCOMPARE(bytes.count("/MediaBox [0 0 595"), 1);
        QCOMPARE(bytes.count("/MediaBox [0 0 842"), 2);
    }
};

QTEST_MAIN(PageMergesTest)
#include "tst_page_merges.moc"

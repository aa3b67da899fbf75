#include "core/documents/print/docx_body.h"

#include "core/documents/print/ooxml_writer.h"
#include "core/documents/print/print_fonts.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jixiao {

namespace {

using L = QLatin1String;

QString number(int value) { return QString::number(value); }

/// What only a paragraph between, before or after tables can carry.
enum class Seam { None, NewPage, NewSection };

class BodyWriter {
public:
    QByteArray run(const QList<PrintedForm>& forms) {
        {
            const auto document = xml_.open(
                L("w:document"),
                {{L("xmlns:w"), QStringLiteral("http://schemas.openxmlformats.org/wordprocessingml/2006/main")},
                 {L("xmlns:r"),
                  QStringLiteral("http://schemas.openxmlformats.org/officeDocument/2006/relationships")}});
            const auto body = xml_.open(L("w:body"));
            for (qsizetype i = 0; i < forms.size(); ++i)
                addForm(forms.at(i), i > 0 ? &forms.at(i - 1) : nullptr);
            seam(Seam::None); // a table must not be the last thing of a document
            section(forms.last());
        }
        return xml_.finish();
    }

private:
    void addForm(const PrintedForm& form, const PrintedForm* before) {
        newPage_ = before != nullptr;
        if (before && (before->page != form.page || before->width != form.width)) {
            seam(Seam::NewSection, before);
            newPage_ = false;
        }
        bool afterTable = false;
        for (const auto& block : form.blocks) {
            const auto* table = std::get_if<PrintedTable>(&block);
            const bool real = table && !isRunningText(*table);
            if (real) {
                if (afterTable || newPage_) seam(std::exchange(newPage_, false) ? Seam::NewPage : Seam::None);
                addTable(*table);
            } else if (table) {
                addRunningText(*table);
            } else {
                addLine(std::get<PrintedLine>(block), form.width);
            }
            newPage_ = false;
            afterTable = real;
        }
    }

    static bool isRunningText(const PrintedTable& table) { return !table.bordered && table.widths.size() == 1; }

    /// Paragraphs one below the other, which is what they are to people.
    void addRunningText(const PrintedTable& table) {
        for (const auto& cell : table.cells)
            addParagraphs(cell, cell.paragraphs.isEmpty() ? QStringList{cell.text} : cell.paragraphs,
                          table.headingRows.contains(cell.row), cellPadding);
    }

    /// A paragraph as good as invisible: without one, tables that follow each other would grow together.
    void seam(Seam kind, const PrintedForm* sectionOf = nullptr) {
        const auto paragraph = xml_.open(L("w:p"));
        const auto properties = xml_.open(L("w:pPr"));
        value(L("w:pStyle"), QStringLiteral("FormSeam"));
        if (kind == Seam::NewPage) xml_.empty(L("w:pageBreakBefore"));
        if (kind == Seam::NewSection) section(*sectionOf);
    }

    void section(const PrintedForm& form) {
        const auto properties = xml_.open(L("w:sectPr"));
        xml_.empty(L("w:footerReference"),
                   {{L("w:type"), QStringLiteral("default")}, {L("r:id"), QStringLiteral("footer")}});
        XmlAttributes size{{L("w:w"), number(twips(form.page.width()))}, {L("w:h"), number(twips(form.page.height()))}};
        if (form.page.width() > form.page.height()) size.append({L("w:orient"), QStringLiteral("landscape")});
        xml_.empty(L("w:pgSz"), size);
        const QString side = number(twips(form.sideMargin()));
        const double footer = pageNumberHeight - 1;
        xml_.empty(L("w:pgMar"), {{L("w:top"), number(twips(topMargin))},
                                  {L("w:right"), side},
                                  {L("w:bottom"), number(twips(bottomMargin))},
                                  {L("w:left"), side},
                                  {L("w:header"), number(twips(topMargin / 2))},
                                  {L("w:footer"), number(twips(footer))},
                                  {L("w:gutter"), number(0)}});
    }

    void value(L name, const QString& text) { xml_.empty(name, {{L("w:val"), text}}); }

    static QString alignment(Qt::Alignment align) {
        if (align & Qt::AlignHCenter) return QStringLiteral("center");
        return align & Qt::AlignRight ? QStringLiteral("right") : QStringLiteral("left");
    }

    void addLine(const PrintedLine& line, double width) {
        const auto paragraph = xml_.open(L("w:p"));
        {
            const auto properties = xml_.open(L("w:pPr"));
            value(L("w:pStyle"), docxStyle(line.role));
            if (line.keepWithNext) xml_.empty(L("w:keepNext"));
            if (newPage_) xml_.empty(L("w:pageBreakBefore"));
            if (line.texts.size() > 1) tabStops(line, width);
            xml_.empty(L("w:spacing"), {{L("w:after"), number(twips(line.spaceAfter))}});
            value(L("w:jc"), alignment(line.texts.size() == 1 ? line.texts.first().align : Qt::AlignLeft));
        }
        for (qsizetype i = 0; i < line.texts.size(); ++i) {
            if (i > 0) tab();
            addRuns(line.texts.at(i).text, true);
        }
    }

    void tabStops(const PrintedLine& line, double width) {
        const auto tabs = xml_.open(L("w:tabs"));
        const bool rightmost = line.texts.last().align == Qt::AlignRight;
        const qsizetype shares = line.texts.size() - (rightmost ? 1 : 0);
        for (qsizetype i = 1; i < shares; ++i)
            tabStop(QStringLiteral("left"), width * double(i) / double(shares));
        if (rightmost) tabStop(QStringLiteral("right"), width);
    }

    void tabStop(const QString& kind, double position) {
        xml_.empty(L("w:tab"), {{L("w:val"), kind}, {L("w:pos"), number(twips(position))}});
    }

    void tab() {
        const auto run = xml_.open(L("w:r"));
        xml_.empty(L("w:tab"));
    }

    void addTable(const PrintedTable& table) {
        const auto element = xml_.open(L("w:tbl"));
        tableProperties(table);
        {
            const auto grid = xml_.open(L("w:tblGrid"));
            for (int column = 0; column < table.widths.size(); ++column)
                xml_.empty(L("w:gridCol"), {{L("w:w"), number(columnsWidth(table, column, 1))}});
        }
        const auto coverage = table.coverage();
        for (int row = 0; row < table.rows; ++row)
            addRow(table, row, coverage.at(row));
    }

    /// Differences of rounded edges, so that every row has the same sum.
    static int columnsWidth(const PrintedTable& table, int column, int count) {
        return twips(table.left(column + count)) - twips(table.left(column));
    }

    void tableProperties(const PrintedTable& table) {
        const auto properties = xml_.open(L("w:tblPr"));
        const int columns = int(table.widths.size());
        width(L("w:tblW"), columnsWidth(table, 0, columns));
        value(L("w:jc"), QStringLiteral("center"));
        if (table.bordered) {
            const auto borders = xml_.open(L("w:tblBorders"));
            for (const auto& side :
                 {L("w:top"), L("w:left"), L("w:bottom"), L("w:right"), L("w:insideH"), L("w:insideV")})
                xml_.empty(side, {{L("w:val"), QStringLiteral("single")},
                                  {L("w:sz"), number(4)}, // eighths of a point
                                  {L("w:space"), number(0)},
                                  {L("w:color"), QStringLiteral("000000")}});
        }
        xml_.empty(L("w:tblLayout"), {{L("w:type"), QStringLiteral("fixed")}});
        const auto margins = xml_.open(L("w:tblCellMar"));
        for (const auto& side : {L("w:top"), L("w:left"), L("w:bottom"), L("w:right")})
            width(side, twips(cellPadding));
    }

    void width(L name, int twentieths) {
        xml_.empty(name, {{L("w:w"), number(twentieths)}, {L("w:type"), QStringLiteral("dxa")}});
    }

    /// Rows of a few lines go to the next page as a whole; a page may end inside higher ones only. Reckoned without
    /// fonts: Han characters are as wide as the type is high, others half of it.
    static bool isLow(const PrintedTable& table, int row) {
        constexpr double low = 60; // mm
        return std::none_of(table.cells.cbegin(), table.cells.cend(), [&](const PrintedCell& cell) {
            if (cell.row != row || cell.rowSpan > 1) return false;
            const double em = pointSize(cell.role) * mmPerPoint;
            const double width = std::max(em, table.width(cell) - 2 * cellPadding);
            double lines = 0;
            for (const auto& line : cell.text.split(u'\n')) {
                const auto narrow =
                    std::count_if(line.cbegin(), line.cend(), [](QChar c) { return c.unicode() < 0x2000; });
                lines += std::max(1.0, std::ceil((double(line.size()) - double(narrow) / 2) * em / width));
            }
            return lines * lineHeight(cell.role) > low;
        });
    }

    void addRow(const PrintedTable& table, int row, const QList<int>& owners) {
        const auto element = xml_.open(L("w:tr"));
        {
            const auto properties = xml_.open(L("w:trPr"));
            if (row < table.headerRows || isLow(table, row)) xml_.empty(L("w:cantSplit"));
            if (table.bordered)
                xml_.empty(L("w:trHeight"),
                           {{L("w:val"), number(twips(leastRowHeight))}, {L("w:hRule"), QStringLiteral("atLeast")}});
            if (row < table.headerRows) xml_.empty(L("w:tblHeader"));
        }
        for (int column = 0; column < owners.size();) {
            const auto& cell = table.cells.at(owners.at(column));
            addCell(table, cell, row);
            column += cell.columnSpan;
        }
    }

    void addCell(const PrintedTable& table, const PrintedCell& cell, int row) {
        const auto element = xml_.open(L("w:tc"));
        {
            const auto properties = xml_.open(L("w:tcPr"));
            width(L("w:tcW"), columnsWidth(table, cell.column, cell.columnSpan));
            if (cell.columnSpan > 1) value(L("w:gridSpan"), number(cell.columnSpan));
            if (cell.rowSpan > 1)
                value(L("w:vMerge"), row == cell.row ? QStringLiteral("restart") : QStringLiteral("continue"));
            value(L("w:vAlign"), QStringLiteral("center"));
        }
        const bool heading = row < table.headerRows || table.headingRows.contains(row);
        addParagraphs(cell, row == cell.row ? cell.text.split(u'\n') : QStringList{QString()}, heading, 0);
    }

    /// Paragraphs, all of them `padding` mm from what is around them.
    void addParagraphs(const PrintedCell& cell, const QStringList& lines, bool keepWithNext, double padding) {
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const auto paragraph = xml_.open(L("w:p"));
            {
                const auto properties = xml_.open(L("w:pPr"));
                value(L("w:pStyle"), docxStyle(cell.role));
                if (keepWithNext) xml_.empty(L("w:keepNext"));
                if (std::exchange(newPage_, false)) xml_.empty(L("w:pageBreakBefore"));
                if (padding > 0) space(i == 0 ? padding : 0, i + 1 == lines.size() ? padding : 0, padding);
                value(L("w:jc"), alignment(cell.align));
            }
            addRuns(lines.at(i), false);
        }
    }

    void space(double before, double after, double sides) {
        xml_.empty(L("w:spacing"), {{L("w:before"), number(twips(before))}, {L("w:after"), number(twips(after))}});
        xml_.empty(L("w:ind"), {{L("w:left"), number(twips(sides))}, {L("w:right"), number(twips(sides))}});
    }

    /// A text in one run. In a line outside the tables, tabs would move to the next stop and are spaces instead.
    void addRuns(const QString& text, bool outside) {
        if (text.isEmpty()) return;
        const auto run = xml_.open(L("w:r"));
        const auto lines = xmlText(text).split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (i > 0) xml_.empty(L("w:br"));
            const auto pieces =
                outside ? QStringList{QString(lines.at(i)).replace(u'\t', u' ')} : lines.at(i).split(u'\t');
            for (qsizetype k = 0; k < pieces.size(); ++k) {
                if (k > 0) xml_.empty(L("w:tab"));
                if (!pieces.at(k).isEmpty())
                    xml_.text(L("w:t"), pieces.at(k), {{L("xml:space"), QStringLiteral("preserve")}});
            }
        }
    }

    OoxmlWriter xml_;
    bool newPage_ = false; ///< the next paragraph begins a page
};

} // namespace

int twips(double mm) { return int(std::lround(mm / 25.4 * 1440)); }

QString docxStyle(TextRole role) {
    switch (role) {
    case TextRole::Title:
        return QStringLiteral("FormTitle");
    case TextRole::Caption:
        return QStringLiteral("FormCaption");
    case TextRole::Label:
        return QStringLiteral("FormLabel");
    case TextRole::PageNumber:
        return QStringLiteral("FormPageNumber");
    case TextRole::Body:
        break;
    }
    return QStringLiteral("FormBody");
}

QByteArray docxBody(const QList<PrintedForm>& forms) { return BodyWriter().run(forms); }

} // namespace jixiao

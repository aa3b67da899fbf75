#include "core/documents/print/xlsx_workbook.h"

#include "core/documents/print/exact_number.h"
#include "core/documents/print/ooxml_writer.h"
#include "core/documents/print/print_fonts.h"

#include <QFile>
#include <QRegularExpression>

#include <cmath>

namespace jixiao {

namespace {

constexpr time_t firstOfJanuary1980 = 315'532'800; ///< the date of the zip's parts, too
constexpr qsizetype longestText = 32'767;
constexpr double mmPerInch = 25.4;
constexpr double pixelsPerMm = 96 / mmPerInch;

QString fontName(TextRole role) {
    // Workbooks name one font only; the title's has to be one that most machines have.
    return role == TextRole::Title ? fontFamilies(role).at(2) : fontFamilies(role).first();
}

/// A text as a cell of the file format holds it, where _xHHHH_ would stand for a character.
QByteArray cellText(const QString& text) {
    static const QRegularExpression code(QStringLiteral("_(?=x[0-9A-Fa-f]{4}_)"));
    return xmlText(text).replace(code, QStringLiteral("_x005F_")).toUtf8();
}

uint8_t horizontal(Qt::Alignment align) {
    if (align & Qt::AlignHCenter) return LXW_ALIGN_CENTER;
    return align & Qt::AlignRight ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT;
}

QByteArray footerText() {
    return QStringLiteral("&C&\"%1\"&%2 ")
               .arg(fontName(TextRole::PageNumber))
               .arg(std::lround(pointSize(TextRole::PageNumber)))
               .toUtf8() +
           pageNumberPattern().arg(QStringLiteral("&P"), QStringLiteral("&N")).toUtf8();
}

} // namespace

XlsxWorkbook::XlsxWorkbook(const QString& path, const QString& folder) : folder_(QFile::encodeName(folder)) {
    lxw_workbook_options options{};
    options.tmpdir = folder_.data();
    workbook_.reset(workbook_new_opt(QFile::encodeName(path).constData(), &options));
    lxw_doc_properties properties{};
    properties.created = firstOfJanuary1980;
    workbook_set_properties(workbook_.get(), &properties);
}

Result<void> XlsxWorkbook::add(const Sheet& sheet, const QString& name, const PrintedForm& form) {
    auto* worksheet = workbook_add_worksheet(workbook_.get(), name.toUtf8().constData());
    if (!worksheet) return Error{ErrorCode::Internal, QStringLiteral("sheet ") + name};
    setUpPage(worksheet, sheet, form);
    double edge = 0;
    for (qsizetype i = 0; i < sheet.widths.size(); ++i) {
        const auto left = std::lround(edge * pixelsPerMm);
        edge += sheet.widths.at(i);
        const auto pixels = uint32_t(std::lround(edge * pixelsPerMm) - left);
        worksheet_set_column_pixels(worksheet, lxw_col_t(i), lxw_col_t(i), pixels, nullptr);
    }
    for (qsizetype i = 0; i < sheet.heights.size(); ++i)
        worksheet_set_row(worksheet, lxw_row_t(i), std::round(sheet.heights.at(i) / mmPerPoint * 100) / 100, nullptr);
    for (const auto& cell : sheet.cells) {
        if (cell.text.size() > longestText)
            return Error{ErrorCode::InvalidInput, QStringLiteral("%1: longer than %2").arg(cell.path).arg(longestText)};
        if (const auto error = addCell(worksheet, cell); error != LXW_NO_ERROR)
            return Error{ErrorCode::Internal, cell.path + u' ' + QString::fromUtf8(lxw_strerror(error))};
    }
    return {};
}

void XlsxWorkbook::setProperties(const QList<QPair<QString, QString>>& properties) {
    for (const auto& [name, value] : properties)
        workbook_set_custom_property_string(workbook_.get(), name.toUtf8().constData(), value.toUtf8().constData());
}

lxw_error XlsxWorkbook::close() { return workbook_close(workbook_.release()); }

void XlsxWorkbook::setUpPage(lxw_worksheet* worksheet, const Sheet& sheet, const PrintedForm& form) {
    worksheet_set_paper(worksheet, 9); // A4
    if (form.page.width() > form.page.height()) worksheet_set_landscape(worksheet);
    const double side = form.sideMargin() / mmPerInch;
    worksheet_set_margins(worksheet, side, side, topMargin / mmPerInch, bottomMargin / mmPerInch);
    worksheet_center_horizontally(worksheet);
    worksheet_fit_to_pages(worksheet, 1, 0); // as many pages high as it takes
    worksheet_gridlines(worksheet, LXW_HIDE_ALL_GRIDLINES);
    lxw_header_footer_options options{};
    options.margin = (pageNumberHeight - 1) / mmPerInch;
    worksheet_set_footer_opt(worksheet, footerText().constData(), &options);
    if (sheet.firstTitleRow >= 0)
        worksheet_repeat_rows(worksheet, lxw_row_t(sheet.firstTitleRow), lxw_row_t(sheet.lastTitleRow));
}

lxw_error XlsxWorkbook::addCell(lxw_worksheet* worksheet, const SheetCell& cell) {
    const auto number = exactNumber(cell.text, cell.type);
    auto* look = format(cell, number ? number->format : QString());
    const auto row = lxw_row_t(cell.row);
    const auto column = lxw_col_t(cell.column);
    if (cell.rowSpan > 1 || cell.columnSpan > 1) {
        const auto error = worksheet_merge_range(worksheet, row, column, row + lxw_row_t(cell.rowSpan) - 1,
                                                 lxw_col_t(column + cell.columnSpan - 1), "", look);
        if (error != LXW_NO_ERROR) return error;
    }
    if (number) return worksheet_write_number(worksheet, row, column, number->value, look);
    if (cell.text.isEmpty()) return worksheet_write_blank(worksheet, row, column, look);
    return worksheet_write_string(worksheet, row, column, cellText(cell.text).constData(), look);
}

lxw_format* XlsxWorkbook::format(const SheetCell& cell, const QString& numberFormat) {
    constexpr uint8_t gb2312 = 134;
    const FormatKey key{cell.role, int(cell.align), cell.bordered, numberFormat};
    auto& made = formats_[key];
    if (made) return made;
    made = workbook_add_format(workbook_.get());
    format_set_font_name(made, fontName(cell.role).toUtf8().constData());
    format_set_font_charset(made, gb2312);
    format_set_font_size(made, pointSize(cell.role));
    format_set_text_wrap(made);
    format_set_align(made, horizontal(cell.align));
    format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
    if (cell.bordered) format_set_border(made, LXW_BORDER_THIN);
    format_set_num_format(made, numberFormat.isEmpty() ? "@" : numberFormat.toUtf8().constData());
    return made;
}

} // namespace jixiao

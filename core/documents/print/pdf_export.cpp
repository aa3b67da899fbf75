#include "core/documents/print/pdf_export.h"

#include "core/base/files.h"
#include "core/documents/print/page_layout.h"
#include "core/documents/print/page_text.h"

#include <QIODevice>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QPen>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int pdfResolution = 1200;
constexpr double borderWidth = 0.5 * 25.4 / 72; ///< 0.5 pt in mm

/// Draws a page on a painter scaled to `unitsPerMm`, borders `border` mm wide.
void paintPage(QPainter& painter, const LaidPage& page, double border) {
    painter.setPen(QPen(Qt::black, border * unitsPerMm, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    for (const auto& cell : page.cells) {
        if (!cell.bordered) continue;
        painter.drawRect(QRectF(cell.rect.topLeft() * unitsPerMm, cell.rect.size() * unitsPerMm));
    }
    for (const auto& cell : page.cells) {
        painter.setFont(pageFont(cell.role));
        for (const auto& line : cell.lines)
            if (!line.text.isEmpty()) painter.drawText(QPointF(line.x, line.baseline) * unitsPerMm, line.text);
    }
}

Result<void> paintPdf(const QList<LaidPage>& pages, QIODevice& file) {
    const auto failed = [](const QString& what) { return Error{ErrorCode::DiskWriteFailed, what}; };
    const auto layoutOf = [](const LaidPage& page) {
        const bool wide = page.size.width() > page.size.height();
        return QPageLayout(QPageSize(QPageSize::A4), wide ? QPageLayout::Landscape : QPageLayout::Portrait,
                           QMarginsF(0, 0, 0, 0));
    };
    QPdfWriter writer(&file);
    writer.setResolution(pdfResolution);
    writer.setPageLayout(layoutOf(pages.first()));
    QPainter painter;
    if (!painter.begin(&writer)) return failed(QStringLiteral("no painter"));
    const double scale = pdfResolution / 25.4 / unitsPerMm;
    for (qsizetype i = 0; i < pages.size(); ++i) {
        if (i > 0) {
            writer.setPageLayout(layoutOf(pages.at(i)));
            writer.newPage();
        }
        painter.resetTransform();
        painter.scale(scale, scale);
        paintPage(painter, pages.at(i), borderWidth);
    }
    if (!painter.end()) return failed(QStringLiteral("painter"));
    return {};
}

} // namespace

Result<void> exportPdf(const QList<PrintedForm>& forms, const QString& path) {
    QList<LaidPage> pages;
    for (const auto& form : forms)
        pages.append(layoutForm(form));
    if (pages.isEmpty()) return Error{ErrorCode::InvalidInput, QStringLiteral("no documents")};
    numberPages(pages);
    return replaceFile(path, [&](QIODevice& file) { return paintPdf(pages, file); });
}

Result<QList<QImage>> renderPages(const FormDocument& document, const FormTemplate& form, double dotsPerMm) {
    if (!(dotsPerMm >= 0.5 && dotsPerMm <= 24)) return Error{ErrorCode::InvalidInput, QStringLiteral("dotsPerMm")};
    auto pages = layoutForm(document, form);
    if (!pages) return pages.error();
    numberPages(*pages);
    QList<QImage> images;
    for (const auto& page : std::as_const(*pages)) {
        QImage image((page.size * dotsPerMm).toSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::TextAntialiasing); // borders stay sharp, at least one dot wide
        painter.scale(dotsPerMm / unitsPerMm, dotsPerMm / unitsPerMm);
        paintPage(painter, page, std::max(borderWidth, 1 / dotsPerMm));
        painter.end();
        images.append(image);
    }
    return images;
}

} // namespace jixiao

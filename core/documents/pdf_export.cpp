#include "core/documents/pdf_export.h"

#include "core/documents/page_layout.h"
#include "core/documents/page_text.h"

#include <QFileInfo>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QPen>
#include <QSaveFile>

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

Error writeFailed(const QString& path, const QString& detail) {
    return {ErrorCode::DiskWriteFailed, detail, {{QStringLiteral("file"), path}}};
}

Result<void> writePdf(const QList<LaidPage>& pages, const QString& path) {
    // Renaming onto a device, a pipe or a folder would destroy it or fail late.
    if (const QFileInfo info(path); info.exists() && !info.isFile())
        return writeFailed(path, QStringLiteral("not a regular file"));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return writeFailed(path, file.errorString());
    {
        QPdfWriter writer(&file);
        writer.setResolution(pdfResolution);
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)));
        QPainter painter;
        if (!painter.begin(&writer)) return writeFailed(path, QStringLiteral("no painter"));
        const double scale = pdfResolution / 25.4 / unitsPerMm;
        painter.scale(scale, scale);
        for (qsizetype i = 0; i < pages.size(); ++i) {
            if (i > 0) writer.newPage();
            paintPage(painter, pages.at(i), borderWidth);
        }
        if (!painter.end()) return writeFailed(path, QStringLiteral("painter"));
    }
    if (!file.flush() || file.error() != QFileDevice::NoError || !file.commit())
        return writeFailed(path, file.errorString());
    return {};
}

} // namespace

Result<void> exportPdf(const QList<FormDocument>& documents, const FormCatalogue& catalogue, const QString& path) {
    if (documents.isEmpty()) return Error{ErrorCode::InvalidInput, QStringLiteral("no documents")};
    QList<LaidPage> pages;
    for (const auto& document : documents) {
        const auto* form = catalogue.find(document.form);
        if (!form) return Error{ErrorCode::TemplateInvalid, document.form, {{QStringLiteral("form"), document.form}}};
        auto laid = layoutForm(document, *form);
        if (!laid) return laid.error();
        pages.append(*laid);
    }
    numberPages(pages);
    return writePdf(pages, path);
}

Result<QList<QImage>> renderPages(const FormDocument& document, const FormTemplate& form, double dotsPerMm) {
    if (!(dotsPerMm >= 0.5 && dotsPerMm <= 24)) return Error{ErrorCode::InvalidInput, QStringLiteral("dotsPerMm")};
    auto pages = layoutForm(document, form);
    if (!pages) return pages.error();
    numberPages(*pages);
    QList<QImage> images;
    for (const auto& page : std::as_const(*pages)) {
        QImage image((pageSize * dotsPerMm).toSize(), QImage::Format_RGB32);
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

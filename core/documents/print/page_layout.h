#pragma once

#include "core/documents/print/printed_form.h"

#include <QList>
#include <QRectF>
#include <QSizeF>
#include <QString>

namespace jixiao {

/// One printed line of text. `x` and `baseline` in mm from the page's top left corner.
struct LaidLine {
    QString text;
    double x = 0;
    double baseline = 0;
    double width = 0;
};

/// One rectangle of a page with its text, in mm.
struct LaidCell {
    QRectF rect;
    TextRole role = TextRole::Body;
    QString path; ///< field the text comes from ("budget.total", "indicators[3].target"); empty for printed words
    QList<LaidLine> lines;
    bool bordered = true;
    bool repeated = false; ///< text that was printed before: header and merged cells after a page break
};

struct LaidPage {
    QList<LaidCell> cells;
    QSizeF size{210, 297}; ///< mm
};

/// Lays a form out on pages, without page numbers. Rows that do not fit go to the next page; cells taller than a page
/// continue there. Needs a QGuiApplication (fonts).
QList<LaidPage> layoutForm(const PrintedForm& form);
/// The same for a document. Errors: TemplateInvalid as for printedForm().
Result<QList<LaidPage>> layoutForm(const FormDocument& document, const FormTemplate& form);

/// Adds "第 n 页 共 m 页" to every page.
void numberPages(QList<LaidPage>& pages);

} // namespace jixiao

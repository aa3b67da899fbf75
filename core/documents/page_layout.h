#pragma once

#include "core/base/result.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QList>
#include <QRectF>
#include <QSizeF>
#include <QString>

namespace jixiao {

/// What a text is for; decides its font.
enum class TextRole { Title, Caption, Label, Body, PageNumber };

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
};

/// A4 portrait, in mm.
inline constexpr QSizeF pageSize{210, 297};

/// Lays a form out in the official layout of its template, without page numbers. Rows that do not fit go to the next
/// page; cells taller than a page continue there. Needs a QGuiApplication (fonts). Errors: TemplateInvalid for a form
/// without a grid.
Result<QList<LaidPage>> layoutForm(const FormDocument& document, const FormTemplate& form);

/// Adds "第 n 页 共 m 页" to every page.
void numberPages(QList<LaidPage>& pages);

} // namespace jixiao

// The part of FormViewModel that prints: preview and files.
#include "app/gui/form_view_model.h"
#include "app/gui/form_view_model_p.h"
#include "app/gui/worker.h"
#include "core/base/files.h"
#include "core/documents/interchange.h"
#include "core/documents/print/form_export.h"
#include "core/documents/print/pdf_export.h"

#include <QJsonDocument>
#include <QUrl>

#include <cmath>

namespace jixiao {

namespace {

Result<void> writeForm(const FormDocument& document, const QList<PlacedExplanation>& explanations,
                       const FormCatalogue& catalogue, const QString& file) {
    if (!file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        return exportForms({document}, catalogue, file, printFormatOf(file));
    ImportResult only;
    only.documents = {document};
    if (!explanations.isEmpty()) only.explanations.insert(0, explanations);
    return replaceFile(file, QJsonDocument(toInterchange(only, catalogue)).toJson());
}

} // namespace

void FormViewModel::exportTo(const QString& path) {
    const auto url = QUrl(path);
    const auto file = url.isLocalFile() ? url.toLocalFile() : path;
    runOnWorker(
        services_.workers(), this,
        [document = document_, explanations = placedIn(document_, explanationsNow()),
         &catalogue = services_.catalogue(), file] { return writeForm(document, explanations, catalogue, file); },
        [this, file](const Result<void>& written) {
            if (!written) return fail(written.error());
            Q_EMIT exported(file);
            Q_EMIT notice(tr("已导出 %1").arg(file));
        });
}

double FormViewModel::previewAspect() const {
    const auto page = previewPage(0);
    return page.isNull() ? std::sqrt(2) : double(page.height()) / page.width();
}

void FormViewModel::renderPreview() {
    if (form() == nullptr) return;
    runOnWorker(
        services_.workers(), this,
        [document = document_, known = *form()] {
            constexpr double dotsPerMm = 6;
            return renderPages(document, known, dotsPerMm);
        },
        [this, generation = generation_](const Result<QList<QImage>>& pages) {
            if (generation != generation_) return;
            if (!pages) return fail(pages.error());
            preview_ = *pages;
            ++previewRevision_;
            Q_EMIT previewChanged();
        });
}

} // namespace jixiao

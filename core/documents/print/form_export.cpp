#include "core/documents/print/form_export.h"

#include "core/documents/print/docx_export.h"
#include "core/documents/print/pdf_export.h"
#include "core/documents/print/xlsx_export.h"

#include <QFileInfo>

#include <array>
#include <utility>

namespace jixiao {

namespace {

using Writer = Result<void> (*)(const QList<PrintedForm>&, const QString&);

constexpr std::array<std::pair<const char16_t*, Writer>, 3> writers{
    {{u"pdf", exportPdf}, {u"docx", exportDocx}, {u"xlsx", exportXlsx}}};

} // namespace

QStringList printFormats() {
    QStringList names;
    for (const auto& [name, writer] : writers)
        names.append(QString::fromUtf16(name));
    return names;
}

QString printFormatOf(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    return printFormats().contains(ending) ? ending : QString();
}

Result<void> exportForms(const QList<FormDocument>& documents, const FormCatalogue& catalogue, const QString& path,
                         const QString& format) {
    for (const auto& [name, writer] : writers) {
        if (format != QStringView(name)) continue;
        const auto forms = printedForms(documents, catalogue);
        return forms ? writer(*forms, path) : forms.error();
    }
    return Error{ErrorCode::InvalidInput, QStringLiteral("unknown format ") + format};
}

} // namespace jixiao

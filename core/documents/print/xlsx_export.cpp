#include "core/documents/print/xlsx_export.h"

#include "core/base/files.h"
#include "core/documents/print/form_properties.h"
#include "core/documents/print/xlsx_workbook.h"
#include "core/documents/print/zip_writer.h"

#include <QFileInfo>
#include <QTemporaryFile>

#include <cerrno>
#include <clocale>

namespace jixiao {

namespace {

/// Numbers of files have a decimal point, whatever the language of the machine; for this thread only.
class PlainNumbers {
public:
#ifdef Q_OS_UNIX
    PlainNumbers()
        : plain_(::newlocale(LC_NUMERIC_MASK, "C", ::duplocale(LC_GLOBAL_LOCALE))), before_(::uselocale(plain_)) {}
    ~PlainNumbers() {
        ::uselocale(before_);
        ::freelocale(plain_);
    }
#else
    PlainNumbers() = default;
#endif
    PlainNumbers(const PlainNumbers&) = delete;
    PlainNumbers& operator=(const PlainNumbers&) = delete;

private:
#ifdef Q_OS_UNIX
    locale_t plain_;
    locale_t before_;
#endif
};

Error writeFailed(const QString& path, const QString& detail, int systemError) {
    const auto code = systemError == ENOSPC ? ErrorCode::DiskFull : ErrorCode::DiskWriteFailed;
    return {code, detail, {{QStringLiteral("file"), path}}};
}

Result<void> fill(XlsxWorkbook& workbook, const QList<PrintedForm>& forms) {
    const auto names = sheetNames(forms);
    for (qsizetype i = 0; i < forms.size(); ++i)
        if (auto added = workbook.add(sheetOf(forms.at(i)), names.at(i), forms.at(i)); !added) return added;
    workbook.setProperties(formProperties(forms));
    return {};
}

} // namespace

Result<void> exportXlsx(const QList<PrintedForm>& forms, const QString& path) {
    if (forms.isEmpty()) return Error{ErrorCode::InvalidInput, QStringLiteral("no documents")};
    if (const auto allowed = checkReplaceable(path); !allowed) return allowed.error();
    const PlainNumbers plainNumbers;
    const QFileInfo target(path);
    QTemporaryFile draft(target.absolutePath() + QStringLiteral("/.xlsx-XXXXXX"));
    if (!draft.open()) return writeFailed(path, draft.errorString(), errno);
    XlsxWorkbook workbook(draft.fileName(), target.absolutePath());
    if (const auto filled = fill(workbook, forms); !filled) return filled.error();
    errno = 0;
    const auto closed = workbook.close();
    const int systemError = errno;
    if (closed != LXW_NO_ERROR) return writeFailed(path, QString::fromUtf8(lxw_strerror(closed)), systemError);
    const QByteArray bytes = draft.readAll();
    // The library does not notice when its temporary files fill the disk, and packs what has arrived.
    if (!isWholeArchive(bytes)) return writeFailed(path, QStringLiteral("incomplete"), systemError);
    return replaceFile(path, bytes);
}

} // namespace jixiao

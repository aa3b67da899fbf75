#pragma once

#include "core/base/result.h"
#include "core/forms/explanation.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace jixiao {

/// Something the importer mended or could not place. Nothing is dropped silently.
struct Repair {
    QString path; ///< "documents[0].indicators[3]"
    QString kind; ///< "shifted-row", "split-row", "merged-cell", "debris", "unknown"
    QString message;
    QList<QStringList> original = {}; ///< the cells of the rows it speaks of, as they stood in the file
};

/// A paragraph around the forms of a file.
struct LooseText {
    QString place; ///< "第49行", or what the format calls it
    QString text;
};

/// What a file held.
struct ImportResult {
    QString file;
    QString kind; ///< "text", "docx", "xlsx", "json"
    QList<FormDocument> documents;
    QList<Repair> repairs;
    /// The paragraphs that stand in no form, as they were written, marks of a word processor included. Of a paragraph
    /// that went into a form: its number, when it has one, and such marks.
    QList<LooseText> texts = {};
    QHash<int, QList<PlacedExplanation>> explanations = {}; ///< reasons for warnings, by index of their document
};

struct ImportLimits {
    qint64 maxBytes = 20 * 1024 * 1024;
    int maxDocuments = 5'000;
    int maxRows = 100'000;
    qint64 maxCells = 1'000'000;
    qint64 maxCharacters = 50'000'000; ///< of all cells; a spreadsheet may repeat one text endlessly
};

/// Reads official forms out of files, recognising each form by its own labels (FormTemplate::grid), not by position,
/// and the kind of file by its content, not by its name.
class Importer {
public:
    explicit Importer(const FormCatalogue& catalogue, const ImportLimits& limits = {})
        : catalogue_(catalogue), limits_(limits) {}

    /// Errors: FileNotFound, FileUnreadable, FileEmpty, FileTooLarge, FileBinary, FileEncoding, FileTruncated,
    /// FormNotRecognised, JsonMalformed, DocumentProtected (a password), DocumentHasMacros, DocumentOldFormat (.doc,
    /// .xls), DocumentDamaged, DocumentUnsafe (built to do harm).
    Result<ImportResult> importFile(const QString& path) const;
    Result<ImportResult> importBytes(const QByteArray& bytes, const QString& fileName) const;

private:
    const FormCatalogue& catalogue_;
    ImportLimits limits_;
};

/// Text of unknown encoding: UTF-8, UTF-16 with or without BOM, GB18030, decided by what decodes cleanly. Errors:
/// FileBinary, FileEncoding.
Result<QString> decodeText(const QByteArray& bytes);

} // namespace jixiao

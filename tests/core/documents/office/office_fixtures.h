#pragma once

#include "core/documents/table_model.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

struct zip;
struct zip_source;

/// Office files made in memory, so that a test says in a line what its file holds.
namespace fixtures {

/// A zip file being written. Names and contents are taken as they are, so that bad ones can be made.
class ZipWriter {
public:
    ZipWriter();
    ~ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    ZipWriter& add(const QString& name, const QByteArray& bytes, bool deflated = true);
    ZipWriter& addEncrypted(const QString& name, const QByteArray& bytes);
    QByteArray bytes();

private:
    zip_source* source_;
    zip* zip_;
    QList<QByteArray> kept_;
};

using Parts = QList<std::pair<QString, QByteArray>>;

/// The parts of a DOCX whose body is `body`, to change before they are packed.
Parts docxParts(const QString& body, const QString& numbering = {});
/// A sheet: its name, the XML inside sheetData and after it, and its state ("hidden").
struct SheetXml {
    QString name;
    QString rows;
    QString after;
    QString state;
    QString before; ///< in front of sheetData (cols)
};
Parts xlsxParts(const QList<SheetXml>& sheets, const QString& strings = {}, const QString& styles = {},
                bool since1904 = false);
QByteArray packed(const Parts& parts, bool deflated = true);

inline QByteArray docx(const QString& body, const QString& numbering = {}) {
    return packed(docxParts(body, numbering));
}
inline QByteArray xlsx(const QString& rows, const QString& after = {}) {
    return packed(xlsxParts({{QStringLiteral("Sheet1"), rows, after, {}, {}}}));
}

QString paragraph(const QString& text);                                ///< <w:p>, line breaks as w:br
QString cell(const QString& text, const QString& properties = {});     ///< <w:tc>, a paragraph a line
QString row(const QStringList& cells, const QString& properties = {}); ///< <w:tr> of <w:tc>s
QString table(const QStringList& rows);                                ///< <w:tbl> of <w:tr>s

/// The same tables and paragraphs as office files, with real merges: an empty first cell continues the one above, the
/// last cell of a short row spans the rest.
QString docxBodyOf(const jixiao::SourceDocument& source);
inline QByteArray docxOf(const jixiao::SourceDocument& source) { return docx(docxBodyOf(source)); }
QByteArray xlsxOf(const jixiao::SourceDocument& source);

} // namespace fixtures

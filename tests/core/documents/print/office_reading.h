#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>
#include <QRect>
#include <QString>
#include <QStringList>

/// A plain reading of Office files, made for tests: it takes what is written at face value and repairs nothing.
namespace office {

/// A file of an archive. `dosDate` and `dosTime` as the archive holds them.
struct Part {
    QByteArray bytes;
    int dosDate = 0;
    int dosTime = 0;
};

/// Parts by name; empty when the bytes are no archive.
QMap<QString, Part> unzipped(const QByteArray& archive);
/// Names of the parts that are not well-formed XML.
QStringList malformedParts(const QMap<QString, Part>& parts);

struct DocxCell {
    int width = 0; ///< twips
    int span = 1;
    QString merge; ///< "", "restart", "continue"
    QString align;
    QStringList paragraphs;

    QString text() const { return paragraphs.join(u'\n'); }
};

struct DocxRow {
    bool header = false;
    QList<DocxCell> cells;
};

/// A paragraph or a table of the body, in order.
struct DocxItem {
    bool table = false;
    // paragraph
    QString style;
    QString text;
    bool pageBreak = false;
    bool sectionEnd = false;
    // table
    QList<int> grid; ///< twips
    QList<DocxRow> rows;
};

struct DocxBody {
    QList<DocxItem> items;
    QList<QSize> pages;     ///< of the sections in order, twips
    QList<int> sideMargins; ///< of the sections in order, twips

    QList<DocxItem> tables() const;
    QList<DocxItem> paragraphs() const; ///< those with text
};

/// Names and values of docProps/custom.xml, in order.
QList<QPair<QString, QString>> customProperties(const QByteArray& archive);

DocxBody readDocx(const QByteArray& archive);

struct XlsxCell {
    QString text; ///< of a text cell; of a number its characters in the file
    bool number = false;
    QString format; ///< of a number

    /// The text as a spreadsheet shows it: numbers with the decimals of their format, without thousands separators.
    QString shown() const;
};

struct XlsxSheet {
    QString name;
    QMap<QPair<int, int>, XlsxCell> cells; ///< by row and column, from 0; cells that hold something
    QList<QRect> merges;                   ///< x is the column, y the row
    QList<double> widths;                  ///< in the file's unit
    QList<double> heights;                 ///< points
    QString titleRows;                     ///< e.g. "$7:$7"
    bool landscape = false;
    bool formulas = false;
};

QList<XlsxSheet> readXlsx(const QByteArray& archive);

} // namespace office

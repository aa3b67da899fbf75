#pragma once

#include "core/base/result.h"
#include "core/documents/importer.h"
#include "core/documents/office/office_package.h"
#include "core/documents/office/xlsx_number.h"

#include <QList>
#include <QString>
#include <QStringList>

class QXmlStreamReader;

namespace jixiao {

/// What the sheets of a workbook share.
struct XlsxBook {
    struct Sheet {
        QString name;
        QString part;
        bool hidden = false;
    };
    QList<Sheet> sheets; ///< in the order of their tabs; charts and macro sheets are left out
    QStringList strings;
    QList<NumberStyle> styles; ///< by the number a cell gives
    QList<bool> bordered;      ///< the same: whether such a cell has a border
    bool since1904 = false;

    /// Errors: as OfficePackage::readXml(), FileTooLarge.
    static Result<XlsxBook> read(OfficePackage& package, const ImportLimits& limits);
};

/// The text of a string item (w:si or w:is) at its start element: runs joined, readings left out.
QString readXlsxString(QXmlStreamReader& xml);

} // namespace jixiao

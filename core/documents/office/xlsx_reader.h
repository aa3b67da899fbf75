#pragma once

#include "core/base/result.h"
#include "core/documents/importer.h"
#include "core/documents/office/office_package.h"
#include "core/documents/table_model.h"

namespace jixiao {

/// The tables and paragraphs of every sheet of an XLSX, in the order of the tabs. Hidden sheets, rows and columns are
/// read like the others and listed. Errors: as OfficePackage::readXml(), FileTooLarge, FileEmpty.
Result<SourceDocument> readXlsx(OfficePackage& package, const ImportLimits& limits);

} // namespace jixiao

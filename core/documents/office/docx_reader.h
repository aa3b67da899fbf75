#pragma once

#include "core/base/result.h"
#include "core/documents/importer.h"
#include "core/documents/office/office_package.h"
#include "core/documents/table_model.h"

namespace jixiao {

/// The tables and paragraphs of a DOCX. Comments, notes, headers and footers are not read but listed. Errors: as
/// OfficePackage::readXml(), FileTooLarge, FileEmpty.
Result<SourceDocument> readDocx(OfficePackage& package, const ImportLimits& limits);

} // namespace jixiao

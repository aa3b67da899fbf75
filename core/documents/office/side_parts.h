#pragma once

#include "core/base/result.h"
#include "core/documents/office/office_package.h"
#include "core/documents/table_model.h"

namespace jixiao {

/// Adds a note for every part of `owner` whose text is not imported: comments, foot- and endnotes, headers, footers,
/// drawings. Errors: as OfficePackage::readXml().
Result<void> listSideParts(OfficePackage& package, const QString& owner, SourceDocument& source);

} // namespace jixiao

#pragma once

#include "core/base/result.h"
#include "core/documents/office/office_package.h"
#include "core/documents/table_model.h"

#include <QList>

namespace jixiao {

/// What the properties of a document say about its forms (print/form_properties.h): one claim a form, from the first
/// on without a gap. A damaged part is as good as none. Errors: those of ZipArchive::read() and guardXml().
Result<QList<FormClaim>> readFormClaims(OfficePackage& package);

} // namespace jixiao

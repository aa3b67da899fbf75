#pragma once

#include "core/base/result.h"
#include "core/documents/importer.h"
#include "core/documents/table_model.h"

namespace jixiao {

/// Finds the forms of a catalogue in a source and reads them. Every text that became no part of a document is listed
/// as a repair of kind "unknown", one for each run of neighbouring lines. Errors: FormNotRecognised, FileTruncated
/// (forms were recognised, but none is whole), FileTooLarge.
Result<ImportResult> matchForms(const SourceDocument& source, const FormCatalogue& catalogue,
                                const ImportLimits& limits);

} // namespace jixiao

#pragma once

#include "core/base/result.h"
#include "core/documents/importer.h"
#include "core/documents/table_model.h"
#include "core/documents/text_decoder.h"

namespace jixiao {

/// Cuts a text into tables and paragraphs. Three writings of a table are known, one per file, decided by counting:
/// the dump of a word processor's table (each cell on a line of its own after a tab, a blank line ends the row),
/// tab-separated rows (with quoted cells over several lines), and rows with pipes. Errors: FileTooLarge.
Result<SourceDocument> readTextTables(const DecodedText& decoded, const ImportLimits& limits);

} // namespace jixiao

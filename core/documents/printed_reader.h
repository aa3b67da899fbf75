#pragma once

#include "core/documents/printed_layout.h"
#include "core/documents/table_model.h"
#include "core/forms/form_document.h"

#include <optional>

namespace jixiao {

/// A form read the way it was printed.
struct PrintedReading {
    FormDocument document;
    qsizetype end = 0;        ///< index after the last item of the form
    bool yearPrinted = false; ///< the form itself says its year
};

/// Reads the form whose title line is item `start`, line by line and cell by cell, where a file claims that it holds
/// one of this layout and year. The claim is not trusted: what was read must give, printed again, exactly the texts
/// that were found; nullopt when it does not.
std::optional<PrintedReading> readPrinted(const PrintedLayout& layout, const SourceDocument& source, qsizetype start,
                                          int year);

} // namespace jixiao

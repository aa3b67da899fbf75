#pragma once

#include "core/documents/importer.h"
#include "core/documents/table_model.h"

#include <vector>

namespace jixiao {

/// What happened to the items of a file.
struct ItemFates {
    std::vector<bool> used; ///< its text went into a form
    std::vector<int> owner; ///< the document it stands in, or -1
};

/// Nothing is dropped silently: the marks that were taken away, the notes of the reader, and all text of no form.
QList<Repair> leftovers(const SourceDocument& source, const ItemFates& fates);

/// See ImportResult::texts.
QList<LooseText> looseTexts(const SourceDocument& source, const ItemFates& fates);

} // namespace jixiao

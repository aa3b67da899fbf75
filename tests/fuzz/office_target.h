#pragma once

#include "core/documents/form_matcher.h"
#include "core/documents/office/office_package.h"

/// What the targets of office files have in common.
namespace fuzz {

inline const jixiao::ImportLimits officeLimits{1 << 20, 100, 1'000, 10'000, 1'000'000};

inline void require(bool holds) {
    if (!holds) __builtin_trap();
}

/// Every item has a place in the file, and forms are found or there is an error.
inline void requireReadable(const jixiao::SourceDocument& source) {
    static const auto catalogue = jixiao::FormCatalogue::builtIn();
    bool rows = false;
    for (const auto& item : source.items) {
        require(!item.cells.isEmpty() && item.firstLine() > 0 && item.lastLine <= source.lineNames.size());
        rows = rows || item.kind == jixiao::SourceItem::Kind::Row;
    }
    if (!rows) return;
    const auto result = jixiao::matchForms(source, catalogue, officeLimits);
    require(!result || !result->documents.isEmpty());
}

} // namespace fuzz

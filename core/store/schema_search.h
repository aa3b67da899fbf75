#pragma once

namespace jixiao {

/// The tables of the full-text index; see search_index.h.
extern const char* const searchSchema;

} // namespace jixiao

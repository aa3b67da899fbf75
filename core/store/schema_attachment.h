#pragma once

namespace jixiao {

/// The tables of the contents that stand as evidence; see attachment_table.h.
extern const char* const attachmentSchema;

} // namespace jixiao

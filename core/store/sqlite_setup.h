#pragma once

#include "core/base/result.h"

namespace jixiao {

/// The typed error of an SQLite result code. `text` is SQLite's own message; it never holds a bound value.
Error sqliteError(int extendedCode, const char* text);

/// Installs the allocator that wipes what it frees and checks that the SQLite in the process is the one built in.
/// Does its work once per process; every call returns the same result. Error: StoreFailed.
Result<void> setUpSqlite();

} // namespace jixiao

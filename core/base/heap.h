#pragma once

namespace jixiao {

/// Hands memory that was freed back to the system, where the heap keeps it otherwise. For idle moments: takes about a
/// millisecond. Any thread.
void returnFreedMemory();

} // namespace jixiao

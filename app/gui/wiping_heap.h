#pragma once

namespace jixiao {

/// Linking this into a program makes its heap wipe whatever is freed: the text of forms and passphrases passes through
/// QString, QML and the text engine, which free without wiping. Call it to be sure that it is linked. Says whether it
/// works here: with glibc, and without a sanitizer, which has a heap of its own.
bool hasWipingHeap();

} // namespace jixiao

#pragma once

#include "tests/support/disk_recorder.h"

namespace jixiao::test {

/// Keeps what the program does to names outside SQLite, for as long as it lives: files renamed into place (with their
/// contents, durable only if they were flushed before) and folders flushed. Only for programs this is linked into: it
/// stands in front of the C library's rename() and fsync().
class WatchedNames {
public:
    explicit WatchedNames(DiskRecorder& recorder);
    ~WatchedNames();
    WatchedNames(const WatchedNames&) = delete;
    WatchedNames& operator=(const WatchedNames&) = delete;
};

} // namespace jixiao::test

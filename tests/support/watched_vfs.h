#pragma once

namespace jixiao::test {

/// Something SQLite does to a disk.
struct DiskOperation {
    enum class Kind { Write, Truncate, Sync, Delete };
    Kind kind = Kind::Write;
    const char* file = ""; ///< full path; "" of a temporary file
    long long at = 0;      ///< of a write its place, of a truncation the new size
    const char* data = nullptr;
    int size = 0;
};

/// Told of every operation before it happens.
class DiskObserver {
public:
    virtual ~DiskObserver() = default;
    /// SQLITE_OK lets it happen; anything else is what SQLite gets instead.
    virtual int notice(const DiskOperation& operation) = 0;
};

/// Makes `observer` (or nobody) see what SQLite does to the disk, from the next opened file on: a VFS over the real one
/// becomes the default of the process. Syncs never reach the disk, so that tests are fast; the process survives, so
/// what was written is there. SQLite must have been set up before (Database::initialize()).
void watchDisk(DiskObserver* observer);

} // namespace jixiao::test

#pragma once

namespace jixiao::test {

/// Makes one of SQLite's disk operations fail: the i-th write, sync, truncate or delete since arm(), with errno set as
/// the system would. Registers itself as the default VFS of the process; SQLite must have been set up before
/// (Database::initialize()).
class FaultVfs {
public:
    static void install();
    /// From operation `failAt` on (counted from 1) operations return `code`: just that one, or all that follow.
    static void arm(int failAt, int code, bool forGood);
    static void disarm();
    /// Operations since arm() or disarm().
    static int operations();
    static bool hasFired();
};

} // namespace jixiao::test

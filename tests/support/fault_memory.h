#pragma once

namespace jixiao::test {

/// Makes one of SQLite's allocations fail: the i-th since arm(). Stands around the allocator that is in use, so SQLite
/// must have been set up before (Database::initialize()) and no database may be open at install().
class FaultMemory {
public:
    static void install();
    /// Counted from 1; 0 lets all succeed and only counts.
    static void arm(int failAt);
    static void disarm() { arm(0); }
    static int allocations(); ///< since arm()
    static bool hasFired();

    /// What is allocated while it lives is neither counted nor made to fail.
    class Pause {
    public:
        Pause();
        ~Pause();
        Pause(const Pause&) = delete;
        Pause& operator=(const Pause&) = delete;
    };
};

} // namespace jixiao::test

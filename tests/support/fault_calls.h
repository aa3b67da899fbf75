#pragma once

#include "tests/support/disk_recorder.h"

namespace jixiao::test {

/// Stands between the program and its disk: makes one call fail, lets the program die at it, or keeps them all. Counted
/// are writes to files, flushes, renames, truncations, removals, new folders and new files, whoever makes them (this
/// program, Qt, SQLite). Only for programs this is linked into: it takes the place of the C library's functions.
/// Nothing reaches the disk by a flush; the process survives. One thread.
class FaultCalls {
public:
    enum class Fate { Error, Kill };
    /// The call `at`, counted from 1, fails with `errorNumber`, or the program is killed there.
    static void arm(int at, Fate fate, int errorNumber, bool forGood = false);
    static void disarm();
    /// Calls since arm() or disarm().
    static int count();
    static bool hasFired();
};

/// Keeps every call that changed something on the disk, for as long as it lives, to be played back up to a power
/// failure. Without the shared memory beside a log, which SQLite makes anew after one.
class RecordedCalls {
public:
    RecordedCalls();
    ~RecordedCalls();
    RecordedCalls(const RecordedCalls&) = delete;
    RecordedCalls& operator=(const RecordedCalls&) = delete;

    void mark() { add({}); }
    void add(DiskEvent event) { events_.append(std::move(event)); }
    const QList<DiskEvent>& events() const { return events_; }

private:
    QList<DiskEvent> events_;
};

} // namespace jixiao::test

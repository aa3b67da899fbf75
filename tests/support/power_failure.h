#pragma once

#include "tests/support/disk_recorder.h"

#include <QRandomGenerator>

namespace jixiao::test {

/// How far a disk keeps its word.
enum class DiskHabit {
    Honest,            ///< what was synced is there; of the rest any part, in any order, torn at sectors
    Lying,             ///< syncs do nothing
    SyncsAtCheckpoint, ///< as with PRAGMA synchronous=NORMAL: the log is synced before it is moved, not at each commit
};

/// Plays recorded operations one by one and says what a power failure at that moment could leave on the disk.
class PowerFailure {
public:
    PowerFailure(DiskImage start, QList<DiskEvent> events, DiskHabit habit)
        : durable_(std::move(start)), events_(std::move(events)), habit_(habit) {}

    /// The next event happens; false when there is none left.
    bool advance();
    int marks() const { return marks_; }
    /// One of the many images possible now.
    DiskImage image(QRandomGenerator& random) const;

private:
    bool holds(const DiskEvent& sync) const;

    DiskImage durable_;
    QList<DiskEvent> events_;
    DiskHabit habit_;
    QList<DiskEvent> pending_; ///< not synced yet, in order
    int next_ = 0;
    int marks_ = 0;
};

} // namespace jixiao::test

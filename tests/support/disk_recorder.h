#pragma once

#include "tests/support/watched_vfs.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace jixiao::test {

/// Contents of files by full path.
using DiskImage = QHash<QString, QByteArray>;

/// One recorded operation, or a mark the test has set between two.
struct DiskEvent {
    enum class Kind { Write, Truncate, Sync, Delete, Rename, RenameFolder, Mark };
    Kind kind = Kind::Mark;
    QString file;  ///< of a Sync also a folder: its names are durable then
    qint64 at = 0; ///< of a write its place, of a truncation the new size
    QByteArray bytes;
    QString newName = {};
};

/// Keeps everything SQLite does to the disk while it lives.
class DiskRecorder : public DiskObserver {
public:
    DiskRecorder() { watchDisk(this); }
    ~DiskRecorder() override { watchDisk(nullptr); }
    DiskRecorder(const DiskRecorder&) = delete;
    DiskRecorder& operator=(const DiskRecorder&) = delete;

    int notice(const DiskOperation& operation) override;
    /// What was promised up to here must be there after any later power failure.
    void mark() { events_.append(DiskEvent{}); }
    /// What did not go through SQLite.
    virtual void add(const DiskEvent& event) { events_.append(event); }
    const QList<DiskEvent>& events() const { return events_; }

private:
    QList<DiskEvent> events_;
};

} // namespace jixiao::test

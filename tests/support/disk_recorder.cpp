#include "tests/support/disk_recorder.h"

#include <sqlite3.h>

namespace jixiao::test {

namespace {

DiskEvent::Kind kindOf(DiskOperation::Kind kind) {
    switch (kind) {
    case DiskOperation::Kind::Write:
        return DiskEvent::Kind::Write;
    case DiskOperation::Kind::Truncate:
        return DiskEvent::Kind::Truncate;
    case DiskOperation::Kind::Sync:
        return DiskEvent::Kind::Sync;
    case DiskOperation::Kind::Delete:
        return DiskEvent::Kind::Delete;
    }
    return DiskEvent::Kind::Mark;
}

} // namespace

int DiskRecorder::notice(const DiskOperation& operation) {
    DiskEvent event;
    event.kind = kindOf(operation.kind);
    event.file = QString::fromUtf8(operation.file);
    event.at = operation.at;
    if (operation.data) event.bytes = QByteArray(operation.data, operation.size);
    events_.append(event);
    return SQLITE_OK;
}

} // namespace jixiao::test

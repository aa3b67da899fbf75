#include "watched_names.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace jixiao::test {

namespace {

DiskRecorder* recorder = nullptr;
QSet<quint64> flushed; ///< inodes; files are written only once here

quint64 inode(const QString& path) {
    struct stat status {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? quint64(status.st_ino) : 0;
}

void noteFlush(int handle) {
    if (recorder == nullptr) return;
    const auto path = QFile::symLinkTarget(QStringLiteral("/proc/self/fd/%1").arg(handle));
    if (QFileInfo(path).isDir())
        recorder->add({DiskEvent::Kind::Sync, path, 0, {}});
    else
        flushed.insert(inode(QStringLiteral("/proc/self/fd/%1").arg(handle)));
}

void noteRename(const char* from, const char* to) {
    if (recorder == nullptr) return;
    const auto path = QString::fromUtf8(from);
    // What SQLite has written is known already.
    if (!path.contains(QLatin1String(".db"))) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) return;
        recorder->add({DiskEvent::Kind::Write, path, 0, file.readAll()});
        if (flushed.contains(inode(path))) recorder->add({DiskEvent::Kind::Sync, path, 0, {}});
    }
    recorder->add({DiskEvent::Kind::Rename, path, 0, {}, QString::fromUtf8(to)});
}

} // namespace

WatchedNames::WatchedNames(DiskRecorder& newRecorder) { recorder = &newRecorder; }

WatchedNames::~WatchedNames() {
    recorder = nullptr;
    flushed.clear();
}

} // namespace jixiao::test

extern "C" {

int rename(const char* from, const char* to) noexcept {
    jixiao::test::noteRename(from, to);
    return int(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

// The process survives, so nothing has to reach the disk.
int fsync(int handle) {
    jixiao::test::noteFlush(handle);
    return 0;
}

int fdatasync(int handle) {
    jixiao::test::noteFlush(handle);
    return 0;
}
}

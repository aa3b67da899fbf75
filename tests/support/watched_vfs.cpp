#include "tests/support/watched_vfs.h"

#include <sqlite3.h>

#include <new>

namespace jixiao::test {

namespace {

sqlite3_vfs* real = nullptr;
DiskObserver* observer = nullptr;

int noticed(const DiskOperation& operation) { return observer ? observer->notice(operation) : SQLITE_OK; }

struct WatchedFile {
    sqlite3_file base;
    sqlite3_file* inner;
    const char* name; ///< kept by SQLite as long as the file is open; nullptr of a temporary file
};

using Kind = DiskOperation::Kind;
const char* nameOf(sqlite3_file* file) {
    const char* name = reinterpret_cast<WatchedFile*>(file)->name;
    return name ? name : "";
}
sqlite3_file* innerOf(sqlite3_file* file) { return reinterpret_cast<WatchedFile*>(file)->inner; }

int closeFile(sqlite3_file* file) { return innerOf(file)->pMethods->xClose(innerOf(file)); }
int readFile(sqlite3_file* file, void* data, int size, sqlite3_int64 at) {
    return innerOf(file)->pMethods->xRead(innerOf(file), data, size, at);
}
int writeFile(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
    if (const int failed = noticed({Kind::Write, nameOf(file), at, static_cast<const char*>(data), size}))
        return failed;
    return innerOf(file)->pMethods->xWrite(innerOf(file), data, size, at);
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    if (const int failed = noticed({Kind::Truncate, nameOf(file), size})) return failed;
    return innerOf(file)->pMethods->xTruncate(innerOf(file), size);
}
// The process survives, so what was written is there without a real flush; the tests stay fast.
int syncFile(sqlite3_file* file, int) { return noticed({Kind::Sync, nameOf(file)}); }
int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    return innerOf(file)->pMethods->xFileSize(innerOf(file), size);
}
int lockFile(sqlite3_file* file, int level) { return innerOf(file)->pMethods->xLock(innerOf(file), level); }
int unlockFile(sqlite3_file* file, int level) { return innerOf(file)->pMethods->xUnlock(innerOf(file), level); }
int checkLock(sqlite3_file* file, int* result) {
    return innerOf(file)->pMethods->xCheckReservedLock(innerOf(file), result);
}
int control(sqlite3_file* file, int operation, void* argument) {
    return innerOf(file)->pMethods->xFileControl(innerOf(file), operation, argument);
}
int sectorSize(sqlite3_file* file) { return innerOf(file)->pMethods->xSectorSize(innerOf(file)); }
int characteristics(sqlite3_file* file) { return innerOf(file)->pMethods->xDeviceCharacteristics(innerOf(file)); }
int shmMap(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
    return innerOf(file)->pMethods->xShmMap(innerOf(file), page, size, extend, memory);
}
int shmLock(sqlite3_file* file, int offset, int count, int flags) {
    return innerOf(file)->pMethods->xShmLock(innerOf(file), offset, count, flags);
}
void shmBarrier(sqlite3_file* file) { innerOf(file)->pMethods->xShmBarrier(innerOf(file)); }
int shmUnmap(sqlite3_file* file, int remove) { return innerOf(file)->pMethods->xShmUnmap(innerOf(file), remove); }

const sqlite3_io_methods methods{2,        closeFile,  readFile,  writeFile, truncateFile, syncFile,        fileSize,
                                 lockFile, unlockFile, checkLock, control,   sectorSize,   characteristics, shmMap,
                                 shmLock,  shmBarrier, shmUnmap,  nullptr,   nullptr};

int openFile(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* outFlags) {
    auto* wrapped = new (file) WatchedFile{};
    wrapped->name = name;
    wrapped->inner = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(WatchedFile));
    const int result = real->xOpen(real, name, wrapped->inner, flags, outFlags);
    wrapped->base.pMethods = wrapped->inner->pMethods ? &methods : nullptr;
    return result;
}

int deleteFile(sqlite3_vfs*, const char* name, int sync) {
    if (const int failed = noticed({Kind::Delete, name})) return failed;
    return real->xDelete(real, name, sync);
}

} // namespace

void watchDisk(DiskObserver* newObserver) {
    static sqlite3_vfs shim;
    observer = newObserver;
    if (real) return;
    real = sqlite3_vfs_find(nullptr);
    shim = *real;
    shim.pNext = nullptr;
    shim.zName = "watched";
    shim.szOsFile = int(sizeof(WatchedFile)) + real->szOsFile;
    shim.xOpen = openFile;
    shim.xDelete = deleteFile;
    sqlite3_vfs_register(&shim, 1);
}

} // namespace jixiao::test

#include "core/store/sqlite_setup.h"

#include "core/vault/openssl_setup.h"

#include <sodium.h>
#include <sqlite3.h>

#include <cstdlib>
#include <cstring>
#include <limits>

namespace jixiao {

namespace {

// Each block starts with its size, so that exactly what was handed out is wiped.
constexpr std::size_t headerSize = 16;

void* wipingAllocate(int size) {
    auto* block = static_cast<char*>(std::malloc(headerSize + std::size_t(size)));
    if (!block) return nullptr;
    std::memcpy(block, &size, sizeof size);
    return block + headerSize;
}

int allocatedSize(void* memory) {
    if (!memory) return 0;
    int size = 0;
    std::memcpy(&size, static_cast<char*>(memory) - headerSize, sizeof size);
    return size;
}

void wipingFree(void* memory) {
    if (!memory) return;
    sodium_memzero(memory, std::size_t(allocatedSize(memory)));
    std::free(static_cast<char*>(memory) - headerSize);
}

void* wipingReallocate(void* memory, int size) {
    void* moved = wipingAllocate(size);
    if (!moved) return nullptr;
    std::memcpy(moved, memory, std::size_t(std::min(size, allocatedSize(memory))));
    wipingFree(memory);
    return moved;
}

int roundUp(int size) { return size > std::numeric_limits<int>::max() - 7 ? size : (size + 7) & ~7; }
int startAllocator(void*) { return SQLITE_OK; }
void stopAllocator(void*) {}

Result<void> installOnce() {
    setUpOpenSsl();
    if (sodium_init() < 0) return Error{ErrorCode::StoreFailed, QStringLiteral("libsodium does not start")};
    static sqlite3_mem_methods methods{wipingAllocate, wipingFree,     wipingReallocate, allocatedSize,
                                       roundUp,        startAllocator, stopAllocator,    nullptr};
    if (std::strcmp(sqlite3_sourceid(), SQLITE_SOURCE_ID) != 0)
        return Error{ErrorCode::StoreFailed,
                     QStringLiteral("another SQLite is in the process: %1").arg(QLatin1String(sqlite3_sourceid()))};
    if (const int result = sqlite3_config(SQLITE_CONFIG_MALLOC, &methods); result != SQLITE_OK)
        return Error{ErrorCode::StoreFailed, QStringLiteral("wiping allocator not installed: %1").arg(result)};
    if (const int result = sqlite3_initialize(); result != SQLITE_OK)
        return Error{ErrorCode::StoreFailed, QStringLiteral("SQLite does not start: %1").arg(result)};
    return {};
}

ErrorCode codeOf(int extendedCode) {
    switch (extendedCode) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_DIR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
        return ErrorCode::DiskWriteFailed;
    default:
        break;
    }
    switch (extendedCode & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::DiskFull;
    case SQLITE_READONLY:
        return ErrorCode::DiskWriteFailed;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return ErrorCode::StoreDamaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::StoreBusy;
    default:
        return ErrorCode::StoreFailed;
    }
}

} // namespace

Error sqliteError(int extendedCode, const char* text) {
    return Error{codeOf(extendedCode), QStringLiteral("SQLite %1: %2").arg(extendedCode).arg(QString::fromUtf8(text))};
}

Result<void> setUpSqlite() {
    static const Result<void> result = installOnce();
    return result;
}

} // namespace jixiao

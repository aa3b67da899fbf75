#include "app/gui/wiping_heap.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define JIXIAO_FOREIGN_HEAP
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define JIXIAO_FOREIGN_HEAP
#endif

#ifdef JIXIAO_FOREIGN_HEAP

namespace jixiao {
bool hasWipingHeap() { return false; }
} // namespace jixiao

#else

#include <malloc.h>

#include <algorithm>

extern "C" {

// glibc's own, under the names it keeps for those who stand in front of it.
void __libc_free(void* memory); // NOLINT(bugprone-reserved-identifier)

// The linker's names of these two: every free() and realloc() of the process comes here.
void wipingFree(void* memory) noexcept __asm__("free");
void* wipingRealloc(void* memory, std::size_t size) noexcept __asm__("realloc");

void wipingFree(void* memory) noexcept {
    if (memory == nullptr) return;
    ::explicit_bzero(memory, ::malloc_usable_size(memory));
    __libc_free(memory);
}

/// Moves by copying, so that the old place can be wiped.
void* wipingRealloc(void* memory, std::size_t size) noexcept {
    if (memory == nullptr) return std::malloc(size);
    const std::size_t held = ::malloc_usable_size(memory);
    if (size <= held && size >= held / 2) {
        ::explicit_bzero(static_cast<char*>(memory) + size, held - size);
        return memory;
    }
    void* moved = std::malloc(std::max<std::size_t>(size, 1));
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, memory, std::min(held, size));
    wipingFree(memory);
    return moved;
}
}

namespace jixiao {
bool hasWipingHeap() { return true; }
} // namespace jixiao

#endif

// SPDX-License-Identifier: MIT
// What compiled C++ expects to be there. Copies go word by word: most are of a few words, for which string
// instructions begin too slowly, and an emulator takes one byte of those at a time.
#include "kernel/lib/panic.hpp"

#include <cstddef>
#include <cstdint>

namespace {

using Word = uint64_t;
constexpr size_t kWord = sizeof(Word);

struct [[gnu::packed, gnu::may_alias]] Unaligned {
    Word word;
};

Word load(const char* from) {
    return reinterpret_cast<const Unaligned*>(from)->word;
}

void store(char* to, Word word) {
    reinterpret_cast<Unaligned*>(to)->word = word;
}

} // namespace

extern "C" {

void* memcpy(void* to, const void* from, size_t size) {
    auto* target = static_cast<char*>(to);
    const auto* source = static_cast<const char*>(from);
    for (; size >= 4 * kWord; size -= 4 * kWord, target += 4 * kWord, source += 4 * kWord) {
        Word first = load(source), second = load(source + kWord), third = load(source + 2 * kWord),
             fourth = load(source + 3 * kWord);
        store(target, first);
        store(target + kWord, second);
        store(target + 2 * kWord, third);
        store(target + 3 * kWord, fourth);
    }
    for (; size >= kWord; size -= kWord, target += kWord, source += kWord)
        store(target, load(source));
    while (size-- > 0)
        *target++ = *source++;
    return to;
}

void* memset(void* to, int value, size_t size) {
    auto* target = static_cast<char*>(to);
    Word filled = static_cast<unsigned char>(value) * Word(0x0101010101010101);
    for (; size >= 4 * kWord; size -= 4 * kWord, target += 4 * kWord) {
        store(target, filled);
        store(target + kWord, filled);
        store(target + 2 * kWord, filled);
        store(target + 3 * kWord, filled);
    }
    while (size-- > 0)
        *target++ = static_cast<char>(value);
    return to;
}

void* memmove(void* to, const void* from, size_t size) {
    auto* target = static_cast<char*>(to);
    const auto* source = static_cast<const char*>(from);
    if (target <= source || target >= source + size)
        return memcpy(to, from, size);
    while (size-- > 0)
        target[size] = source[size];
    return to;
}

int memcmp(const void* left, const void* right, size_t size) {
    const auto* a = static_cast<const unsigned char*>(left);
    const auto* b = static_cast<const unsigned char*>(right);
    for (size_t at = 0; at < size; ++at) {
        if (a[at] != b[at])
            return a[at] - b[at];
    }
    return 0;
}

void* memchr(const void* bytes, int value, size_t size) {
    const auto* at = static_cast<const unsigned char*>(bytes);
    for (; size > 0; --size, ++at) {
        if (*at == static_cast<unsigned char>(value))
            return const_cast<unsigned char*>(at);
    }
    return nullptr;
}

size_t strlen(const char* text) {
    size_t size = 0;
    while (text[size] != '\0')
        ++size;
    return size;
}

char* strncpy(char* to, const char* from, size_t size) {
    size_t at = 0;
    for (; at < size && from[at] != '\0'; ++at)
        to[at] = from[at];
    memset(to + at, 0, size - at);
    return to;
}

void __cxa_pure_virtual() {
    kernel::panic("a pure virtual function was called");
}

// Nothing of the kernel is ever destroyed.
int __cxa_atexit(void (*)(void*), void*, void*) {
    return 0;
}
void* __dso_handle = nullptr;

void abort() {
    kernel::panic("abort");
}
}

void operator delete(void*) noexcept {
    kernel::panic("delete in the kernel");
}
void operator delete(void*, size_t) noexcept {
    kernel::panic("delete in the kernel");
}

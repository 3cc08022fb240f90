// SPDX-License-Identifier: MIT
// What the boot code of native/ hands to the kernel. Addresses are physical.
#pragma once

#include <cstdint>

namespace abi::x86_64 {

/// Physical memory appears in the kernel at its address plus this, as far as kDirectMapSize.
inline constexpr uint64_t kDirectMap = 0xffff'ff80'0000'0000;
inline constexpr uint64_t kDirectMapSize = uint64_t(510) << 30; // then the kernel begins
/// The kernel is linked at its load address plus this.
inline constexpr uint64_t kKernelBase = 0xffff'ffff'8000'0000;

enum class MemoryKind : uint32_t { reserved = 0, usable = 1, acpi_tables = 2 };

struct MemoryRange {
    uint64_t base;
    uint64_t size;
    MemoryKind kind;
};

/// One channel of a pixel: `size` bits from bit `position`.
struct PixelChannel {
    uint8_t position;
    uint8_t size;
};

struct Framebuffer {
    uint64_t address; // 0: there is none
    uint32_t pitch;   // bytes from a line to the next
    uint32_t width;
    uint32_t height;
    uint32_t bits; // of a pixel
    PixelChannel red, green, blue;
};

/// The loader put more here than fits: `problem` says so, and the rest is missing.
struct BootInformation {
    static constexpr uint32_t kMaxRanges = 256;
    static constexpr uint32_t kMaxCommandLine = 512;

    char loader[32]; // name, for the log
    char command_line[kMaxCommandLine];
    MemoryRange memory[kMaxRanges];
    uint32_t ranges;
    uint32_t reserved;
    uint64_t archive; // the boot archive; size 0: the loader brought none
    uint64_t archive_size;
    Framebuffer framebuffer;
    uint64_t acpi_root;  // of the root pointer structure; 0: see acpi_copy
    char acpi_copy[36];  // the root pointer structure itself, if the loader gave that; else zeros
    const char* problem; // nullptr: none
};

} // namespace abi::x86_64

/// The kernel's start, on the boot stack, in long mode, with the first 4 GiB mapped both at 0 and at
/// kDirectMap.
extern "C" [[noreturn]] void kernel_start(const abi::x86_64::BootInformation& information);

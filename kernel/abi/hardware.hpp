// SPDX-License-Identifier: MIT
// Hardware as handles: what a driver task may own of the machine below. A machine that offers none answers
// Error::not_supported to every call of this family.
//
// A resource has one owner. Two handles never overlap: ports and memory that touch what another handle owns,
// and an interrupt that another handle has, are busy. A handle moves (task_grant, delegate) while it is
// neither mapped nor subscribed; it cannot be duplicated. When it is closed, or its owner dies, the interrupt
// is masked, the mapping goes away, and dma memory is given back after that.
#pragma once

#include <cstdint>
#include <type_traits>

namespace abi {

enum class HardwareKind : uint32_t {
    ports = 1,             // base, size: port numbers; base + size <= kPortCount
    memory = 2,            // base, size: physical bytes in whole pages, none of them RAM in use
    interrupt = 3,         // base: global interrupt number, or kBusInterrupt + number; size 0
    message_interrupt = 4, // base and size 0: the machine picks one that a device raises by a memory write
    dma = 5,               // base 0, size <= kMaxDmaSize: zeroed contiguous RAM below 4 GiB, whole pages
};

inline constexpr uint64_t kHardwarePage = 4096; // bytes
inline constexpr uint64_t kPortCount = 65536;
inline constexpr uint64_t kMaxDmaSize = 1u << 20;   // bytes of one handle
inline constexpr uint64_t kMaxDmaMemory = 8u << 20; // bytes of one task
/// Added to the base of an interrupt: the number is that of the old PC bus (keyboard 1, serial 4), and the
/// machine knows where such an interrupt arrives.
inline constexpr uint64_t kBusInterrupt = uint64_t(1) << 32;

/// How a range appears in the task: readable and uncached (dma: cached) unless flags say more.
enum class MapFlag : uint64_t { none = 0, write = 1, write_combining = 2 };
inline constexpr uint64_t kMapFlags = 3; // all that exist

enum class HardwareFact : uint32_t {
    base = 1,            // first port, physical address (also of dma), number of the interrupt
    size = 2,            // ports, or bytes
    message_address = 3, // of a message interrupt: where the device writes
    message_data = 4,    // and what
};

struct ColorField {
    uint8_t position; // of its lowest bit
    uint8_t size;     // bits
};

/// The picture that the firmware left; width 0: there is none.
struct FramebufferInfo {
    uint64_t address; // physical; need not begin a page
    uint32_t pitch;   // bytes from line to line
    uint32_t width;   // pixels
    uint32_t height;  // pixels
    uint32_t bits;    // of a pixel: 16, 24 or 32
    ColorField red;
    ColorField green;
    ColorField blue;
    uint16_t reserved;
};

inline constexpr uint32_t kCommandLineSize = 256; // bytes with the final NUL; longer ones are cut

/// What the machine knew before any driver ran.
struct HardwareInfo {
    FramebufferInfo framebuffer;
    uint64_t acpi_root; // physical address of the RSDP; 0: none
    char command_line[kCommandLineSize];
};
static_assert(sizeof(HardwareInfo) == 40 + kCommandLineSize && std::is_trivially_copyable_v<HardwareInfo>);

} // namespace abi

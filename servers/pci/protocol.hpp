// SPDX-License-Identifier: MIT
// Wire protocol of the pci server: which devices there are, and the handles that a driver needs of its own
// one.
#pragma once

#include "kernel/abi/interface.hpp"

#include <cstdint>
#include <type_traits>

namespace pci::protocol {

inline constexpr abi::InterfaceId kInterface = abi::interface_id("pcis");
/// Of the callback connection through which a driver gets its handles.
inline constexpr abi::InterfaceId kHandleInterface = abi::interface_id("pcih");

inline constexpr uint32_t kMaxFunctions = 256; // that are known; what a scan finds beyond is left out
inline constexpr uint32_t kBarCount = 6;

enum class BarKind : uint32_t { none = 0, ports = 1, memory = 2 };

/// A range of ports or memory that a function answers to.
struct Bar {
    uint64_t base; // 0: the firmware has given it no place
    uint64_t size; // 0: not known
    BarKind kind;
    uint32_t reserved;
};

struct Function {
    uint32_t address; // pci::Address::packed
    uint16_t vendor;
    uint16_t product;
    uint8_t class_code;
    uint8_t subclass;
    uint8_t interface;
    uint8_t revision;
    uint8_t messages; // ways to interrupt: MessageKind flags
    uint8_t claimed;  // a driver has it
    uint16_t reserved;
    Bar bars[kBarCount]; // a 64-bit one leaves its successor empty
};
static_assert(sizeof(Function) == 16 + 24 * kBarCount && std::is_trivially_copyable_v<Function>);

inline constexpr uint8_t kMessages = 1;         // MSI
inline constexpr uint8_t kExtendedMessages = 2; // MSI-X

enum class Method : uint64_t {
    /// a1 index of the first; a data read of Functions must follow. Answer: a1 how many there are in all.
    list = abi::kFirstUserMethod,
    /// a1 address. The function belongs to this connection until it hangs up; memory and ports of it are
    /// switched on. Then the client makes a callback connection (kHandleInterface), through which each of the
    /// calls below delegates one handle before it is answered.
    /// Errors: no_entry, busy (somebody has it), exists (this connection has one).
    claim,
    /// The function may interrupt with a message from now on; gives the interrupt. Has to come before
    /// give_memory where the function keeps its messages in memory. Errors: not_supported (it has no
    /// messages),
    /// those of the kernel's hardware_open, no_entry (nothing claimed, or no callback).
    give_interrupt,
    /// a1 number of the BAR. Gives its memory in whole pages. Answer: a1 where in the first page it begins,
    /// a2
    /// size in bytes. Errors: no_entry, invalid (no memory with a place and a size), those of hardware_open.
    give_memory,
    /// a1 number of the BAR. Gives its ports. Answer: a2 how many. Errors as of give_memory.
    give_ports,
    /// a1 size in bytes. Gives memory that the function can reach. Errors: those of hardware_open, no_entry.
    give_dma,
    /// The function may read and write memory by itself from now on, until the connection ends.
    allow_mastering,
};

inline constexpr abi::MethodDescription kMethods[] = {
    {uint64_t(Method::list), "list", "first", "count"},
    {uint64_t(Method::claim), "claim", "address", ""},
    {uint64_t(Method::give_interrupt), "give_interrupt", "", ""},
    {uint64_t(Method::give_memory), "give_memory", "bar", "offset size"},
    {uint64_t(Method::give_ports), "give_ports", "bar", "offset size"},
    {uint64_t(Method::give_dma), "give_dma", "size", ""},
    {uint64_t(Method::allow_mastering), "allow_mastering", "", ""},
};
inline constexpr abi::InterfaceDescription kDescription{kInterface, "pci", kMethods};

} // namespace pci::protocol

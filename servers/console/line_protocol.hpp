// SPDX-License-Identifier: MIT
// Between the console and a driver that is the line of a terminal: what a cable is to a terminal, or a screen
// with a keyboard. The console provides this interface where terminals are not devices of the machine.
//
// A driver has two connections. On the first (argument 0) it attaches and tells what was typed; the line
// lasts as long as that connection. On the second (argument 1 + terminal) it does nothing but data reads:
// each is answered as soon as there is something to show.
#pragma once

#include "kernel/abi/interface.hpp"

#include <cstdint>

namespace console::line {

inline constexpr abi::InterfaceId kInterface = abi::interface_id("line");

inline constexpr uint64_t kAnyTerminal = ~uint64_t(0); // the last one that has no line
inline constexpr uint32_t kMaxInput = 32;              // bytes of one input call
/// Bytes that may wait to be shown. Who writes more, or types what is echoed, waits until the driver has
/// read. Of a terminal without a line the newest of them are kept for the one that attaches.
inline constexpr uint32_t kMaxOutput = 16 * 1024;

enum class Kind : uint64_t { serial = 1, screen = 2 };

enum class Method : uint64_t {
    /// a1 Kind, a2 number of the wanted terminal or kAnyTerminal, a3 columns, a4 rows (0 0: not known).
    /// Answer: a1 number of the terminal. Errors: busy (it has a line), no_device (there is no such, or no
    /// free terminal), exists (this connection has attached), invalid.
    attach = abi::kFirstUserMethod,
    /// a1 how many bytes (1..kMaxInput), a2..a5 the bytes, the first one lowest. Answered when the terminal
    /// has
    /// taken them all; the first ones open it. Errors: no_entry (not attached), invalid.
    input,
    /// a1 columns, a2 rows. Errors: no_entry, invalid (0).
    resized,
    /// Somebody looks at the terminal. Error: no_entry.
    opened,
};

inline constexpr abi::MethodDescription kMethods[] = {
    {uint64_t(Method::attach), "attach", "kind terminal columns rows", "terminal"},
    {uint64_t(Method::input), "input", "size bytes bytes bytes bytes", ""},
    {uint64_t(Method::resized), "resized", "columns rows", ""},
    {uint64_t(Method::opened), "opened", "", ""},
};
inline constexpr abi::InterfaceDescription kDescription{kInterface, "line", kMethods};

} // namespace console::line

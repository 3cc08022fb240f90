// SPDX-License-Identifier: MIT
// Notifications that the kernel sends to subscribers; never answered.
#pragma once

#include <cstdint>

namespace abi {

/// One subscriber an event (Error::exists for the second), except those of a device: one a device, and of an
/// interrupt: its owner.
enum class Event : uint32_t {
    task_state = 0,   // a1 task, a2 TaskState, a3 exit status or FaultKind
    fault = 1,        // a1 task, a2 FaultKind, a3 place: function index << 32 | byte offset in the image
    log = 2,          // new kernel log text; masked until unmasked
    device_input = 3, // a1 device number, a2 bytes waiting; masked until read empty
    device_state = 4, // a1 device number, a2 DeviceState value, a3 a4 its arguments
    interrupt = 5,    // a1 number of the interrupt; the next one only after event_unmask
};
inline constexpr uint32_t kEventCount = 6;

enum class TaskState : uint32_t { created = 1, running = 2, exited = 3, faulted = 4, killed = 5 };

enum class FaultKind : uint32_t {
    none = 0,
    unreachable = 1,   // abort, failed assertion
    out_of_bounds = 2, // memory access outside the task
    divide = 3,        // division by zero, or a quotient that does not fit
    stack_overflow = 4,
    bad_call = 5,   // indirect call of nothing, or with a wrong signature
    runaway = 6,    // a loop used up the time that one dispatch may take
    conversion = 7, // number outside the integer range
    no_memory = 8,  // the machine could not give the memory
    other = 9,
};

const char* describe(FaultKind kind);

// Device numbers of the wasm machine. Terminals are 0..kTerminalCount-1.
inline constexpr uint32_t kTerminalCount = 4;

enum class DeviceControl : uint32_t {
    terminal_size = 1, // answer: columns << 16 | rows
};

enum class DeviceState : uint32_t {
    resized = 1, // a3 columns, a4 rows
    opened = 2,  // somebody looks at this terminal for the first time
};

} // namespace abi

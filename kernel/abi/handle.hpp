// SPDX-License-Identifier: MIT
// Handles name kernel objects inside one task. They are small integers: the low 12 bits are the
// slot, the bits above count how often the slot was reused, so a stale handle finds nothing.
#pragma once

#include <cstdint>

namespace abi {

using Handle = uint32_t;

inline constexpr Handle kNoHandle = 0;
inline constexpr uint32_t kHandleSlotBits = 12;
inline constexpr uint32_t kMaxHandles = 1u << kHandleSlotBits; // a task; slot 0 is never used

// Handles that a task finds in its table when it starts (if its creator granted them).
inline constexpr Handle kNamingHandle = 1; // phone to the naming service; every task has it
inline constexpr Handle kFilesHandle = 2;  // phone to vfs: a session with its own open files and directory
inline constexpr Handle kSystemHandle = 3; // rights over the machine
inline constexpr Handle kFirstFreeHandle = 4;

/// What a handle allows. Rights only shrink on duplication and on transfer.
enum class Right : uint32_t {
    none = 0,
    transfer = 1u << 0,  // may be given to another task
    duplicate = 1u << 1, // may be duplicated
    // of a task handle
    kill = 1u << 2,
    grant = 1u << 3, // handles may be put into the task before it starts
    // of the system handle
    spawn = 1u << 4,   // create images and tasks
    inspect = 1u << 5, // read tasks, phones and queues of others
    trace = 1u << 6,   // read and switch the trace
    events = 1u << 7,  // subscribe to faults, task states and the kernel log
    devices = 1u << 8, // open devices and hardware
    power = 1u << 9,   // halt and reboot
    kill_any = 1u << 10,
    all = 0x7ff,
};

constexpr Right operator|(Right a, Right b) {
    return static_cast<Right>(uint32_t(a) | uint32_t(b));
}
constexpr Right operator&(Right a, Right b) {
    return static_cast<Right>(uint32_t(a) & uint32_t(b));
}
constexpr bool includes(Right rights, Right wanted) {
    return (rights & wanted) == wanted;
}

enum class HandleType : uint32_t {
    free = 0,
    phone,
    call,
    task,
    image,
    system,
    device,
    ports,        // hardware from here on: abi/hardware.hpp
    memory_range, // device memory, or dma
    interrupt,
};

} // namespace abi

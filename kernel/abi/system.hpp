// SPDX-License-Identifier: MIT
// What the kernel tells about tasks to holders of the system handle with Right::inspect.
#pragma once

#include "kernel/abi/event.hpp"
#include "kernel/abi/ipc.hpp"

namespace abi {

inline constexpr uint32_t kTaskNameSize = 32; // bytes with the final NUL; longer names are cut

struct TaskInfo {
    TaskId id;
    TaskId creator;
    char name[kTaskNameSize];
    TaskState state;
    uint32_t phones;
    uint32_t handles;
    uint32_t incoming; // lengths of the queues
    uint32_t dispatched;
    uint32_t answers;
    uint32_t notifications;
    uint64_t memory;        // bytes of the address space
    uint64_t kernel_memory; // bytes of kernel objects charged
    uint64_t dispatches;    // how often it ran
    uint64_t calls_sent, calls_received, answers_sent, answers_received, forwards, notified;
};

struct PhoneInfo {
    Handle handle;
    uint32_t state; // 1 connecting, 2 connected, 3 hung up, 4 slammed
    TaskId peer;
    uint32_t active_calls;
    uint32_t interface;
    uint32_t reserved;
};

struct CallInfo {
    uint32_t queue; // 1 incoming, 2 dispatched, 3 answers
    uint32_t trace_id;
    TaskId sender;
    uint32_t interface;
    Words words;
};

struct MachineInfo {
    uint64_t uptime;    // virtual microseconds
    uint64_t real_time; // microseconds since 1970, UTC
    uint64_t dispatches;
    uint64_t kernel_memory; // bytes in use by kernel objects
    uint32_t tasks;
    uint32_t max_tasks;
    uint32_t trace_on;
    uint32_t reserved;
    char build[32];
    char machine[32]; // "wasm" or "x86_64"
};

} // namespace abi

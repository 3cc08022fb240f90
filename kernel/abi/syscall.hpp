// SPDX-License-Identifier: MIT
// The system calls. The same names, arguments and results on every machine; addresses are 64 bit words.
// A result >= 0 is success (and the value, if there is one); a negative result is -Error.
// A user address is always checked: outside the task -> Error::bad_memory, nothing changed.
#pragma once

#include "kernel/abi/event.hpp"
#include "kernel/abi/hardware.hpp"
#include "kernel/abi/ipc.hpp"
#include "kernel/abi/monitor.hpp"

namespace abi {

using Address = uint64_t;

enum class Clock : uint32_t {
    uptime = 0,    // virtual microseconds since boot; stands still while a task runs
    real_time = 1, // microseconds since 1970 UTC
    precise =
        2, // nanoseconds of the machine below; each reading is an input of the recording; for benchmarks
};

enum class Power : uint32_t { halt = 0, reboot = 1 };

inline constexpr int64_t kForever = -1; // deadline of a wait without timeout

} // namespace abi

// X(name, arguments): the list from which kernel exports and task imports are declared.
//
// ipc_call      sends asynchronously; the answer comes back with `cookie` as label. `parent`: trace id of the
//               call being served, or 0. Refused at once: no_entry (not a phone), limit (64 active calls on
//               the phone, or kernel memory of the task used up), not_supported (unknown system method).
//               Every other failure comes as an ordinary answer.
// ipc_answer    uses up the right. no_entry: not a call that this task may answer.
// ipc_forward   passes the call on through `phone`. For user methods the method and a1..a3 are replaced
//               (a4, a5 stay); for connect_* the new method, a1, a2 land in a1..a3; data, share and delegate
//               calls keep their words. The forwarder loses the call whatever happens; when the forward fails
//               the first caller gets forward_failed.
// ipc_hangup    closes the phone; cannot fail for lack of memory.
// ipc_poke      makes the next wait of this task return without a message.
// handle_*      duplicate with fewer rights; close; what is it (HandleType << 32 | rights).
// image_create  turns an executable into something tasks can be made from. Needs Right::spawn of `system`.
// task_create   makes a task that does not run yet; its arguments are a blob that it reads with
// task_arguments. task_grant    moves (or with `keep`, duplicates) `handle` to slot `slot` of a task that has
// not started. task_start, task_kill: by task handle. system_kill: by id, needs Right::kill_any. task_exit
// the task ends when it next returns to the kernel; further calls fail with interrupted. area_*        an
// area is a range of the task that can be shared; base and size in bytes, any alignment.
//               publish: make what this task wrote visible to the other sharers (free on real pages).
// event_*       see abi/event.hpp. `source` is the system handle, a device handle for device_*, or an
//               interrupt handle for interrupt.
// device_read   takes at most `size` bytes that have arrived; 0 when there are none.
// log_write     a line for the kernel log. log_read: bytes copied; `position` counts all bytes ever written.
// trace_*       mask 0 is off. trace_read copies records with sequence >= first; returns how many.
// system_*      fill arrays of abi/system.hpp structs; return how many.
// hardware_*    see abi/hardware.hpp. open needs Right::devices; errors: invalid (kind, range), busy (owned
// by
//               another handle, or by the kernel), no_entry (no such interrupt), limit, no_memory. query
//               gives a HardwareFact. info fills a HardwareInfo; returns 0.
// port_*        width 1, 2 or 4 bytes at `offset` of a ports handle; invalid outside of it.
// memory_map    the address in the caller where all of a memory or dma handle appears, once (exists).
// clock_set     microseconds since 1970 UTC, for all tasks; needs Right::devices. not_supported where the
// host
//               of the machine tells the time.
// monitor_load  gives the kernel the table of abi/monitor.hpp that it checks messages against from now on;
// once (exists).
//               Needs Right::devices. Errors: invalid (malformed), overflow (more than kMaxMonitorTable),
//               limit.
// monitor_policy  what a violation leads to; see PolicySubject. Needs Right::kill_any, because it can end the
// connections
//               of others. Errors: no_entry (no such interface or task), invalid, not_supported (no table).
// monitor_read  copies Violations with sequence >= first; returns how many. Needs Right::inspect.
// entropy       deterministic random bytes from the seed that the machine was started with.
#define SWITCHBOARD_SYSCALLS(X)                                                                              \
    X(ipc_call, (uint32_t phone, uint64_t method, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4,        \
                 uint64_t a5, uint64_t cookie, uint32_t parent))                                             \
    X(ipc_answer,                                                                                            \
      (uint32_t call, uint64_t error, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4, uint64_t a5))      \
    X(ipc_forward, (uint32_t call, uint32_t phone, uint64_t method, uint64_t a1, uint64_t a2, uint64_t a3,   \
                    uint32_t mode))                                                                          \
    X(ipc_hangup, (uint32_t phone))                                                                          \
    X(ipc_poke, ())                                                                                          \
    X(handle_duplicate, (uint32_t handle, uint32_t rights))                                                  \
    X(handle_close, (uint32_t handle))                                                                       \
    X(handle_query, (uint32_t handle))                                                                       \
    X(image_create, (uint32_t system, uint64_t address, uint64_t size))                                      \
    X(task_create, (uint32_t system, uint32_t image, uint64_t name, uint64_t name_size, uint64_t arguments,  \
                    uint64_t arguments_size))                                                                \
    X(task_grant, (uint32_t task, uint32_t handle, uint32_t slot, uint32_t rights, uint32_t keep))           \
    X(task_start, (uint32_t task))                                                                           \
    X(task_kill, (uint32_t task))                                                                            \
    X(task_query, (uint32_t task))                                                                           \
    X(task_id, ())                                                                                           \
    X(task_exit, (uint32_t status))                                                                          \
    X(task_arguments, (uint64_t address, uint64_t size))                                                     \
    X(area_create, (uint64_t base, uint64_t size, uint64_t flags))                                           \
    X(area_destroy, (uint64_t base))                                                                         \
    X(area_publish, (uint64_t base, uint64_t offset, uint64_t size))                                         \
    X(event_subscribe, (uint32_t source, uint32_t event, uint64_t method))                                   \
    X(event_unsubscribe, (uint32_t source, uint32_t event))                                                  \
    X(event_unmask, (uint32_t source, uint32_t event))                                                       \
    X(device_open, (uint32_t system, uint32_t device))                                                       \
    X(device_read, (uint32_t device, uint64_t address, uint64_t size))                                       \
    X(device_write, (uint32_t device, uint64_t address, uint64_t size))                                      \
    X(device_control, (uint32_t device, uint32_t control, uint64_t argument))                                \
    X(clock_read, (uint32_t clock))                                                                          \
    X(entropy, (uint64_t address, uint64_t size))                                                            \
    X(log_write, (uint64_t address, uint64_t size))                                                          \
    X(log_read, (uint32_t system, uint64_t position, uint64_t address, uint64_t size))                       \
    X(trace_control, (uint32_t system, uint32_t mask))                                                       \
    X(trace_read, (uint32_t system, uint64_t first, uint64_t address, uint64_t capacity))                    \
    X(boot_module, (uint32_t system, uint64_t index, uint64_t address, uint64_t size))                       \
    X(system_machine, (uint32_t system, uint64_t address, uint64_t size))                                    \
    X(system_tasks, (uint32_t system, uint64_t address, uint64_t capacity))                                  \
    X(system_phones, (uint32_t system, uint64_t task, uint64_t address, uint64_t capacity))                  \
    X(system_calls, (uint32_t system, uint64_t task, uint64_t address, uint64_t capacity))                   \
    X(system_kill, (uint32_t system, uint64_t task))                                                         \
    X(system_power, (uint32_t system, uint32_t power, uint32_t status))                                      \
    X(hardware_open, (uint32_t system, uint32_t kind, uint64_t base, uint64_t size))                         \
    X(hardware_query, (uint32_t handle, uint32_t fact))                                                      \
    X(hardware_info, (uint32_t system, uint64_t address, uint64_t size))                                     \
    X(port_read, (uint32_t ports, uint64_t offset, uint32_t width))                                          \
    X(port_write, (uint32_t ports, uint64_t offset, uint32_t width, uint32_t value))                         \
    X(memory_map, (uint32_t range, uint64_t flags))                                                          \
    X(clock_set, (uint32_t system, uint64_t real_time))                                                      \
    X(monitor_load, (uint32_t system, uint64_t address, uint64_t size))                                      \
    X(monitor_policy, (uint32_t system, uint32_t subject, uint32_t number, uint32_t policy))                 \
    X(monitor_read, (uint32_t system, uint64_t first, uint64_t address, uint64_t capacity))

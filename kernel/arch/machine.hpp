// SPDX-License-Identifier: MIT
// What the kernel needs from the machine below. Each arch/<arch>/ supplies all of it, and nothing else of the
// kernel knows on which machine it runs. Slots number address spaces: 0 is the kernel, 1..kMaxTasks are
// tasks.
#pragma once

#include "kernel/abi/event.hpp"
#include "kernel/abi/hardware.hpp"
#include "kernel/abi/ipc.hpp"

#include <cstddef>

namespace kernel::arch {

using Slot = uint32_t;

/// Moves bytes between address spaces; false, with nothing changed, when a range lies outside its space.
bool copy(Slot to, uint64_t to_address, Slot from, uint64_t from_address, uint64_t size);
/// Whether the whole range belongs to the task now.
bool reachable(Slot slot, uint64_t address, uint64_t size);
/// Makes [to_base, to_base + size) of `to` the same memory as [from_base, from_base + size) of `from`, which
/// `to` may write if `writable`. False, with nothing changed: this machine cannot, for such ranges, and
/// contents must be copied.
bool share(Slot to, uint64_t to_base, Slot from, uint64_t from_base, uint64_t size, bool writable);
/// Ends that for one of them: it keeps what is there now, and does not see what the others write.
void unshare(Slot slot, uint64_t base, uint64_t size);
/// Bytes of memory that the task has, for people to read.
uint64_t task_memory(Slot slot);

/// Image number > 0 for the executable at `address` of `slot`; -1: not an executable, -2: no memory.
int32_t image_create(Slot slot, uint64_t address, uint64_t size);
/// Once for each success of image_create: the kernel makes no more tasks of it; those that run it go on.
void image_release(int32_t image);
/// Address space and entry for `slot`; 0, or -1, -2 as above.
int32_t task_instantiate(Slot slot, int32_t image);
void task_release(Slot slot);

// How a dispatch ends otherwise than with a deadline.
inline constexpr int64_t kPreempted = INT64_MIN;   // the task goes on with task_resume
inline constexpr int64_t kFaulted = INT64_MIN + 1; // see task_fault

/// Runs the task until all its fibrils wait; returns its deadline, -1 for none, or one of the above. Need not
/// return: on some machines a trap unwinds through it.
int64_t task_enter(Slot slot, const abi::Message& message);
/// Lets a task go on that was preempted; returns as task_enter.
int64_t task_resume(Slot slot);
struct Fault {
    abi::FaultKind kind;
    int64_t place;
};
/// Why the last dispatch ended with kFaulted.
Fault task_fault();
/// Writes where a fault was, for people; returns the end of the text, which has at most 80 bytes.
char* describe_place(char* to, uint64_t place);

/// How many of abi::kTerminalCount devices this machine has: all, or 0 where drivers are tasks.
uint32_t terminal_count();
void device_write(uint32_t device, Slot slot, uint64_t address, uint64_t size);
int32_t device_control(uint32_t device, uint32_t control, uint64_t argument);
int64_t precise_clock();
uint32_t module_size(uint32_t module);
bool module_copy(uint32_t module, uint64_t offset, Slot slot, uint64_t address, uint64_t size);
void power(uint32_t power, uint32_t status);
[[noreturn]] void panic(const char* text, size_t size);

/// Fresh zeroed memory for the kernel that is never given back; nullptr when there is none. Aligned to 16.
void* grow(size_t bytes);
/// Traps in the caller's task, before any kernel state is touched, when too little native stack is left for a
/// system call.
void probe_stack();

const char* name();

// Hardware for driver tasks. A machine that has none says so, and nothing below is called. The kernel keeps
// the books: what is claimed here has no other owner, and is given back exactly once.

bool has_hardware();
/// Fills what it knows; all of `info` is zero before.
void describe_hardware(abi::HardwareInfo& info);

/// False when the machine itself uses one of these ports. base + size <= abi::kPortCount.
bool ports_available(uint64_t base, uint64_t size);
/// width 1, 2 or 4 bytes; the port belongs to a task.
uint32_t port_read(uint32_t port, uint32_t width);
void port_write(uint32_t port, uint32_t width, uint32_t value);

/// False when a byte of this physical range is RAM that kernel or tasks use or could get, or a device that
/// the machine itself uses. Whole pages; RAM that the firmware keeps for itself (ACPI tables) is available.
bool memory_available(uint64_t physical, uint64_t size);
/// Physically contiguous zeroed RAM below 4 GiB in whole pages; 0: there is none.
uint64_t dma_allocate(uint64_t size);
void dma_release(uint64_t physical, uint64_t size);
/// Shows a physical range to the task, never executable; flags of abi::MapFlag. cached: it is RAM. The
/// address, which the task's own pointers never reach otherwise, or 0: no memory for it.
uint64_t hardware_map(Slot slot, uint64_t physical, uint64_t size, uint64_t flags, bool cached);
void hardware_unmap(Slot slot, uint64_t address, uint64_t size);

// Lines are the machine's own numbers of interrupts. When one comes in the machine masks and acknowledges it,
// remembers it while a task runs, and calls kernel().hardware.raise(line) between two dispatches. A message
// interrupt that cannot be masked at its source is remembered, and raised once, when it is unmasked.

inline constexpr int32_t kNoLine = -1;
inline constexpr int32_t kLineInUse = -2; // by the machine itself
/// The line on which a global interrupt number, or abi::kBusInterrupt + number, arrives; masked until
/// unmasked.
int32_t interrupt_line(uint64_t number);
/// A line for messages, and what a device must write where to raise it; kNoLine: all are taken.
int32_t message_interrupt_claim(uint64_t& address, uint64_t& data);
void interrupt_unmask(uint32_t line);
void interrupt_mask(uint32_t line);
/// Masks, forgets what is remembered, and frees a message line.
void interrupt_release(uint32_t line);

} // namespace kernel::arch

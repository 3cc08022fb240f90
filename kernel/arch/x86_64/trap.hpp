// SPDX-License-Identifier: MIT
// Into user mode and back. The kernel has one stack: enter_task and resume_task leave their frame on it,
// system calls and traps of the task run above that frame, and the end of the dispatch goes back through it.
// Nothing of a task is on the stack between two dispatches.
#pragma once

#include "kernel/abi/arch/x86_64/machine.hpp"

#include <cstddef>
#include <cstdint>

namespace kernel::arch {

/// What a task has in its registers when it is entered; trap.S knows the offsets.
struct EntryRegisters {
    uint64_t rdi, rsi, rdx, r8, r9, rax, rbx, r12, r13, r14, r15, rip;
};
static_assert(offsetof(EntryRegisters, rip) == 88);

/// All registers at a trap, as trap.S and the processor push them.
struct TrapFrame {
    uint64_t r15, r14, r13, r12, r11, r10, r9, r8, rbp, rdi, rsi, rdx, rcx, rbx, rax;
    uint64_t vector, error;
    uint64_t rip, cs, flags, rsp, ss;

    bool from_user() const { return (cs & 3) != 0; }
};
static_assert(offsetof(TrapFrame, vector) == 120);

// Deadlines that no task can give: how else a dispatch may end.
inline constexpr int64_t kLeavesPreempted = INT64_MIN;
inline constexpr int64_t kLeavesFaulted = INT64_MIN + 1;

/// Descriptor tables, system call registers, SSE; once.
void start_traps();

extern "C" {
/// Runs the task until it leaves: its deadline (negative ones are -1), or one of the two above.
int64_t enter_task(const EntryRegisters& registers);
/// The same for a task that was preempted.
int64_t resume_task(const TrapFrame& frame);
/// Makes SSE and x87 as after reset, so that nothing of the last task can be seen.
void reset_floating_point();
/// A trap has happened, interrupts are off. 0: go on where it happened; otherwise what enter_task returns.
int64_t trap_entered(TrapFrame& frame);
/// A machine call other than leave.
int64_t machine_call(uint64_t number, uint64_t a1, uint64_t a2, uint64_t a3);
}

/// Interrupt vectors: 32 the timer, then device lines and messages, the last the spurious one.
inline constexpr uint32_t kTimerVector = 32;
inline constexpr uint32_t kFirstDeviceVector = 33;
inline constexpr uint32_t kSpuriousVector = 255;

} // namespace kernel::arch

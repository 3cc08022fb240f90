// SPDX-License-Identifier: MIT
// Which task the processor belongs to, and how it is taken away.
#pragma once

#include "kernel/arch/x86_64/hot.hpp"
#include "kernel/arch/x86_64/space.hpp"

namespace kernel::arch {

/// An interrupt has come while a task ran.
extern bool interrupted;

/// The space of the task that runs or ran last; nullptr when there is none.
Space* running_space();
/// The space will be freed: nothing of it stays in the processor.
void forget_space(Space& space);

/// Makes the timer end the running dispatch after one slice, if it is not set already.
void arm_slice();
/// The timer has rung.
void slice_is_over();

/// As MachineCall::set_thread_pointer, for the running task.
int64_t set_thread_pointer(Space& space, uint64_t address);

/// Takes the processor from the running task, which was at `frame`: what enter_task returns.
int64_t preempt(const TrapFrame& frame);
/// Ends the running dispatch by a fault of the task: what enter_task returns.
int64_t end_by_fault(abi::FaultKind kind, uint64_t place);

} // namespace kernel::arch

// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/dispatch.hpp"

#include "kernel/arch/x86_64/apic.hpp"
#include "kernel/arch/x86_64/clock.hpp"
#include "kernel/arch/x86_64/processor.hpp"
#include "kernel/lib/text.hpp"

namespace kernel::arch {

namespace {

constexpr int64_t kSlice = 2'000;       // microseconds
constexpr int64_t kRunaway = 5'000'000; // microseconds that a limited program may compute in one dispatch

KERNEL_HOT constinit Space* running = nullptr;
KERNEL_HOT constinit Space* floating_point_owner = nullptr;
KERNEL_HOT constinit uint64_t thread_pointer = 0; // what the processor holds
KERNEL_HOT constinit bool slice_armed = false;
constinit Fault last_fault{};

void activate(Space& space) {
    if (running != &space) {
        running = &space;
        write_page_table(space.table.root());
    }
    if (thread_pointer != space.thread_pointer) {
        thread_pointer = space.thread_pointer;
        write_register(Register::thread_pointer, thread_pointer);
    }
    arm_slice();
}

int64_t leave_as(int64_t result) {
    switch (result) {
    case kLeavesPreempted:
        return kPreempted;
    case kLeavesFaulted:
        return kFaulted;
    default:
        return result;
    }
}

} // namespace

KERNEL_HOT constinit bool interrupted = false;

Space* running_space() {
    return running;
}

void forget_space(Space& space) {
    if (running == &space)
        running = nullptr;
    if (floating_point_owner == &space)
        floating_point_owner = nullptr;
}

void arm_slice() {
    if (slice_armed)
        return;
    slice_armed = true;
    set_timer(kSlice);
}

void slice_is_over() {
    slice_armed = false;
}

int64_t set_thread_pointer(Space& space, uint64_t address) {
    if (address >= abi::x86_64::kAddressLimit)
        return -static_cast<int64_t>(abi::Error::invalid);
    space.thread_pointer = thread_pointer = address;
    write_register(Register::thread_pointer, address);
    return 0;
}

int64_t preempt(const TrapFrame& frame) {
    interrupted = true;
    Space& space = *running;
    space.used += kSlice; // or less, if it was entered in the middle of a slice
    if (space.limited && space.used > kRunaway)
        return end_by_fault(abi::FaultKind::runaway, frame.rip);
    space.preempted = frame;
    asm volatile("fxsave64 (%0)" : : "r"(space.floating_point) : "memory");
    return kLeavesPreempted;
}

int64_t end_by_fault(abi::FaultKind kind, uint64_t place) {
    last_fault = {kind, static_cast<int64_t>(place)};
    return kLeavesFaulted;
}

int64_t task_enter(Slot slot, const abi::Message& message) {
    Space& space = space_of(slot);
    space.used = 0;
    if (floating_point_owner != &space) {
        floating_point_owner = &space;
        reset_floating_point();
    }
    activate(space);
    const abi::Words& words = message.words;
    EntryRegisters registers{.rdi = static_cast<uint64_t>(message.kind),
                             .rsi = message.call,
                             .rdx = message.label,
                             .r8 = message.sender,
                             .r9 = message.trace_id,
                             .rax = words[0],
                             .rbx = words[1],
                             .r12 = words[2],
                             .r13 = words[3],
                             .r14 = words[4],
                             .r15 = words[5],
                             .rip = space.entry};
    return leave_as(enter_task(registers));
}

int64_t task_resume(Slot slot) {
    Space& space = space_of(slot);
    floating_point_owner = &space;
    asm volatile("fxrstor64 (%0)" : : "r"(space.floating_point) : "memory");
    activate(space);
    return leave_as(resume_task(space.preempted));
}

Fault task_fault() {
    return last_fault;
}

char* describe_place(char* to, uint64_t place) {
    return append_number(append(to, "at address 0x"), place, 16);
}

} // namespace kernel::arch

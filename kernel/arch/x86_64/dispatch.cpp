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
KERNEL_HOT constinit int64_t used = 0; // microseconds that the dispatch has taken, in slices

/// What it takes to enter a task. Those that ran last have it here, because their spaces lie in pages that a
/// dispatch touches for nothing else.
struct Residence {
    Space* space;
    Physical root;
    uint64_t entry;
    uint64_t thread_pointer;
};
constexpr uint32_t kResidences = 8;
KERNEL_HOT constinit Residence residences[kResidences] = {};

Residence& residence_of(Slot slot) {
    Residence& residence = residences[slot % kResidences];
    Space& space = space_of(slot);
    if (residence.space != &space) [[unlikely]]
        residence = {&space, space.table.root(), space.entry, space.thread_pointer};
    return residence;
}

void forget_residence(const Space& space) {
    for (Residence& residence : residences)
        if (residence.space == &space)
            residence = {};
}

constinit Fault last_fault{};

void activate(const Residence& residence) {
    if (running != residence.space) {
        running = residence.space;
        write_page_table(residence.root);
    }
    if (thread_pointer != residence.thread_pointer) {
        thread_pointer = residence.thread_pointer;
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
    forget_residence(space);
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
    forget_residence(space);
    write_register(Register::thread_pointer, address);
    return 0;
}

int64_t preempt(const TrapFrame& frame) {
    interrupted = true;
    Space& space = *running;
    used += kSlice; // or less, if it was entered in the middle of a slice
    if (space.limited && used > kRunaway)
        return end_by_fault(abi::FaultKind::runaway, frame.rip);
    space.used = used;
    space.preempted = frame;
    asm volatile("fxsave64 (%0)" : : "r"(space.floating_point) : "memory");
    return kLeavesPreempted;
}

int64_t end_by_fault(abi::FaultKind kind, uint64_t place) {
    last_fault = {kind, static_cast<int64_t>(place)};
    return kLeavesFaulted;
}

int64_t task_enter(Slot slot, const abi::Message& message) {
    const Residence& residence = residence_of(slot);
    used = 0;
    if (floating_point_owner != residence.space) {
        floating_point_owner = residence.space;
        reset_floating_point();
    }
    activate(residence);
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
                             .rip = residence.entry};
    return leave_as(enter_task(registers));
}

[[gnu::noinline]] int64_t task_resume(Slot slot) {
    Space& space = space_of(slot);
    floating_point_owner = &space;
    used = space.used;
    asm volatile("fxrstor64 (%0)" : : "r"(space.floating_point) : "memory");
    activate(residence_of(slot));
    return leave_as(resume_task(space.preempted));
}

Fault task_fault() {
    return last_fault;
}

char* describe_place(char* to, uint64_t place) {
    return append_number(append(to, "at address 0x"), place, 16);
}

} // namespace kernel::arch

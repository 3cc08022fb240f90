// SPDX-License-Identifier: MIT
// What a trap means.
#include "kernel/arch/x86_64/apic.hpp"
#include "kernel/arch/x86_64/dispatch.hpp"
#include "kernel/arch/x86_64/interrupt.hpp"
#include "kernel/arch/x86_64/panic.hpp"
#include "kernel/arch/x86_64/processor.hpp"

namespace kernel::arch {

using abi::FaultKind;

namespace {

enum Vector : uint64_t {
    kDivide = 0,
    kNonMaskable = 2,
    kBreakpoint = 3,
    kOverflow = 4,
    kBounds = 5,
    kInvalidInstruction = 6,
    kDoubleFault = 8,
    kProtection = 13,
    kPageFault = 14,
    kFloatingPoint = 16,
    kMachineCheck = 18,
    kSseFloatingPoint = 19,
    kFirstInterrupt = 32,
};

constexpr uint64_t kInstructionFetch = 1 << 4; // of a page fault's error code

/// Whether the address belongs to code that the task may run.
bool is_code(Space& space, uint64_t address) {
    Entry* entry = address < abi::x86_64::kAddressLimit ? space.table.find(address) : nullptr;
    return entry && (*entry & page::kPresent) && !(*entry & page::kNoExecute);
}

FaultKind kind_of(Space& space, const TrapFrame& frame) {
    if (space.overflowed)
        return FaultKind::stack_overflow;
    switch (frame.vector) {
    case kDivide:
    case kOverflow:
        return FaultKind::divide;
    case kInvalidInstruction:
    case kBreakpoint:
        return FaultKind::unreachable;
    case kPageFault:
        return frame.error & kInstructionFetch ? FaultKind::bad_call : FaultKind::out_of_bounds;
    case kProtection:
        return is_code(space, frame.rip) ? FaultKind::out_of_bounds : FaultKind::bad_call;
    case kFloatingPoint:
    case kSseFloatingPoint:
        return FaultKind::conversion;
    default:
        return FaultKind::other;
    }
}

/// The program may name the fibril whose stack has overflowed; afterwards it faults again and ends.
int64_t overflow(Space& space, TrapFrame& frame) {
    space.overflowed = true;
    space.overflow_place = frame.rip;
    if (space.overflow_entry == 0)
        return end_by_fault(FaultKind::stack_overflow, frame.rip);
    frame.rip = space.overflow_entry;
    frame.rsp = 0;
    return 0;
}

int64_t page_fault(Space& space, TrapFrame& frame, uint64_t address) {
    Entry* entry = address < abi::x86_64::kAddressLimit ? space.table.find(address) : nullptr;
    if (entry && !(*entry & page::kPresent)) {
        if (*entry & page::kPromised) {
            keep_promise(space, address);
            return 0;
        }
        if ((*entry & page::kGuard) && !space.overflowed)
            return overflow(space, frame);
    }
    return end_by_fault(kind_of(space, frame), space.overflowed ? space.overflow_place : frame.rip);
}

int64_t exception(TrapFrame& frame) {
    // Read first: a second page fault would overwrite it.
    uint64_t address = read_fault_address();
    bool mine = !frame.from_user() || frame.vector == kNonMaskable || frame.vector == kDoubleFault ||
                frame.vector == kMachineCheck;
    if (mine)
        panic_at(frame, address);
    Space& space = *running_space();
    if (frame.vector == kPageFault)
        return page_fault(space, frame, address);
    return end_by_fault(kind_of(space, frame), space.overflowed ? space.overflow_place : frame.rip);
}

int64_t interrupt(TrapFrame& frame) {
    if (frame.vector == kSpuriousVector)
        return 0;
    if (frame.vector == kTimerVector)
        slice_is_over();
    else
        interrupt_arrived(static_cast<uint32_t>(frame.vector));
    end_of_interrupt();
    return frame.from_user() ? preempt(frame) : 0;
}

} // namespace

int64_t trap_entered(TrapFrame& frame) {
    return frame.vector >= kFirstInterrupt ? interrupt(frame) : exception(frame);
}

int64_t machine_call(uint64_t number, uint64_t a1, uint64_t a2, uint64_t a3) {
    using abi::x86_64::MachineCall;
    Space& space = *running_space();
    switch (static_cast<MachineCall>(number)) {
    case MachineCall::grow_heap:
        return grow_heap(space, a1);
    case MachineCall::guard_heap:
        return guard_heap(space, a1, a2, a3 != 0);
    case MachineCall::set_thread_pointer:
        return set_thread_pointer(space, a1);
    default:
        return -static_cast<int64_t>(abi::Error::not_supported);
    }
}

} // namespace kernel::arch

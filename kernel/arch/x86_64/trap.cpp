// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/trap.hpp"

#include "kernel/arch/x86_64/processor.hpp"

#include <cstring>

extern "C" {
extern char task_state_segment[], trap_stack_end[], trap_entries[];
void system_call_entry();
}

namespace kernel::arch {

namespace {

// Segments in the order that sysret wants: kernel code and data, (unused), user data and code, task state.
constexpr uint16_t kKernelCode = 0x08;
constexpr uint16_t kUserBase = 0x18 | 3;
constexpr uint16_t kTaskState = 0x30;

constinit uint64_t descriptors[8] = {
    0, 0x00af'9b00'0000'ffff, 0x00cf'9300'0000'ffff, 0, 0x00cf'f300'0000'ffff, 0x00af'fb00'0000'ffff,
};

struct Gate {
    uint16_t offset_low;
    uint16_t segment;
    uint8_t stack;
    uint8_t type;
    uint16_t offset_middle;
    uint32_t offset_high;
    uint32_t reserved;
};
constinit Gate gates[256] = {};

struct [[gnu::packed]] TablePointer {
    uint16_t limit;
    const void* base;
};

// Stack 1 is for double faults and the like; that for traps from user mode is set at each dispatch.
void set_task_state() {
    constexpr uint64_t kSize = 104, kStack1 = 36, kPermissions = 102;
    const char* stack = trap_stack_end;
    const uint16_t permissions = kSize; // there are none
    std::memcpy(task_state_segment + kStack1, &stack, sizeof(stack));
    std::memcpy(task_state_segment + kPermissions, &permissions, sizeof(permissions));
    auto base = reinterpret_cast<uintptr_t>(task_state_segment);
    descriptors[6] =
        (kSize - 1) | (base & 0xff'ffff) << 16 | uint64_t(0x89) << 40 | (base >> 24 & 0xff) << 56;
    descriptors[7] = base >> 32;
}

// Faults during which the kernel's stack cannot be trusted get one of their own.
bool needs_own_stack(uint32_t vector) {
    return vector == 2 || vector == 8 || vector == 18;
}

void set_gates() {
    constexpr uint8_t kInterruptGate = 0x8e;
    for (uint32_t vector = 0; vector < 256; ++vector) {
        auto entry = reinterpret_cast<uintptr_t>(trap_entries) + 16 * vector;
        gates[vector] = {static_cast<uint16_t>(entry),
                         kKernelCode,
                         static_cast<uint8_t>(needs_own_stack(vector) ? 1 : 0),
                         kInterruptGate,
                         static_cast<uint16_t>(entry >> 16),
                         static_cast<uint32_t>(entry >> 32),
                         0};
    }
}

void load_tables() {
    TablePointer descriptor_table{sizeof(descriptors) - 1, descriptors};
    TablePointer gate_table{sizeof(gates) - 1, gates};
    asm volatile("lgdt %0; lidt %1" : : "m"(descriptor_table), "m"(gate_table));
    asm volatile("mov %w0, %%ss; mov %w0, %%ds; mov %w0, %%es" : : "r"(kKernelCode + 8));
    asm volatile("ltr %w0" : : "r"(kTaskState));
    // The far return loads the code segment.
    asm volatile("pushq %0; lea 1f(%%rip), %%rax; pushq %%rax; lretq; 1:"
                 :
                 : "i"(uint64_t(kKernelCode))
                 : "rax", "memory");
}

void start_system_calls() {
    constexpr uint64_t kCleared = 0x4'7700; // traps, interrupts, direction, privilege, nesting, alignment
    write_register(Register::system_call_segments, uint64_t(kUserBase) << 48 | uint64_t(kKernelCode) << 32);
    write_register(Register::system_call_entry, reinterpret_cast<uintptr_t>(system_call_entry));
    write_register(Register::system_call_flags, kCleared);
}

void start_processor_features() {
    constexpr uint64_t kFastSave = 1 << 9, kSseFaults = 1 << 10, kGlobal = 1 << 7;
    constexpr uint64_t kNoUserInstructions = 1 << 11;
    constexpr uint64_t kNoUserExecution = 1 << 20, kNoUserAccess = 1 << 21;
    uint64_t control = read_control_4() | kFastSave | kSseFaults;
    control &= ~kGlobal;
    if (identify(0).a >= 7) {
        Identification features = identify(7);
        control |= (features.b & 1 << 7) != 0 ? kNoUserExecution : 0;
        control |= (features.b & 1 << 20) != 0 ? kNoUserAccess : 0;
        control |= (features.c & 1 << 2) != 0 ? kNoUserInstructions : 0;
    }
    write_control_4(control);
    uint64_t control_0;
    asm volatile("mov %%cr0, %0" : "=r"(control_0));
    // Floating point is there, its errors are exceptions.
    control_0 = (control_0 & ~uint64_t(1 << 2 | 1 << 3)) | 1 << 1 | 1 << 5;
    asm volatile("mov %0, %%cr0" : : "r"(control_0));
}

} // namespace

void start_traps() {
    set_task_state();
    set_gates();
    load_tables();
    start_system_calls();
    start_processor_features();
    reset_floating_point();
}

} // namespace kernel::arch

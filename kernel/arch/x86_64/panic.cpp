// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/panic.hpp"

#include "kernel/arch/machine.hpp"
#include "kernel/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/early_console.hpp"
#include "kernel/arch/x86_64/frames.hpp"
#include "kernel/arch/x86_64/processor.hpp"
#include "kernel/arch/x86_64/symbol.hpp"
#include "kernel/kernel.hpp"

#include <cstring>

extern "C" char kernel_stack_guard[], kernel_stack_end[];

namespace kernel::arch {

namespace {

constexpr uint16_t kEmulatorExit = 0xf4; // QEMU's isa-debug-exit
constexpr uint32_t kPanicStatus = 70;
constexpr int kMaxFrames = 24;

constinit bool panicking = false;

void show_place(uint64_t address) {
    show("  ");
    show_number(address, 16, 16);
    SymbolPlace place = find_symbol(address);
    if (!place.name.empty()) {
        show("  ");
        show(place.name);
        show("+0x");
        show_number(place.offset, 16);
    }
    show("\n");
}

bool on_kernel_stack(uint64_t address) {
    return address >= reinterpret_cast<uintptr_t>(kernel_stack_guard) + kPageSize &&
           address + 16 <= reinterpret_cast<uintptr_t>(kernel_stack_end) && address % 8 == 0;
}

void show_backtrace(uint64_t frame_pointer) {
    show("How it came there:\n");
    for (int count = 0; count < kMaxFrames && on_kernel_stack(frame_pointer); ++count) {
        const auto* frame = reinterpret_cast<const uint64_t*>(frame_pointer);
        show_place(frame[1]);
        if (frame[0] <= frame_pointer) // the frames of callers lie above
            break;
        frame_pointer = frame[0];
    }
}

void show_registers(const TrapFrame& frame, uint64_t address) {
    const struct {
        const char* name;
        uint64_t value;
    } registers[] = {
        {"rax", frame.rax}, {"rbx", frame.rbx},     {"rcx", frame.rcx},     {"rdx", frame.rdx},
        {"rsi", frame.rsi}, {"rdi", frame.rdi},     {"rbp", frame.rbp},     {"rsp", frame.rsp},
        {"r8 ", frame.r8},  {"r9 ", frame.r9},      {"r10", frame.r10},     {"r11", frame.r11},
        {"r12", frame.r12}, {"r13", frame.r13},     {"r14", frame.r14},     {"r15", frame.r15},
        {"rip", frame.rip}, {"flags", frame.flags}, {"error", frame.error}, {"cr2", address},
    };
    int column = 0;
    for (const auto& entry : registers) {
        show(column == 0 ? "  " : "   ");
        show(entry.name);
        show("=");
        show_number(entry.value, 16, 16);
        column = (column + 1) % 3;
        if (column == 0)
            show("\n");
    }
    show("\n");
}

void begin_panic(std::string_view what) {
    asm volatile("cli");
    if (panicking) // while panicking: say no more
        stop_processor();
    panicking = true;
    take_consoles_back();
    show("\n\nKernel panic: ");
    show(what);
    show("\n");
    if (Task* task = kernel().scheduler.running()) {
        show("While task ");
        show_number(task->id);
        show(" (");
        show(task->name);
        show(") was running.\n");
    }
}

[[noreturn]] void end_panic() {
    show("\nThis is a bug of Switchboard; no program can cause it otherwise. Nothing on this computer's "
         "disks was\n"
         "touched. Please send a photo of this text with what you were doing, and switch off or reset.\n");
    leave_emulator(kPanicStatus);
    stop_processor();
}

} // namespace

void leave_emulator(uint32_t status) {
    if (boot_option("emulator_exit").empty())
        return;
    // The emulator ends with (status << 1 | 1), so that it cannot be told from a failure of the emulator only
    // for 0.
    out32(kEmulatorExit, status);
}

void panic_at(const TrapFrame& frame, uint64_t address) {
    static constexpr char kText[] = "exception 00 in the kernel";
    char text[sizeof(kText)];
    std::memcpy(text, kText, sizeof(text));
    text[10] = static_cast<char>('0' + frame.vector / 10 % 10);
    text[11] = static_cast<char>('0' + frame.vector % 10);
    begin_panic(text);
    show_registers(frame, address);
    show("Where:\n");
    show_place(frame.rip);
    show_backtrace(frame.rbp);
    end_panic();
}

void panic(const char* text, size_t size) {
    begin_panic({text, size});
    show_backtrace(reinterpret_cast<uintptr_t>(__builtin_frame_address(0)));
    end_panic();
}

} // namespace kernel::arch

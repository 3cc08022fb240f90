// SPDX-License-Identifier: MIT
// Off and again. Source: ACPI Specification 6.4, sections 4.8.3 and 16.1; port 0xcf9 and the keyboard
// controller are the older ways.
#include "kernel/arch/machine.hpp"
#include "kernel/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/early_console.hpp"
#include "kernel/arch/x86_64/loop.hpp"
#include "kernel/arch/x86_64/memory.hpp"
#include "kernel/arch/x86_64/panic.hpp"
#include "kernel/arch/x86_64/processor.hpp"
#include "kernel/arch/x86_64/trace_port.hpp"

namespace kernel::arch {

namespace {

constexpr uint16_t kSleepEnable = 1 << 13;
constexpr int kPatience = 1'000'000; // reads of a port, about a microsecond each

// Some firmware hands the power registers over only when it is asked to.
void enable_acpi() {
    constexpr uint16_t kEnabled = 1;
    const Acpi& tables = acpi();
    if (tables.smi_port == 0 || tables.acpi_enable == 0 || (in16(tables.power_port_a) & kEnabled))
        return;
    out8(tables.smi_port, tables.acpi_enable);
    for (int tries = 0; tries < kPatience && !(in16(tables.power_port_a) & kEnabled); ++tries)
        pause();
}

void power_off() {
    const Acpi& tables = acpi();
    if (!tables.has_power_off || tables.power_port_a == 0)
        return;
    enable_acpi();
    out16(tables.power_port_a, static_cast<uint16_t>(tables.power_off_a << 10 | kSleepEnable));
    if (tables.power_port_b != 0)
        out16(tables.power_port_b, static_cast<uint16_t>(tables.power_off_b << 10 | kSleepEnable));
    for (int tries = 0; tries < kPatience; ++tries)
        in8(0x80);
}

void reset_by_acpi() {
    const Acpi& tables = acpi();
    if (tables.reset.address == 0)
        return;
    if (tables.reset.port)
        out8(static_cast<uint16_t>(tables.reset.address), tables.reset_value);
    else if (char* place = map_device(tables.reset.address, 1, Cache::uncached))
        *reinterpret_cast<volatile uint8_t*>(place) = tables.reset_value;
    for (int tries = 0; tries < kPatience; ++tries)
        in8(0x80);
}

// Without interrupt gates the next exception resets the processor.
[[noreturn]] void reset_by_triple_fault() {
    struct [[gnu::packed]] {
        uint16_t limit = 0;
        uint64_t base = 0;
    } none;
    asm volatile("lidt %0; int3" : : "m"(none));
    stop_processor();
}

} // namespace

void halt_machine(uint32_t status) {
    leave_emulator(status);
    power_off();
    take_consoles_back();
    show("\nThe computer may be switched off now.\n");
    stop_processor();
}

void reboot_machine() {
    reset_by_acpi();
    out8(0xcf9, 0x06);
    out8(0x64, 0xfe);
    reset_by_triple_fault();
}

void power(uint32_t power, uint32_t status) {
    constexpr uint32_t kReboot = 1;
    show_log();
    send_trace();
    if (power == kReboot)
        reboot_machine();
    halt_machine(status);
}

} // namespace kernel::arch

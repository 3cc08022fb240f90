// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/apic.hpp"

#include "kernel/arch/x86_64/memory.hpp"
#include "kernel/arch/x86_64/processor.hpp"
#include "kernel/arch/x86_64/trap.hpp"
#include "kernel/lib/panic.hpp"

namespace kernel::arch {

namespace {

// Registers of the local APIC: offset in memory; the number of the model-specific register is 0x800 + offset
// / 16.
enum class Local : uint32_t {
    identity = 0x20,
    priority = 0x80,
    end = 0xb0,
    spurious = 0xf0,
    timer = 0x320,
    lint0 = 0x350,
    lint1 = 0x360,
    error = 0x370,
    initial_count = 0x380,
    current_count = 0x390,
    divide = 0x3e0,
};

constexpr uint32_t kMasked = 1 << 16;

constinit volatile uint32_t* local_registers = nullptr; // nullptr: by model-specific registers (x2APIC)
constinit uint64_t timer_frequency = 0;

struct Controller {
    volatile uint32_t* registers = nullptr;
    uint32_t first = 0;
    uint32_t inputs = 0;
};
constinit Controller controllers[Acpi::kMaxIoApics];
constinit uint32_t controller_count = 0;
constinit const Acpi* tables = nullptr;

void write_local(Local name, uint32_t value) {
    if (local_registers)
        local_registers[static_cast<uint32_t>(name) / 4] = value;
    else
        write_register(0x800 + static_cast<uint32_t>(name) / 16, value);
}

uint32_t read_local(Local name) {
    if (local_registers)
        return local_registers[static_cast<uint32_t>(name) / 4];
    return static_cast<uint32_t>(read_register(0x800 + static_cast<uint32_t>(name) / 16));
}

uint32_t local_identity() {
    uint32_t value = read_local(Local::identity);
    return local_registers ? value >> 24 : value;
}

// Both masters and slaves of the old kind, moved away from the exceptions first: they may still speak once.
void silence_old_controllers() {
    constexpr uint16_t kMaster = 0x20, kSlave = 0xa0;
    for (uint16_t base : {kMaster, kSlave}) {
        out8(base, 0x11);
        out8(base + 1, base == kMaster ? 0xe0 : 0xe8);
        out8(base + 1, base == kMaster ? 4 : 2);
        out8(base + 1, 1);
        out8(base + 1, 0xff);
    }
}

uint32_t read_controller(const Controller& controller, uint32_t index) {
    controller.registers[0] = index;
    return controller.registers[4];
}

void write_controller(const Controller& controller, uint32_t index, uint32_t value) {
    controller.registers[0] = index;
    controller.registers[4] = value;
}

uint32_t entry_of(uint32_t input) {
    return 0x10 + 2 * input;
}

void start_controllers(const Acpi& acpi) {
    for (uint32_t index = 0; index < acpi.io_apic_count; ++index) {
        Controller controller;
        char* registers = map_device(acpi.io_apics[index].address, 32, Cache::uncached);
        controller.registers = reinterpret_cast<volatile uint32_t*>(registers);
        if (!controller.registers)
            continue;
        controller.first = acpi.io_apics[index].first;
        controller.inputs = (read_controller(controller, 1) >> 16 & 0xff) + 1;
        for (uint32_t input = 0; input < controller.inputs; ++input)
            write_controller(controller, entry_of(input), kMasked);
        controllers[controller_count++] = controller;
    }
}

const Controller* find_controller(uint32_t global) {
    for (uint32_t index = 0; index < controller_count; ++index) {
        const Controller& controller = controllers[index];
        if (global >= controller.first && global - controller.first < controller.inputs)
            return &controller;
    }
    return nullptr;
}

// Lines of the old kind are edge triggered and active high unless the tables say otherwise; all others are of
// PCI.
uint32_t trigger_of(uint32_t global) {
    constexpr uint32_t kLowActive = 1 << 13, kLevel = 1 << 15, kOldLines = 16;
    for (uint32_t index = 0; index < tables->override_count; ++index) {
        const InterruptOverride& override = tables->overrides[index];
        if (override.global == global)
            return (override.low_active ? kLowActive : 0) | (override.level ? kLevel : 0);
    }
    return global < kOldLines ? 0 : kLowActive | kLevel;
}

} // namespace

void start_apic(const Acpi& acpi) {
    constexpr uint64_t kEnabled = 1 << 11, kExtended = 1 << 10;
    constexpr uint32_t kSoftwareEnabled = 1 << 8;
    tables = &acpi;
    if (!(identify(1).d & 1 << 9))
        panic("this processor has no local APIC");
    silence_old_controllers();
    uint64_t base = read_register(Register::apic_base);
    write_register(Register::apic_base, base | kEnabled);
    if (!(base & kExtended)) {
        char* registers = map_device(base & page::kAddress, kPageSize, Cache::uncached);
        if (!registers)
            panic("no memory to reach the local APIC");
        local_registers = reinterpret_cast<volatile uint32_t*>(registers);
    }
    write_local(Local::priority, 0);
    for (Local input : {Local::lint0, Local::lint1, Local::error, Local::timer})
        write_local(input, kMasked | kSpuriousVector);
    write_local(Local::spurious, kSoftwareEnabled | kSpuriousVector);
    start_controllers(acpi);
}

void end_of_interrupt() {
    write_local(Local::end, 0);
}

void set_timer_frequency(uint64_t ticks_a_second) {
    timer_frequency = ticks_a_second;
}

void start_timer_for_measuring() {
    constexpr uint32_t kUndivided = 0xb;
    write_local(Local::divide, kUndivided);
    write_local(Local::timer, kMasked | kTimerVector);
    write_local(Local::initial_count, 0xffff'ffff);
}

uint32_t read_timer() {
    return read_local(Local::current_count);
}

void set_timer(uint64_t microseconds) {
    constexpr uint64_t kLongest = 1'000'000; // the counter has 32 bits
    if (microseconds > kLongest)
        microseconds = kLongest;
    uint64_t ticks = timer_frequency * microseconds / 1'000'000;
    write_local(Local::timer, kTimerVector);
    write_local(Local::initial_count, ticks > 0xffff'ffff ? 0xffff'ffff : ticks < 1 ? 1 : uint32_t(ticks));
}

bool route_interrupt(uint32_t global, uint32_t vector) {
    const Controller* controller = find_controller(global);
    if (!controller)
        return false;
    uint32_t entry = entry_of(global - controller->first);
    write_controller(*controller, entry + 1, local_identity() << 24);
    write_controller(*controller, entry, kMasked | trigger_of(global) | vector);
    return true;
}

void mask_interrupt(uint32_t global, bool masked) {
    const Controller* controller = find_controller(global);
    if (!controller)
        return;
    uint32_t entry = entry_of(global - controller->first);
    uint32_t value = read_controller(*controller, entry);
    write_controller(*controller, entry, masked ? value | kMasked : value & ~kMasked);
}

uint32_t global_interrupts() {
    uint32_t end = 0;
    for (uint32_t index = 0; index < controller_count; ++index) {
        uint32_t own = controllers[index].first + controllers[index].inputs;
        end = own > end ? own : end;
    }
    return end;
}

uint64_t message_address() {
    return 0xfee0'0000 | uint64_t(local_identity()) << 12;
}

uint32_t message_data(uint32_t vector) {
    return vector;
}

} // namespace kernel::arch

// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/interrupt.hpp"

#include "kernel/arch/machine.hpp"
#include "kernel/arch/x86_64/apic.hpp"
#include "kernel/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/hot.hpp"
#include "kernel/arch/x86_64/trap.hpp"
#include "kernel/kernel.hpp"

namespace kernel::arch {

namespace {

enum class Source : uint8_t { none, global, message };

struct Line {
    Source source = Source::none;
    bool unmasked = false;
    bool arrived = false;    // and not told
    bool remembered = false; // a message that came while it was masked
    uint32_t global = 0;
};

constinit Line lines[256] = {};
KERNEL_HOT constinit bool something_arrived = false;

void arrive(Line& line) {
    line.arrived = true;
    something_arrived = true;
}

int32_t find_free() {
    for (uint32_t vector = kFirstDeviceVector; vector < kSpuriousVector; ++vector) {
        if (lines[vector].source == Source::none)
            return static_cast<int32_t>(vector);
    }
    return kNoLine;
}

int32_t find_global(uint32_t global) {
    for (uint32_t vector = kFirstDeviceVector; vector < kSpuriousVector; ++vector) {
        if (lines[vector].source == Source::global && lines[vector].global == global)
            return static_cast<int32_t>(vector);
    }
    return kNoLine;
}

// The tables tell where a line of the old bus arrives when that is not its own number.
uint32_t global_of_bus(uint32_t number) {
    for (uint32_t index = 0; index < acpi().override_count; ++index) {
        if (acpi().overrides[index].line == number)
            return acpi().overrides[index].global;
    }
    return number;
}

} // namespace

void interrupt_arrived(uint32_t vector) {
    Line& line = lines[vector];
    if (line.source == Source::none)
        return;
    if (!line.unmasked) {
        line.remembered = line.source == Source::message;
        return;
    }
    line.unmasked = false;
    if (line.source == Source::global)
        mask_interrupt(line.global, true);
    arrive(line);
}

void deliver_interrupts() {
    if (!something_arrived)
        return;
    something_arrived = false;
    for (uint32_t vector = kFirstDeviceVector; vector < kSpuriousVector; ++vector) {
        if (!lines[vector].arrived)
            continue;
        lines[vector].arrived = false;
        kernel().hardware.raise(vector);
    }
}

bool has_interrupts() {
    return something_arrived;
}

int32_t interrupt_line(uint64_t number) {
    constexpr uint64_t kBusLines = 16;
    bool bus = (number & abi::kBusInterrupt) != 0;
    uint64_t wanted = number & ~abi::kBusInterrupt;
    if (wanted >= (bus ? kBusLines : global_interrupts()))
        return kNoLine;
    uint32_t global = bus ? global_of_bus(static_cast<uint32_t>(wanted)) : static_cast<uint32_t>(wanted);
    int32_t known = find_global(global);
    if (known != kNoLine)
        return known;
    int32_t vector = find_free();
    if (vector == kNoLine || !route_interrupt(global, static_cast<uint32_t>(vector)))
        return kNoLine;
    lines[vector] = {.source = Source::global, .global = global};
    return vector;
}

int32_t message_interrupt_claim(uint64_t& address, uint64_t& data) {
    int32_t vector = find_free();
    if (vector == kNoLine)
        return kNoLine;
    lines[vector] = {.source = Source::message};
    address = message_address();
    data = message_data(static_cast<uint32_t>(vector));
    return vector;
}

void interrupt_unmask(uint32_t vector) {
    Line& line = lines[vector];
    if (line.remembered) {
        line.remembered = false;
        arrive(line);
        return;
    }
    line.unmasked = true;
    if (line.source == Source::global)
        mask_interrupt(line.global, false);
}

void interrupt_mask(uint32_t vector) {
    lines[vector].unmasked = false;
    if (lines[vector].source == Source::global)
        mask_interrupt(lines[vector].global, true);
}

void interrupt_release(uint32_t vector) {
    interrupt_mask(vector);
    Line& line = lines[vector];
    line.arrived = line.remembered = false;
    if (line.source == Source::message)
        line.source = Source::none;
}

} // namespace kernel::arch

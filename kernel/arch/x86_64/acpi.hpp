// SPDX-License-Identifier: MIT
// What the kernel takes from the ACPI tables. Source: ACPI Specification 6.4, chapters 4 and 5. No
// interpreter of AML: the value for power-off is found by its name in the DSDT, as its encoding is fixed.
#pragma once

#include <cstdint>

namespace kernel::arch {

/// Reads physical memory; nullptr when it is not there.
using PhysicalReader = const char* (*)(uint64_t address, uint64_t size);

struct InterruptOverride {
    uint8_t line;    // of the old interrupt controllers, 0..15
    uint32_t global; // where it arrives
    bool low_active;
    bool level;
};

struct IoApic {
    uint64_t address;
    uint32_t first; // global interrupt of its first input
};

/// An address in memory or among the ports; 0: not there.
struct RegisterAddress {
    uint64_t address = 0;
    bool port = false;
};

struct Acpi {
    static constexpr uint32_t kMaxIoApics = 8;
    static constexpr uint32_t kMaxOverrides = 16;

    uint64_t root = 0; // where the root pointer structure was found, or 0
    uint64_t local_apic = 0;
    IoApic io_apics[kMaxIoApics] = {};
    uint32_t io_apic_count = 0;
    InterruptOverride overrides[kMaxOverrides] = {};
    uint32_t override_count = 0;

    uint16_t timer_port = 0; // power management timer, 3.579545 MHz
    bool timer_is_32_bit = false;
    uint64_t hpet = 0;
    RegisterAddress reset;
    uint8_t reset_value = 0;
    uint16_t power_port_a = 0, power_port_b = 0; // PM1 control registers
    bool has_power_off = false;
    uint8_t power_off_a = 0, power_off_b = 0; // sleep types of S5
    uint16_t smi_port = 0;
    uint8_t acpi_enable = 0;

    const char* problem = nullptr; // the first table that was damaged
};

/// Begins at `root_copy` (36 bytes, may be all 0), else at `root`, else searches the BIOS area. A damaged
/// table is left out and named in `problem`.
void read_acpi(PhysicalReader reader, const char* root_copy, uint64_t root, Acpi& to);

} // namespace kernel::arch

// SPDX-License-Identifier: MIT
// Time from the processor's time stamp counter, measured once against a clock whose frequency is known.
#pragma once

#include "kernel/arch/x86_64/acpi.hpp"

#include <cstdint>

namespace kernel::arch {

/// Measures the counter and the APIC timer. Panics when there is no clock to measure with.
void start_clock(const Acpi& acpi);

/// Nanoseconds since start_clock.
int64_t nanoseconds();
inline int64_t microseconds() {
    return nanoseconds() / 1000;
}

/// What it was measured against, for the log.
const char* clock_reference();
uint64_t counter_frequency();

} // namespace kernel::arch

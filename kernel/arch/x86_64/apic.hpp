// SPDX-License-Identifier: MIT
// The local APIC with its timer, and the I/O APICs that bring device interrupts to it. Source: Intel SDM
// volume 3, chapter 11; Intel 82093AA data sheet. One processor.
#pragma once

#include "kernel/arch/x86_64/acpi.hpp"

namespace kernel::arch {

/// Switches the local APIC on and the old controllers off. Panics when the processor has none.
void start_apic(const Acpi& acpi);

/// The running interrupt is handled.
void end_of_interrupt();

/// How many timer ticks (undivided) there are a second; measured by clock.cpp.
void set_timer_frequency(uint64_t ticks_a_second);
/// The counter of the timer, running freely from the largest value downwards; for measuring.
void start_timer_for_measuring();
uint32_t read_timer();
/// One timer interrupt after about so many microseconds.
void set_timer(uint64_t microseconds);

/// Routes a global interrupt to a vector, masked. False: no I/O APIC has it.
bool route_interrupt(uint32_t global, uint32_t vector);
void mask_interrupt(uint32_t global, bool masked);
/// How many global interrupts there are.
uint32_t global_interrupts();
/// Address and data with which a device raises `vector` by a message.
uint64_t message_address();
uint32_t message_data(uint32_t vector);

} // namespace kernel::arch

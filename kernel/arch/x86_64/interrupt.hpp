// SPDX-License-Identifier: MIT
// Interrupts of devices. A line is the vector that stands for it: of an input of an I/O APIC, or of messages.
#pragma once

#include <cstdint>

namespace kernel::arch {

/// A device has spoken. On an input of an I/O APIC it is masked at once, because the input may stay active
/// until a driver has looked.
void interrupt_arrived(uint32_t vector);
/// Tells the kernel what has arrived; between dispatches only.
void deliver_interrupts();
/// Whether there is something to tell.
bool has_interrupts();

} // namespace kernel::arch

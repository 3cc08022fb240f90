// SPDX-License-Identifier: MIT
// A browser has no hardware for driver tasks: the system calls refuse before any of this is reached.
#include "kernel/arch/machine.hpp"

namespace kernel::arch {

bool has_hardware() {
    return false;
}
void describe_hardware(abi::HardwareInfo&) {}
bool ports_available(uint64_t, uint64_t) {
    return false;
}
uint32_t port_read(uint32_t, uint32_t) {
    return 0;
}
void port_write(uint32_t, uint32_t, uint32_t) {}
bool memory_available(uint64_t, uint64_t) {
    return false;
}
uint64_t dma_allocate(uint64_t) {
    return 0;
}
void dma_release(uint64_t, uint64_t) {}
uint64_t hardware_map(Slot, uint64_t, uint64_t, uint64_t, bool) {
    return 0;
}
void hardware_unmap(Slot, uint64_t, uint64_t) {}
int32_t interrupt_line(uint64_t) {
    return kNoLine;
}
int32_t message_interrupt_claim(uint64_t&, uint64_t&) {
    return kNoLine;
}
void interrupt_unmask(uint32_t) {}
void interrupt_mask(uint32_t) {}
void interrupt_release(uint32_t) {}

} // namespace kernel::arch

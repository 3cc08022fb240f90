// SPDX-License-Identifier: MIT
#include "kernel/arch/host/simulated_machine.hpp"
#include "kernel/kernel.hpp"

#include <cstring>

namespace kernel::host {

void SimulatedHardware::interrupt(uint32_t line) {
    if (unmasked.erase(line) != 0)
        kernel().hardware.raise(line);
}

} // namespace kernel::host

namespace kernel::arch {

namespace {

using host::SimulatedHardware;

SimulatedHardware& hardware() {
    return host::machine().hardware;
}

constexpr uint32_t kFirstMessageLine = 100;

[[noreturn]] void fail(const char* what) {
    panic(what, std::strlen(what));
}

} // namespace

bool has_hardware() {
    return hardware().present;
}

void describe_hardware(abi::HardwareInfo& info) {
    info = hardware().info;
}

bool ports_available(uint64_t base, uint64_t size) {
    return SimulatedHardware::kOwnPort < base || SimulatedHardware::kOwnPort >= base + size;
}

uint32_t port_read(uint32_t port, uint32_t width) {
    auto found = hardware().ports.find(port);
    uint32_t mask = width == 4 ? ~0u : (1u << width * 8) - 1;
    return found == hardware().ports.end() ? mask : found->second & mask;
}

void port_write(uint32_t port, uint32_t, uint32_t value) {
    hardware().ports[port] = value;
}

bool memory_available(uint64_t physical, uint64_t size) {
    return physical >= SimulatedHardware::kRam + SimulatedHardware::kRamSize ||
           physical + size <= SimulatedHardware::kRam;
}

uint64_t dma_allocate(uint64_t size) {
    if (hardware().exhausted)
        return 0;
    uint64_t physical = hardware().next_dma;
    hardware().next_dma += size;
    hardware().dma[physical] = size;
    return physical;
}

void dma_release(uint64_t physical, uint64_t size) {
    auto found = hardware().dma.find(physical);
    if (found == hardware().dma.end() || found->second != size)
        fail("dma memory was given back that nobody had");
    for (auto& [address, mapping] : hardware().mappings)
        if (mapping.physical == physical)
            fail("dma memory was given back while mapped");
    hardware().dma.erase(found);
}

uint64_t hardware_map(Slot slot, uint64_t physical, uint64_t size, uint64_t flags, bool cached) {
    if (hardware().exhausted)
        return 0;
    uint64_t address = hardware().next_mapping;
    hardware().next_mapping += size;
    hardware().mappings[address] = {slot, physical, size, flags, cached};
    return address;
}

void hardware_unmap(Slot slot, uint64_t address, uint64_t size) {
    auto found = hardware().mappings.find(address);
    if (found == hardware().mappings.end() || found->second.slot != slot || found->second.size != size)
        fail("a mapping was taken away that nobody had");
    hardware().mappings.erase(found);
}

int32_t interrupt_line(uint64_t number) {
    uint64_t global = number & ~abi::kBusInterrupt;
    if (global >= SimulatedHardware::kInterrupts)
        return kNoLine;
    return global == SimulatedHardware::kOwnInterrupt ? kLineInUse : static_cast<int32_t>(global);
}

int32_t message_interrupt_claim(uint64_t& address, uint64_t& data) {
    for (uint32_t number = 0; number < SimulatedHardware::kMessageLines; ++number) {
        uint32_t line = kFirstMessageLine + number;
        if (!hardware().message_lines.insert(line).second)
            continue;
        address = 0xfee00000;
        data = line;
        return static_cast<int32_t>(line);
    }
    return kNoLine;
}

void interrupt_unmask(uint32_t line) {
    hardware().unmasked.insert(line);
}

void interrupt_mask(uint32_t line) {
    hardware().unmasked.erase(line);
}

void interrupt_release(uint32_t line) {
    hardware().unmasked.erase(line);
    hardware().message_lines.erase(line);
}

} // namespace kernel::arch

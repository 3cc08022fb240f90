// SPDX-License-Identifier: MIT
#include "servers/usb/machine_hardware.hpp"

#include "fibrils/arch/syscall.hpp"

#include <algorithm>
#include <cstring>

namespace usb {

using abi::Error;
using abi::Result;

namespace {

constexpr uint32_t kRegisterBar = 0;
constexpr uint64_t kChunk = 32 * kPageSize;   // bytes that are asked of the kernel at once
constexpr uint64_t kWithoutInterrupt = 8'000; // microseconds between two looks at the controller

Result<uint8_t*> map(abi::Handle handle) {
    const int64_t address = sys_memory_map(handle, uint64_t(abi::MapFlag::write));
    if (address < 0)
        return fibril::error_of(address);
    return reinterpret_cast<uint8_t*>(uintptr_t(address));
}

} // namespace

Result<void> MachineHardware::open(uint32_t address) {
    device_.push_back(TRY(pci::Device::claim(address)));
    pci::Device& device = device_.front();
    auto interrupt = device.interrupt();
    if (interrupt.ok() && async::subscribe(*interrupt, abi::Event::interrupt, on_interrupt, this).ok())
        interrupt_ = *interrupt;
    auto registers = device.memory(kRegisterBar);
    if (!registers.ok())
        return registers.error();
    registers_ = TRY(map(registers->handle)) + registers->offset;
    size_ = registers->size;
    return device.allow_mastering();
}

// The mask goes at once: the controller sends no further message before its register is acknowledged.
void MachineHardware::on_interrupt(const abi::Message&, void* hardware) {
    auto& self = *static_cast<MachineHardware*>(hardware);
    sys_event_unmask(self.interrupt_, uint32_t(abi::Event::interrupt));
    self.event_.notify();
}

// Offsets come from the controller's own registers: outside of them nobody answers.
uint32_t MachineHardware::read(uint32_t offset) {
    if (uint64_t(offset) + 4 > size_)
        return ~0u;
    return *reinterpret_cast<volatile uint32_t*>(registers_ + offset);
}

void MachineHardware::write(uint32_t offset, uint32_t value) {
    if (uint64_t(offset) + 4 <= size_)
        *reinterpret_cast<volatile uint32_t*>(registers_ + offset) = value;
}

Result<void> MachineHardware::allocate_chunk() {
    const abi::Handle handle = TRY(device_.front().dma(kChunk));
    const auto physical = uint64_t(sys_hardware_query(handle, uint32_t(abi::HardwareFact::base)));
    uint8_t* const bytes = TRY(map(handle));
    for (uint64_t offset = kChunk; offset > 0; offset -= kPageSize)
        free_.push_back({bytes + offset - kPageSize, physical + offset - kPageSize});
    return {};
}

Result<Page> MachineHardware::allocate() {
    if (free_.empty())
        TRY(allocate_chunk());
    const Page page = free_.back();
    free_.pop_back();
    std::memset(page.bytes, 0, kPageSize);
    return page;
}

void MachineHardware::free(Page page) {
    free_.push_back(page);
}

void MachineHardware::wait(uint64_t microseconds) {
    const uint64_t longest = has_interrupt() ? microseconds : std::min(microseconds, kWithoutInterrupt);
    (void)event_.wait_until(fibril::now() + longest, "the USB controller");
}

} // namespace usb

// SPDX-License-Identifier: MIT
// Ports and device memory for driver tasks.
#include "kernel/arch/machine.hpp"
#include "kernel/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/memory.hpp"
#include "kernel/arch/x86_64/processor.hpp"
#include "kernel/arch/x86_64/space.hpp"

#include <cstring>

namespace kernel::arch {

namespace {

struct PortRange {
    uint16_t base;
    uint16_t size;
};

// Interrupt controllers, timer, and the second serial port, which the trace leaves by.
constexpr PortRange kOwnPorts[] = {{0x20, 2}, {0xa0, 2}, {0x40, 4}, {0x2f8, 8}};

bool overlaps(uint64_t base, uint64_t size, uint64_t other, uint64_t other_size) {
    return base < other + other_size && other < base + size;
}

abi::ColorField color(const abi::x86_64::PixelChannel& channel) {
    return {channel.position, channel.size};
}

} // namespace

bool has_hardware() {
    return true;
}

uint32_t terminal_count() {
    return 0;
}
void device_write(uint32_t, Slot, uint64_t, uint64_t) {}
int32_t device_control(uint32_t, uint32_t, uint64_t) {
    return -1;
}

void describe_hardware(abi::HardwareInfo& info) {
    const auto& boot = boot_information();
    const auto& framebuffer = boot.framebuffer;
    if (framebuffer.address != 0)
        info.framebuffer = {.address = framebuffer.address,
                            .pitch = framebuffer.pitch,
                            .width = framebuffer.width,
                            .height = framebuffer.height,
                            .bits = framebuffer.bits,
                            .red = color(framebuffer.red),
                            .green = color(framebuffer.green),
                            .blue = color(framebuffer.blue),
                            .reserved = 0};
    info.acpi_root = acpi().root;
    std::memcpy(info.command_line, boot.command_line, sizeof(info.command_line) - 1);
}

bool ports_available(uint64_t base, uint64_t size) {
    for (const PortRange& own : kOwnPorts) {
        if (overlaps(base, size, own.base, own.size))
            return false;
    }
    return true;
}

uint32_t port_read(uint32_t port, uint32_t width) {
    auto number = static_cast<uint16_t>(port);
    return width == 1 ? in8(number) : width == 2 ? in16(number) : in32(number);
}

void port_write(uint32_t port, uint32_t width, uint32_t value) {
    auto number = static_cast<uint16_t>(port);
    if (width == 1)
        out8(number, static_cast<uint8_t>(value));
    else if (width == 2)
        out16(number, static_cast<uint16_t>(value));
    else
        out32(number, value);
}

bool memory_available(uint64_t physical, uint64_t size) {
    if (physical + size < physical || is_ram(physical, size))
        return false;
    constexpr uint64_t kControllerSize = kPageSize;
    if (overlaps(physical, size, acpi().local_apic, kControllerSize) ||
        (acpi().hpet != 0 && overlaps(physical, size, acpi().hpet, kControllerSize)))
        return false;
    for (uint32_t index = 0; index < acpi().io_apic_count; ++index) {
        if (overlaps(physical, size, acpi().io_apics[index].address, kControllerSize))
            return false;
    }
    return true;
}

uint64_t hardware_map(Slot slot, uint64_t physical, uint64_t size, uint64_t flags, bool cached) {
    Entry bits = page::kPresent | page::kUser | page::kNoExecute | page::kDevice;
    if (flags & static_cast<uint64_t>(abi::MapFlag::write))
        bits |= page::kWrite;
    if (flags & static_cast<uint64_t>(abi::MapFlag::write_combining))
        bits |= page::kWriteCombining;
    else if (!cached)
        bits |= page::kUncached;
    return map_range(space_of(slot), physical, size, bits);
}

void hardware_unmap(Slot slot, uint64_t address, uint64_t size) {
    unmap_range(space_of(slot), address, size);
}

} // namespace kernel::arch

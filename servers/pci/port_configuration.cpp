// SPDX-License-Identifier: MIT
#include "servers/pci/port_configuration.hpp"

#include "fibrils/arch/syscall.hpp"

namespace pci {

namespace {

constexpr uint64_t kFirstPort = 0xcf8;
constexpr uint64_t kPorts = 8;
constexpr uint64_t kAddressRegister = 0;
constexpr uint64_t kDataRegister = 4;
constexpr uint32_t kEnable = 1u << 31;

} // namespace

abi::Result<void> PortConfiguration::open() {
    const int64_t handle =
        sys_hardware_open(abi::kSystemHandle, uint32_t(abi::HardwareKind::ports), kFirstPort, kPorts);
    if (handle < 0)
        return fibril::error_of(handle);
    ports_ = abi::Handle(handle);
    return {};
}

void PortConfiguration::select(Address address, uint32_t offset) {
    sys_port_write(ports_, kAddressRegister, 4, kEnable | address.packed() << 8 | (offset & 0xfc));
}

uint32_t PortConfiguration::read(Address address, uint32_t offset, uint32_t width) {
    select(address, offset);
    return uint32_t(sys_port_read(ports_, kDataRegister + (offset & 3), width));
}

void PortConfiguration::write(Address address, uint32_t offset, uint32_t width, uint32_t value) {
    select(address, offset);
    sys_port_write(ports_, kDataRegister + (offset & 3), width, value);
}

} // namespace pci

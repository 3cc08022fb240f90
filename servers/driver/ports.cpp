// SPDX-License-Identifier: MIT
#include "servers/driver/ports.hpp"

#include "fibrils/arch/syscall.hpp"

namespace driver {

abi::Result<void> MachinePorts::open(uint32_t base, uint32_t size) {
    const int64_t handle =
        sys_hardware_open(abi::kSystemHandle, uint32_t(abi::HardwareKind::ports), base, size);
    if (handle < 0)
        return fibril::error_of(handle);
    handle_ = abi::Handle(handle);
    return {};
}

uint8_t MachinePorts::read(uint32_t offset) {
    return uint8_t(sys_port_read(handle_, offset, 1));
}

void MachinePorts::write(uint32_t offset, uint8_t value) {
    sys_port_write(handle_, offset, 1, value);
}

} // namespace driver

// SPDX-License-Identifier: MIT
#include "servers/driver/machine.hpp"

#include "fibrils/arch/syscall.hpp"

namespace driver {

abi::Result<abi::HardwareInfo> machine() {
    abi::HardwareInfo info;
    const int64_t result = sys_hardware_info(abi::kSystemHandle, fibril::address_of(&info), sizeof(info));
    if (result < 0)
        return fibril::error_of(result);
    return info;
}

} // namespace driver

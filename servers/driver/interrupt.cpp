// SPDX-License-Identifier: MIT
#include "servers/driver/interrupt.hpp"

#include "fibrils/arch/syscall.hpp"

namespace driver {

abi::Result<void> Interrupt::open(uint64_t number, async::NotificationHandler handler, void* data) {
    const int64_t handle =
        sys_hardware_open(abi::kSystemHandle, uint32_t(abi::HardwareKind::interrupt), number, 0);
    if (handle < 0)
        return fibril::error_of(handle);
    handle_ = abi::Handle(handle);
    return async::subscribe(handle_, abi::Event::interrupt, handler, data);
}

void Interrupt::unmask() {
    sys_event_unmask(handle_, uint32_t(abi::Event::interrupt));
}

} // namespace driver

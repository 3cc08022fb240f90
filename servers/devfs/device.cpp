// SPDX-License-Identifier: MIT
#include "servers/devfs/device.hpp"

namespace devfs {

Result<ControlWords> Device::control(uint32_t, uint64_t operation, const ControlWords& words) {
    switch (operation) {
    case kControlPoll:
        return ControlWords{words[0] & (kPollReadable | kPollWritable)};
    case kControlIsTerminal:
        return ControlWords{0};
    default:
        return abi::Error::not_supported;
    }
}

} // namespace devfs

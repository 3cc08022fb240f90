// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/serial_port.hpp"

#include "kernel/arch/x86_64/processor.hpp"

#include <initializer_list>

namespace kernel::arch {

namespace {

enum Offset : uint16_t { kData, kInterrupts, kQueues, kFormat, kModem, kState, kModemState, kScratch };

} // namespace

// A port that is not there reads as ones; one that is there keeps what is written to its scratch register.
bool SerialPort::start() const {
    for (uint8_t pattern : {uint8_t(0x5a), uint8_t(0xa5)}) {
        out8(base_ + kScratch, pattern);
        if (in8(base_ + kScratch) != pattern)
            return false;
    }
    constexpr uint8_t kDivisor = 0x80, kEightBits = 0x03;
    out8(base_ + kInterrupts, 0);
    out8(base_ + kFormat, kDivisor);
    out8(base_ + kData, 1); // 115200 baud
    out8(base_ + kInterrupts, 0);
    out8(base_ + kFormat, kEightBits);
    out8(base_ + kQueues, 0x07); // on, and empty
    out8(base_ + kModem, 0x03);
    return true;
}

bool SerialPort::try_write(char byte) const {
    constexpr uint8_t kEmpty = 0x20;
    if (!(in8(base_ + kState) & kEmpty))
        return false;
    out8(base_ + kData, static_cast<uint8_t>(byte));
    return true;
}

void SerialPort::write(char byte) const {
    for (int tries = 0; tries < 100'000; ++tries) {
        if (try_write(byte))
            return;
        pause();
    }
}

} // namespace kernel::arch

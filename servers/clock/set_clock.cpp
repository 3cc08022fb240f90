// SPDX-License-Identifier: MIT
// Sets the kernel's clock from the battery clock of a PC, once, and ends: where no host tells the time, the
// kernel does not know it before.
#include "fibrils/arch/syscall.hpp"
#include "fibrils/lib/log.hpp"
#include "servers/clock/hardware_clock.hpp"
#include "servers/driver/machine.hpp"

using clocks::HardwareClock;

int main() {
    driver::MachinePorts ports;
    const auto opened = ports.open(HardwareClock::kFirstPort, HardwareClock::kPortCount);
    auto seconds = opened.ok() ? HardwareClock(ports).read() : opened.error();
    if (!seconds.ok()) {
        lib::log("the time of day is unknown: ", seconds.error());
        return driver::kNotHere;
    }
    const int64_t set = sys_clock_set(abi::kSystemHandle, uint64_t(*seconds) * 1'000'000);
    if (set < 0)
        lib::log("cannot set the clock: ", fibril::error_of(set));
    return set < 0 ? 1 : 0;
}

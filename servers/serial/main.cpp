// SPDX-License-Identifier: MIT
// The first serial port of a PC, if there is one.
#include "fibrils/async/connection.hpp"
#include "fibrils/lib/fatal.hpp"
#include "servers/driver/machine.hpp"
#include "servers/serial/service.hpp"

namespace {

constexpr uint32_t kPort = 0x3f8;
constexpr uint32_t kInterrupt = 4;

/// The first terminal when the boot loader says so or nobody has a screen to look at; else the last one.
uint64_t wanted_terminal(const abi::HardwareInfo& machine) {
    const bool first =
        driver::option(machine.command_line, "console") == "serial" || machine.framebuffer.width == 0;
    return first ? 0 : console::kAnyTerminal;
}

} // namespace

int main() {
    const auto machine = driver::machine();
    static driver::MachinePorts ports;
    const auto opened = machine.ok() ? ports.open(kPort, serial::Uart::kPortCount) : machine.error();
    if (!opened.ok()) {
        lib::log("no serial port: ", opened.error());
        return driver::kNotHere;
    }
    static serial::Service service(ports, wanted_terminal(machine.value()));
    if (!service.detect()) {
        lib::log("no serial port: nothing answers");
        return driver::kNotHere;
    }
    const auto started = service.start(kInterrupt);
    if (!started.ok())
        lib::fatal("cannot start: ", started.error());
    async::run();
}

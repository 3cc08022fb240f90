// SPDX-License-Identifier: MIT
// The PS/2 keyboard of a PC, if there is a controller for one.
#include "fibrils/async/connection.hpp"
#include "fibrils/lib/fatal.hpp"
#include "servers/driver/machine.hpp"
#include "servers/keyboard/service.hpp"

namespace {

constexpr uint32_t kDataPort = 0x60;
constexpr uint32_t kCommandPort = 0x64;
constexpr uint32_t kInterrupt = 1;

} // namespace

int main() {
    static driver::MachinePorts data, command;
    auto opened = data.open(kDataPort, 1);
    if (opened.ok())
        opened = command.open(kCommandPort, 1);
    if (!opened.ok()) {
        lib::log("no keyboard controller: ", opened.error());
        return driver::kNotHere;
    }
    static keyboard::Controller controller(data, command, [] { fibril::sleep(1000); });
    if (!controller.start()) {
        lib::log("no keyboard controller: nothing answers");
        return driver::kNotHere;
    }
    static keyboard::Service service(controller);
    const auto started = service.start(kInterrupt);
    if (!started.ok())
        lib::fatal("cannot start: ", started.error());
    async::run();
}

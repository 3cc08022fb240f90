// SPDX-License-Identifier: MIT
#include "fibrils/lib/fatal.hpp"
#include "servers/driver/machine.hpp"
#include "servers/usb/service.hpp"

#include <list>

namespace {

bool is_xhci(const pci::Function& function) {
    return function.class_code == 0x0c && function.subclass == 0x03 && function.interface == 0x30;
}

} // namespace

int main() {
    const auto functions =
        pci::list(true); // on a machine without buses this waits for ever, and nobody minds
    if (!functions.ok())
        lib::fatal("cannot ask pci: ", functions.error());
    static std::list<usb::Service> services;
    for (const pci::Function& function : functions.value()) {
        if (!is_xhci(function))
            continue;
        const auto started = services.emplace_back().start(function.address);
        lib::log("xHCI controller ", lib::Hex{function.vendor}, ":", lib::Hex{function.product},
                 started.ok() ? "" : ": ", started.ok() ? "" : abi::describe(started.error()));
        if (!started.ok())
            services.pop_back();
    }
    if (services.empty())
        return driver::kNotHere;
    async::run();
}

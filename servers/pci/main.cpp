// SPDX-License-Identifier: MIT
#include "fibrils/lib/fatal.hpp"
#include "servers/driver/machine.hpp"
#include "servers/naming/client.hpp"
#include "servers/pci/port_configuration.hpp"
#include "servers/pci/service.hpp"

namespace {

void serve(async::Connection& connection, async::Call opening, void* service) {
    static_cast<pci::Service*>(service)->serve(connection, std::move(opening));
}

} // namespace

int main() {
    static pci::PortConfiguration configuration;
    const auto opened = configuration.open();
    if (opened.error() == abi::Error::not_supported)
        return driver::kNotHere;
    if (!opened.ok())
        lib::fatal("cannot have the configuration ports: ", opened.error());
    static pci::Service service(configuration);
    service.scan();
    if (service.count() == 0)
        return driver::kNotHere;
    lib::log(service.count(), " functions");
    async::set_handler(pci::kPciInterface, serve, &service, {.name = "client"});
    const auto provided = naming::provide(pci::kPciInterface);
    if (!provided.ok())
        lib::fatal("cannot register: ", provided.error());
    async::run();
}

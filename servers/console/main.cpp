// SPDX-License-Identifier: MIT
#include "fibrils/lib/fatal.hpp"
#include "servers/console/service.hpp"
#include "servers/devfs/client.hpp"
#include "servers/naming/client.hpp"

namespace {

console::Service service;

void serve(async::Connection& connection, async::Call opening, void*) {
    service.serve(connection, std::move(opening));
}

abi::Result<void> start() {
    TRY(service.start());
    auto registrar = TRY(devfs::Registrar::connect(service));
    for (uint32_t number = 0; number < abi::kTerminalCount; number++) {
        const char name[] = {'t', 't', 'y', char('0' + number)};
        TRY(registrar.add({name, sizeof(name)}, number, 0666));
    }
    async::set_handler(console::protocol::kInterface, serve, nullptr, {.name = "terminal"});
    for (uint32_t number = 0; number < abi::kTerminalCount; number++)
        TRY(naming::provide(console::protocol::kInterface, number));
    return {};
}

} // namespace

int main() {
    const auto started = start();
    if (!started.ok())
        lib::fatal("cannot start: ", started.error());
    async::run();
}

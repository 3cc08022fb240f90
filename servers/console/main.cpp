// SPDX-License-Identifier: MIT
#include "fibrils/lib/fatal.hpp"
#include "servers/console/line_service.hpp"
#include "servers/console/service.hpp"
#include "servers/devfs/client.hpp"
#include "servers/naming/client.hpp"

namespace {

console::Service service;
console::LineService lines(service.terminals());

void serve(async::Connection& connection, async::Call opening, void*) {
    service.serve(connection, std::move(opening));
}

void serve_line(async::Connection& connection, async::Call opening, void*) {
    lines.serve(connection, std::move(opening));
}

/// Where terminals are no devices of the machine, drivers may be their lines.
abi::Result<void> offer_lines() {
    if (!lines.needed())
        return {};
    async::set_handler(console::kLineInterface, serve_line, nullptr, {.name = "line"});
    return naming::provide(console::kLineInterface);
}

abi::Result<void> start() {
    TRY(service.start());
    auto registrar = TRY(devfs::Registrar::connect(service));
    for (uint32_t number = 0; number < abi::kTerminalCount; number++) {
        const char name[] = {'t', 't', 'y', char('0' + number)};
        TRY(registrar.add({name, sizeof(name)}, number, 0666));
    }
    async::set_handler(console::kConsoleInterface, serve, nullptr, {.name = "terminal"});
    for (uint32_t number = 0; number < abi::kTerminalCount; number++)
        TRY(naming::provide(console::kConsoleInterface, number));
    return offer_lines();
}

} // namespace

int main() {
    const auto started = start();
    if (!started.ok())
        lib::fatal("cannot start: ", started.error());
    async::run();
}

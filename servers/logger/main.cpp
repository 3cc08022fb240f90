// SPDX-License-Identifier: MIT
#include "fibrils/lib/fatal.hpp"
#include "servers/devfs/client.hpp"
#include "servers/logger/service.hpp"
#include "servers/naming/client.hpp"

namespace {

logger::Service service;

void serve(async::Connection& connection, async::Call opening, void*) {
    service.serve(connection, std::move(opening));
}

abi::Result<void> start() {
    TRY(service.start());
    async::set_handler(logger::kLoggerInterface, serve, nullptr, {.name = "writer"});
    TRY(naming::provide(logger::kLoggerInterface));
    auto registrar = TRY(devfs::Registrar::connect(service));
    return registrar.add("log", 0, 0666);
}

} // namespace

int main() {
    const auto started = start();
    if (!started.ok())
        lib::fatal("cannot start: ", started.error());
    async::run();
}

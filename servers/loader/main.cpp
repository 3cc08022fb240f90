// SPDX-License-Identifier: MIT
#include "fibrils/lib/fatal.hpp"
#include "servers/loader/loader_types.hpp"
#include "servers/loader/service.hpp"
#include "servers/naming/client.hpp"

namespace {

loader::Service service;

void serve(async::Connection& connection, async::Call opening, void*) {
    service.serve(connection, std::move(opening));
}

} // namespace

int main() {
    async::set_handler(loader::kLoaderInterface, serve, nullptr,
                       {.name = "session", .stack_size = 32 * 1024});
    const auto started = service.start();
    if (!started.ok())
        lib::fatal("cannot hear of the ends of tasks: ", started.error());
    const auto provided = naming::provide(loader::kLoaderInterface);
    if (!provided.ok())
        lib::fatal("cannot register: ", provided.error());
    async::run();
}

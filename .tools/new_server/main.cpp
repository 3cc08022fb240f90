// SPDX-License-Identifier: MIT
#include "fibrils/lib/fatal.hpp"
#include "servers/NAME/service.hpp"
#include "servers/naming/client.hpp"

namespace {

void serve(async::Connection& connection, async::Call opening, void* service) {
    static_cast<NAME::Service*>(service)->serve(connection, std::move(opening));
}

} // namespace

int main() {
    static NAME::Service service;
    async::set_handler(NAME::kCLASSInterface, serve, &service, {.name = "client"});
    const auto provided = naming::provide(NAME::kCLASSInterface);
    if (!provided.ok())
        lib::fatal("cannot register: ", provided.error());
    async::run();
}

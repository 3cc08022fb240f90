// SPDX-License-Identifier: MIT
#include "fibrils/arch/syscall.hpp"
#include "fibrils/lib/fatal.hpp"
#include "servers/devfs/client.hpp"
#include "servers/naming/client.hpp"
#include "servers/random/service.hpp"

namespace {

void serve(async::Connection& connection, async::Call opening, void* service) {
    static_cast<random_numbers::Service*>(service)->serve(connection, std::move(opening));
}

abi::Result<void> start(random_numbers::Service& service) {
    async::set_handler(random_numbers::kRandomInterface, serve, &service,
                       {.name = "client", .stack_size = 32 * 1024});
    TRY(naming::provide(random_numbers::kRandomInterface));
    auto registrar = TRY(devfs::Registrar::connect(service));
    TRY(registrar.add("random", 0, 0666));
    return registrar.add("urandom", 1, 0666);
}

} // namespace

int main() {
    random_numbers::ChachaKey seed;
    if (sys_entropy(fibril::address_of(seed.data()), seed.size()) < 0)
        lib::fatal("the machine has no entropy");
    static random_numbers::Service service(seed);
    const auto started = start(service);
    if (!started.ok())
        lib::fatal("cannot start: ", started.error());
    async::run();
}

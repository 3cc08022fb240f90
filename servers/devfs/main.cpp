// SPDX-License-Identifier: MIT
#include "servers/devfs/service.hpp"
#include "servers/naming/client.hpp"

int main() {
    static devfs::Service service;
    service.start();
    auto ready = vfs::register_file_system(service, "devfs", vfs::kConcurrent);
    if (ready.ok())
        ready = naming::provide(devfs::kRegistrationInterface);
    if (!ready.ok())
        return int(ready.error());
    async::run();
}

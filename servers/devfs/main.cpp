// SPDX-License-Identifier: MIT
#include "servers/devfs/service.hpp"
#include "servers/naming/client.hpp"

int main() {
    static devfs::Service service;
    service.start();
    auto ready = vfs::register_file_system(service, "devfs", vfs::kDriverConcurrent);
    if (ready.ok())
        ready = naming::provide(devfs::kDeviceRegistrationInterface);
    if (!ready.ok())
        return int(ready.error());
    async::run();
}

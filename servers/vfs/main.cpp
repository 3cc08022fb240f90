// SPDX-License-Identifier: MIT
#include "servers/naming/client.hpp"
#include "servers/vfs/driver_protocol.hpp"
#include "servers/vfs/service.hpp"

int main() {
    static vfs::Service service;
    service.start();
    for (const abi::InterfaceId interface : {vfs::kRegistrationInterface, vfs::kInterface}) {
        const auto provided = naming::provide(interface);
        if (!provided.ok())
            return int(provided.error());
    }
    async::run();
}

// SPDX-License-Identifier: MIT
#include "servers/naming/client.hpp"
#include "servers/vfs/service.hpp"

int main() {
    static vfs::Service service;
    service.start();
    for (const abi::InterfaceId interface : {vfs::kVfsRegistrationInterface, vfs::kVfsInterface}) {
        const auto provided = naming::provide(interface);
        if (!provided.ok())
            return int(provided.error());
    }
    async::run();
}

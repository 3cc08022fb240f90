// SPDX-License-Identifier: MIT
#include "servers/tmpfs/service.hpp"

int main() {
    static tmpfs::Service service;
    const auto registered = vfs::register_file_system(service, "tmpfs", 0);
    if (!registered.ok())
        return int(registered.error());
    async::run();
}

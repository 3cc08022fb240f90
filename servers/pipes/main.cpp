// SPDX-License-Identifier: MIT
#include "servers/pipes/service.hpp"

int main() {
    static pipes::Service service;
    const auto registered = vfs::register_file_system(service, "pipes", vfs::kDriverConcurrent);
    if (!registered.ok())
        return int(registered.error());
    async::run();
}

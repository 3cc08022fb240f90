// SPDX-License-Identifier: MIT
#include "fibrils/async/connection.hpp"
#include "fibrils/lib/fatal.hpp"
#include "servers/init/boot.hpp"

namespace {

constexpr const char* kConfiguration = "/etc/system.conf";
constexpr const char* kInterfaces = "/etc/interfaces.monitor";

} // namespace

int main() {
    auto phone = vfs::Client::connect();
    if (!phone.ok())
        lib::fatal("no vfs: ", phone.error());
    static vfs::Client files(*phone);
    static init::Boot boot(files);
    const auto root = boot.mount_root();
    if (!root.ok())
        lib::fatal("cannot mount the boot archive on /: ", root.error());
    boot.start_monitor(kInterfaces);
    const auto followed = boot.follow(kConfiguration);
    if (!followed.ok())
        lib::fatal("cannot read ", kConfiguration, ": ", followed.error());
    lib::log("the boot is complete");
    async::run();
}

// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"
#include "servers/vfs/client.hpp"

namespace {
constexpr apps::Usage kUsage{"umount DIRECTORY...", "Makes mounted file systems disappear.\n", "", 1};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    int status = 0;
    for (const auto& point : arguments.operands()) {
        auto result = vfs::Client::own().unmount(point);
        if (result.ok())
            continue;
        status = result.error() == abi::Error::invalid ? apps::complain(point + ": nothing is mounted there")
                 : result.error() == abi::Error::busy  ? apps::complain(point + ": is in use")
                                                       : apps::complain_about(point, result.error());
    }
    return status;
}

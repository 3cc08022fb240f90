// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"
#include "servers/vfs/client.hpp"

#include <cstdio>

namespace {
constexpr apps::Usage kUsage{"mounts", "Lists file systems, where they are mounted, and how full they are.\n",
                             "h", 0, 0};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    auto mounts = vfs::Client::own().mounts();
    if (!mounts.ok())
        return apps::complain_about("mounts", mounts.error());
    printf("FILE SYSTEM  MOUNTED ON            SIZE     USED     FREE\n");
    for (const auto& mount : *mounts) {
        bool limited = mount.total_bytes > 0;
        std::string size = limited ? apps::human_size(mount.total_bytes) : "-";
        std::string used = limited ? apps::human_size(mount.total_bytes - mount.free_bytes) : "-";
        std::string left = limited ? apps::human_size(mount.free_bytes) : "-";
        printf("%-12s %-18s %8s %8s %8s%s%s\n", mount.file_system.c_str(), mount.point.c_str(), size.c_str(),
               used.c_str(), left.c_str(), mount.flags & vfs::kMountReadOnly ? "  read only" : "",
               mount.dead ? "  its server has died" : "");
    }
    return apps::finish(0);
}

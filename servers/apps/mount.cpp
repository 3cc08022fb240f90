// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"
#include "servers/vfs/client.hpp"

#include <cstdio>

namespace {

constexpr apps::Usage kUsage{
    "mount [-rw] [-o OPTIONS] FILE_SYSTEM DIRECTORY",
    "Makes a file system appear in a directory, like: mount tmpfs /home/scratch\n"
    "  -r  read only    -o  options of the file system    -w  wait until its server runs\n"
    "Without arguments: what is mounted.\n",
    "ro:w", 0, 2};

int list() {
    auto mounts = vfs::Client::own().mounts();
    if (!mounts.ok())
        return apps::complain_about("mounts", mounts.error());
    for (const auto& mount : *mounts)
        printf("%s on %s%s%s%s\n", mount.file_system.c_str(), mount.point.c_str(),
               mount.flags & vfs::kMountReadOnly ? " (read only)" : "",
               mount.dead ? " (its server has died)" : "",
               mount.options.empty() ? "" : (" " + mount.options).c_str());
    return 0;
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    const auto& operands = arguments.operands();
    if (operands.empty())
        return apps::finish(list());
    if (operands.size() < 2)
        return arguments.wrong("the directory is missing");
    uint64_t flags = (arguments.has('r') ? uint64_t(vfs::kMountReadOnly) : 0) |
                     (arguments.has('w') ? uint64_t(vfs::kMountBlocking) : 0);
    auto result = vfs::Client::own().mount(operands[1], operands[0],
                                           arguments.has('o') ? arguments.value('o') : "", flags);
    if (result.error() == abi::Error::busy)
        return apps::complain(operands[1] + ": something is mounted there already");
    if (!result.ok())
        return apps::complain_about(operands[0] + " on " + operands[1], result.error());
    return 0;
}

// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {
constexpr apps::Usage kUsage{"touch [-c] FILE...",
                             "Sets the time of files to now; makes empty files where there are none.\n"
                             "  -c  make none\n",
                             "c", 1};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    int status = 0;
    for (const auto& path : arguments.operands()) {
        if (utimensat(AT_FDCWD, path.c_str(), nullptr, 0) == 0)
            continue;
        if (errno != ENOENT) {
            status = apps::complain_about(path);
            continue;
        }
        if (arguments.has('c'))
            continue;
        int file = open(path.c_str(), O_WRONLY | O_CREAT, 0666);
        if (file < 0)
            status = apps::complain_about(path);
        else
            close(file);
    }
    return apps::finish(status);
}

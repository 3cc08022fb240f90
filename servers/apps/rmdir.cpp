// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <unistd.h>

namespace {
constexpr apps::Usage kUsage{"rmdir DIRECTORY...", "Removes empty directories.\n", "", 1};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    int status = 0;
    for (const auto& path : arguments.operands())
        if (rmdir(path.c_str()) != 0)
            status = apps::complain_about(path);
    return apps::finish(status);
}

// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <cstdio>

namespace {
constexpr apps::Usage kUsage{"dirname PATH...", "Prints a path without its last part.\n", "", 1};

std::string directory_of(std::string path) {
    while (path.size() > 1 && path.back() == '/')
        path.pop_back();
    size_t slash = path.rfind('/');
    if (slash == std::string::npos)
        return ".";
    path.resize(slash);
    while (path.size() > 1 && path.back() == '/')
        path.pop_back();
    return path.empty() ? "/" : path;
}
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    for (const auto& path : arguments.operands())
        printf("%s\n", directory_of(path).c_str());
    return apps::finish(0);
}

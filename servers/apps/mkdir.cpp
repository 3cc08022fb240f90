// SPDX-License-Identifier: MIT
#include "servers/apps/file_info.hpp"
#include "servers/apps/program.hpp"

#include <cerrno>

namespace {

constexpr apps::Usage kUsage{"mkdir [-p] DIRECTORY...",
                             "Makes directories.\n"
                             "  -p  those above it, too; no error when it is already there\n",
                             "p", 1};

int make(const std::string& path, bool parents) {
    for (size_t slash = path.find('/', 1); parents && slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        std::string above = path.substr(0, slash);
        if (!apps::is_directory(above) && mkdir(above.c_str(), 0777) != 0 && errno != EEXIST)
            return apps::complain_about(above);
    }
    if (mkdir(path.c_str(), 0777) == 0)
        return 0;
    int reason = errno;
    if (parents && apps::is_directory(path))
        return 0;
    errno = reason;
    return apps::complain_about(path);
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    int status = 0;
    for (const auto& path : arguments.operands())
        status |= make(path, arguments.has('p'));
    return apps::finish(status);
}

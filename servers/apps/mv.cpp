// SPDX-License-Identifier: MIT
#include "servers/apps/file_info.hpp"
#include "servers/apps/program.hpp"

#include <cerrno>
#include <cstdio>

namespace {

constexpr apps::Usage kUsage{"mv [-v] FROM... TO",
                             "Gives files another name, or moves them into the directory TO.\n"
                             "  -v  say what is moved\n",
                             "fv", 2};

int move(const std::string& from, const std::string& to, bool verbose) {
    struct stat attributes;
    if (lstat(from.c_str(), &attributes) != 0)
        return apps::complain_about(from);
    if (apps::same_file(from, to))
        return apps::complain(from + " and " + to + " are the same file");
    if (rename(from.c_str(), to.c_str()) != 0) {
        if (errno == EINVAL)
            return apps::complain(from + ": cannot be moved into itself");
        if (errno != EXDEV)
            return apps::complain_about(from + " -> " + to);
        // another file system: copy, and remove only what was copied whole
        if (apps::copy_tree(from, to, true, false) != 0)
            return 1;
        if (apps::remove_tree(from, true, false, false) != 0)
            return 1;
    }
    if (verbose)
        printf("%s -> %s\n", from.c_str(), to.c_str());
    return 0;
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    const auto& operands = arguments.operands();
    const std::string& to = operands.back();
    if (operands.size() > 2 && !apps::is_directory(to))
        return apps::complain(to + ": is not a directory, but there are several files to move");
    int status = 0;
    for (size_t i = 0; i + 1 < operands.size(); ++i)
        status |= move(operands[i], apps::target_path(operands[i], to), arguments.has('v'));
    return apps::finish(status);
}

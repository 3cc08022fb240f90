// SPDX-License-Identifier: MIT
#include "servers/apps/file_info.hpp"
#include "servers/apps/program.hpp"

#include <cstdio>
#include <unistd.h>

namespace {

constexpr apps::Usage kUsage{
    "stat [-L] FILE...", "Prints all that is known about files.\n  -L  about what a symbolic link leads to\n",
    "L", 1};

void print(const std::string& path, const struct stat& attributes) {
    char target[1024];
    ssize_t size = S_ISLNK(attributes.st_mode) ? readlink(path.c_str(), target, sizeof target) : -1;
    printf("name      %s%s%.*s\n", path.c_str(), size >= 0 ? " -> " : "",
           static_cast<int>(size > 0 ? size : 0), target);
    printf("kind      %s\n", apps::kind_text(attributes.st_mode));
    printf("size      %llu bytes\n", static_cast<unsigned long long>(attributes.st_size));
    printf("mode      %s (%04o)\n", apps::mode_text(attributes.st_mode).c_str(), attributes.st_mode & 07777);
    printf("links     %llu\n", static_cast<unsigned long long>(attributes.st_nlink));
    printf("number    %llu on file system %llu\n", static_cast<unsigned long long>(attributes.st_ino),
           static_cast<unsigned long long>(attributes.st_dev));
    printf("modified  %s UTC\n", apps::full_time_text(attributes.st_mtime).c_str());
    printf("accessed  %s UTC\n", apps::full_time_text(attributes.st_atime).c_str());
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    int status = 0;
    bool first = true;
    for (const auto& path : arguments.operands()) {
        struct stat attributes;
        int result = arguments.has('L') ? stat(path.c_str(), &attributes) : lstat(path.c_str(), &attributes);
        if (result != 0) {
            status = apps::complain_about(path);
            continue;
        }
        if (!first)
            putchar('\n');
        first = false;
        print(path, attributes);
    }
    return apps::finish(status);
}

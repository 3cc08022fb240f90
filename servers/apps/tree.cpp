// SPDX-License-Identifier: MIT
#include "servers/apps/file_info.hpp"
#include "servers/apps/program.hpp"

#include <algorithm>
#include <cstdio>
#include <dirent.h>
#include <unistd.h>

namespace {

constexpr apps::Usage kUsage{
    "tree [-ad] [-L DEPTH] [DIRECTORY...]",
    "Draws directories with all that is in them.\n"
    "  -a  names that begin with a dot, too    -d  only directories    -L  how deep to go\n",
    "adL:"};

struct Walk {
    bool all, only_directories;
    long long depth;
    bool colours;
    int status = 0;
    unsigned directories = 0, files = 0;

    void draw(const std::string& path, const std::string& indent, long long level);
};

void Walk::draw(const std::string& path, const std::string& indent, long long level) {
    DIR* directory = opendir(path.c_str());
    if (!directory) {
        status = apps::complain_about(path);
        return;
    }
    std::vector<std::string> names;
    while (const dirent* entry = readdir(directory)) {
        std::string name = entry->d_name;
        if (name != "." && name != ".." && (all || name[0] != '.'))
            names.push_back(name);
    }
    closedir(directory);
    std::sort(names.begin(), names.end());
    auto folder = [&](const std::string& name) {
        struct stat attributes; // a link is not followed: it could lead back here
        return lstat(apps::join(path, name).c_str(), &attributes) == 0 && S_ISDIR(attributes.st_mode);
    };
    if (only_directories)
        names.erase(
            std::remove_if(names.begin(), names.end(), [&](const auto& name) { return !folder(name); }),
            names.end());
    for (size_t i = 0; i < names.size() && !apps::output_failed(); ++i) {
        bool last = i + 1 == names.size(), inner = folder(names[i]);
        (inner ? directories : files)++;
        printf("%s%s%s%s%s\n", indent.c_str(), last ? "└── " : "├── ", inner && colours ? "\033[1;34m" : "",
               names[i].c_str(), inner && colours ? "\033[0m" : "");
        if (inner && level < depth)
            draw(apps::join(path, names[i]), indent + (last ? "    " : "│   "), level + 1);
    }
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    long long depth = arguments.number('L', 64, 1, 64);
    if (!arguments.ok())
        return arguments.status();
    Walk walk{arguments.has('a'), arguments.has('d'), depth, isatty(1) != 0};
    auto paths = arguments.operands();
    if (paths.empty())
        paths.push_back(".");
    for (const auto& path : paths) {
        if (!apps::is_directory(path)) {
            struct stat attributes;
            walk.status = lstat(path.c_str(), &attributes) == 0 ? apps::complain(path + ": not a directory")
                                                                : apps::complain_about(path);
            continue;
        }
        printf("%s\n", path.c_str());
        walk.draw(path, "", 1);
    }
    printf("\n%u director%s, %u file%s\n", walk.directories, walk.directories == 1 ? "y" : "ies", walk.files,
           walk.files == 1 ? "" : "s");
    return apps::finish(walk.status);
}

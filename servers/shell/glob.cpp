// SPDX-License-Identifier: MIT
#include "servers/shell/glob.hpp"

#include "servers/shell/pattern.hpp"

#include <algorithm>
#include <dirent.h>
#include <sys/stat.h>

namespace shell {

namespace {

bool exists(const std::string& path) {
    struct stat status;
    return lstat(path.c_str(), &status) == 0;
}

/// `found` is the path so far, empty or ending with '/'; `rest` is the pattern behind it.
void descend(const std::string& found, std::string_view rest, std::vector<std::string>& paths) {
    size_t begin = rest.find_first_not_of('/');
    if (begin == std::string_view::npos) {
        if (exists(found + "."))
            paths.push_back(found + std::string(rest));
        return;
    }
    std::string prefix = found + std::string(rest.substr(0, begin));
    rest.remove_prefix(begin);
    size_t end = std::min(rest.find('/'), rest.size());
    std::string_view component = rest.substr(0, end);
    bool last = end == rest.size();
    std::string_view remaining = last ? std::string_view() : rest.substr(end + 1);
    if (!is_pattern(component)) {
        std::string path = prefix + unescape_pattern(component);
        if (!exists(path))
            return;
        if (last)
            paths.push_back(path);
        else
            descend(path + "/", remaining, paths);
        return;
    }
    DIR* directory = opendir(prefix.empty() ? "." : prefix.c_str());
    if (!directory)
        return;
    std::vector<std::string> names;
    while (const dirent* entry = readdir(directory))
        if ((entry->d_name[0] != '.' || component[0] == '.') && matches(component, entry->d_name))
            names.push_back(entry->d_name);
    closedir(directory);
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        if (last)
            paths.push_back(prefix + name);
        else
            descend(prefix + name + "/", remaining, paths);
    }
}

} // namespace

size_t glob(std::string_view pattern, std::vector<std::string>& paths) {
    size_t before = paths.size();
    descend("", pattern, paths);
    return paths.size() - before;
}

} // namespace shell

// SPDX-License-Identifier: MIT
#include "servers/apps/file_info.hpp"
#include "servers/apps/program.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fnmatch.h>

namespace {

constexpr const char* kUsage = "usage: find [DIRECTORY...] [-name PATTERN] [-iname PATTERN] [-type "
                               "f|d|l|c|p] [-maxdepth N] [-size +N|-N] [-empty]\n";
constexpr const char* kHelp = "Prints the files below the directories for which all conditions hold.\n"
                              "  PATTERN  with * ? [a-z], in quotes so that the shell leaves it alone\n"
                              "  -size    more (+) or less (-) than N bytes\n";
constexpr int kMaxDepth = 64;

struct Conditions {
    const char* name = nullptr;
    bool ignore_case = false;
    char type = 0;
    bool empty = false;
    long long depth = kMaxDepth;
    char size_sign = 0;
    long long size = 0;

    bool hold(const std::string& path, const struct stat& attributes) const;
};

int wrong(const std::string& message) {
    apps::complain(message);
    fputs(kUsage, stderr);
    return 2;
}

bool is_empty_directory(const std::string& path) {
    DIR* directory = opendir(path.c_str());
    if (!directory)
        return false;
    bool empty = true;
    while (const dirent* entry = readdir(directory))
        empty = empty && (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."));
    closedir(directory);
    return empty;
}

bool Conditions::hold(const std::string& path, const struct stat& attributes) const {
    mode_t mode = attributes.st_mode;
    if (name && fnmatch(name, apps::base_name(path).c_str(), ignore_case ? FNM_CASEFOLD : 0) != 0)
        return false;
    if (type && apps::mode_text(mode)[0] != (type == 'f' ? '-' : type))
        return false;
    if (empty && !(S_ISDIR(mode) ? is_empty_directory(path) : attributes.st_size == 0))
        return false;
    return !size_sign || (size_sign == '+' ? attributes.st_size > size : attributes.st_size < size);
}

int walk(const std::string& path, const Conditions& conditions, long long level) {
    struct stat attributes;
    if (lstat(path.c_str(), &attributes) != 0)
        return apps::complain_about(path);
    if (conditions.hold(path, attributes))
        printf("%s\n", path.c_str());
    if (!S_ISDIR(attributes.st_mode) || level >= conditions.depth || apps::output_failed())
        return 0;
    DIR* directory = opendir(path.c_str());
    if (!directory)
        return apps::complain_about(path);
    std::vector<std::string> names;
    while (const dirent* entry = readdir(directory))
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            names.push_back(entry->d_name);
    closedir(directory);
    std::sort(names.begin(), names.end());
    int status = 0;
    for (const auto& name : names)
        status |= walk(apps::join(path, name), conditions, level + 1);
    return status;
}

/// Takes one condition from values[i]; false after a message when it is wrong.
bool take_condition(int count, char** values, int& i, Conditions& conditions) {
    std::string option = values[i];
    if (option == "-empty") {
        conditions.empty = true;
        return true;
    }
    if (option == "-print")
        return true;
    const char* known[] = {"-name", "-iname", "-type", "-maxdepth", "-size"};
    if (std::find(std::begin(known), std::end(known), option) == std::end(known))
        return wrong("unknown condition \"" + option + "\""), false;
    if (++i == count)
        return wrong(option + " needs a value"), false;
    std::string value = values[i];
    if (option == "-name" || option == "-iname") {
        conditions.name = values[i];
        conditions.ignore_case = option == "-iname";
    } else if (option == "-type") {
        if (value.size() != 1 || !strchr("fdlcp", value[0]))
            return wrong("-type: \"" + value + "\" is none of f d l c p"), false;
        conditions.type = value[0];
    } else if (option == "-maxdepth") {
        if (!apps::parse_number(value, conditions.depth) || conditions.depth < 0)
            return wrong("-maxdepth: \"" + value + "\" is not a number"), false;
        conditions.depth = std::min<long long>(conditions.depth, kMaxDepth);
    } else {
        conditions.size_sign = value.empty() ? 0 : value[0];
        if ((conditions.size_sign != '+' && conditions.size_sign != '-') ||
            !apps::parse_number(value.substr(1), conditions.size))
            return wrong("-size: \"" + value + "\" is not like +1000 or -1000"), false;
    }
    return true;
}

} // namespace

int main(int count, char** values) {
    apps::set_program_name("find");
    std::vector<std::string> roots;
    Conditions conditions;
    for (int i = 1; i < count; ++i) {
        if (!strcmp(values[i], "--help")) {
            printf("%s%s", kUsage, kHelp);
            return apps::finish(0);
        }
        if (values[i][0] != '-')
            roots.push_back(values[i]);
        else if (!take_condition(count, values, i, conditions))
            return 2;
    }
    if (roots.empty())
        roots.push_back(".");
    int status = 0;
    for (const auto& root : roots)
        status |= walk(root, conditions, 0);
    return apps::finish(status);
}

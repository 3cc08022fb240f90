// SPDX-License-Identifier: MIT
#include "servers/apps/file_info.hpp"
#include "servers/apps/program.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <dirent.h>
#include <unistd.h>

namespace {

constexpr apps::Usage kUsage{"ls [-1adhlRrSt] [FILE...]",
                             "Lists files and what is in directories.\n"
                             "  -l  with type, mode, links, size and time    -h  sizes like 1.2K\n"
                             "  -a  names that begin with a dot, too    -d  directories themselves\n"
                             "  -R  what is in the directories below, too    -1  one name a line\n"
                             "  -t  newest first    -S  largest first    -r  the other way round\n",
                             "1adhlRrSt"};

struct Entry {
    std::string name; // to show
    std::string path;
    struct stat attributes;
};

struct Style {
    bool all, directories, human, details, recursive, reverse, by_size, by_time;
    bool colours;
    bool columns;
};

Style g_style;
int g_status = 0;

std::string coloured(const Entry& entry) {
    const char* colour = "";
    if (S_ISDIR(entry.attributes.st_mode))
        colour = "\033[1;34m";
    else if (S_ISLNK(entry.attributes.st_mode))
        colour = "\033[1;36m";
    else if (S_ISCHR(entry.attributes.st_mode) || S_ISFIFO(entry.attributes.st_mode))
        colour = "\033[1;33m";
    else if (entry.attributes.st_mode & 0111)
        colour = "\033[1;32m";
    return g_style.colours && *colour ? colour + entry.name + "\033[0m" : entry.name;
}

void sort_entries(std::vector<Entry>& entries) {
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        const Entry &x = g_style.reverse ? b : a, &y = g_style.reverse ? a : b;
        if (g_style.by_time && x.attributes.st_mtime != y.attributes.st_mtime)
            return x.attributes.st_mtime > y.attributes.st_mtime;
        if (g_style.by_size && x.attributes.st_size != y.attributes.st_size)
            return x.attributes.st_size > y.attributes.st_size;
        return x.name < y.name;
    });
}

std::string size_text(const struct stat& attributes) {
    auto size = static_cast<unsigned long long>(attributes.st_size);
    return g_style.human ? apps::human_size(size) : std::to_string(size);
}

void print_details(const std::vector<Entry>& entries) {
    size_t links = 1, sizes = 1;
    for (const auto& entry : entries) {
        links = std::max(links, std::to_string(entry.attributes.st_nlink).size());
        sizes = std::max(sizes, size_text(entry.attributes).size());
    }
    for (const auto& entry : entries) {
        std::string target;
        char text[1024];
        ssize_t size =
            S_ISLNK(entry.attributes.st_mode) ? readlink(entry.path.c_str(), text, sizeof text) : -1;
        if (size >= 0)
            target = " -> " + std::string(text, size);
        printf("%s %*s %*s %s %s%s\n", apps::mode_text(entry.attributes.st_mode).c_str(),
               static_cast<int>(links), std::to_string(entry.attributes.st_nlink).c_str(),
               static_cast<int>(sizes), size_text(entry.attributes).c_str(),
               apps::time_text(entry.attributes.st_mtime).c_str(), coloured(entry).c_str(), target.c_str());
    }
}

void print_columns(const std::vector<Entry>& entries) {
    int widest = 1;
    for (const auto& entry : entries)
        widest = std::max(widest, apps::display_width(entry.name));
    size_t columns = g_style.columns ? std::max(1, (apps::terminal_columns() + 1) / (widest + 2)) : 1;
    size_t rows = (entries.size() + columns - 1) / columns;
    for (size_t row = 0; row < rows; ++row) {
        for (size_t i = row; i < entries.size(); i += rows) {
            int missing = i + rows < entries.size() ? widest + 2 - apps::display_width(entries[i].name) : 0;
            printf("%s%*s", coloured(entries[i]).c_str(), missing, "");
        }
        putchar('\n');
    }
}

void print(std::vector<Entry>& entries) {
    sort_entries(entries);
    if (g_style.details)
        print_details(entries);
    else
        print_columns(entries);
}

bool look_at(const std::string& path, const std::string& name, std::vector<Entry>& entries) {
    Entry entry{name, path, {}};
    if (lstat(path.c_str(), &entry.attributes) != 0) {
        g_status = apps::complain_about(path);
        return false;
    }
    entries.push_back(std::move(entry));
    return true;
}

void list_directory(const std::string& path, bool headed, bool& first) {
    DIR* directory = opendir(path.c_str());
    if (!directory) {
        g_status = apps::complain_about(path);
        return;
    }
    std::vector<Entry> entries;
    if (g_style.all) {
        look_at(apps::join(path, "."), ".", entries);
        look_at(apps::join(path, ".."), "..", entries);
    }
    while (const dirent* found = readdir(directory)) {
        std::string name = found->d_name;
        if (name != "." && name != ".." && (g_style.all || name[0] != '.'))
            look_at(apps::join(path, name), name, entries);
    }
    closedir(directory);
    if (headed)
        printf(first ? "%s:\n" : "\n%s:\n", path.c_str());
    first = false;
    print(entries);
    for (const auto& entry : entries)
        if (g_style.recursive && S_ISDIR(entry.attributes.st_mode) && entry.name != "." && entry.name != "..")
            list_directory(entry.path, true, first);
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    bool terminal = isatty(1);
    g_style = {arguments.has('a'), arguments.has('d'),
               arguments.has('h'), arguments.has('l'),
               arguments.has('R'), arguments.has('r'),
               arguments.has('S'), arguments.has('t'),
               terminal,           terminal && !arguments.has('1')};
    std::vector<std::string> paths = arguments.operands();
    if (paths.empty())
        paths.push_back(".");
    std::vector<Entry> files;
    std::vector<std::string> directories;
    for (const auto& path : paths) {
        struct stat attributes;
        bool directory =
            !g_style.directories && stat(path.c_str(), &attributes) == 0 && S_ISDIR(attributes.st_mode);
        if (directory)
            directories.push_back(path);
        else
            look_at(path, path, files);
    }
    bool first = files.empty();
    if (!files.empty())
        print(files);
    for (const auto& path : directories)
        list_directory(path, paths.size() > 1 || g_style.recursive, first);
    return apps::finish(g_status);
}

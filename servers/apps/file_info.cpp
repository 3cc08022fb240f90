// SPDX-License-Identifier: MIT
#include "servers/apps/file_info.hpp"

#include "servers/apps/program.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace apps {

std::string mode_text(mode_t mode) {
    std::string text = "?rwxrwxrwx";
    text[0] = S_ISDIR(mode) ? 'd' : S_ISLNK(mode) ? 'l' : S_ISCHR(mode) ? 'c' : S_ISFIFO(mode) ? 'p' : '-';
    for (int bit = 0; bit < 9; ++bit)
        if (!(mode & (0400 >> bit)))
            text[bit + 1] = '-';
    return text;
}

const char* kind_text(mode_t mode) {
    return S_ISDIR(mode)    ? "directory"
           : S_ISLNK(mode)  ? "symbolic link"
           : S_ISCHR(mode)  ? "device"
           : S_ISFIFO(mode) ? "pipe"
           : S_ISREG(mode)  ? "regular file"
                            : "something else";
}

namespace {
std::string format_time(time_t time, const char* format) {
    char text[40];
    tm parts;
    gmtime_r(&time, &parts);
    return {text, strftime(text, sizeof text, format, &parts)};
}
} // namespace

std::string time_text(time_t time) {
    return format_time(time, "%Y-%m-%d %H:%M");
}
std::string full_time_text(time_t time) {
    return format_time(time, "%Y-%m-%d %H:%M:%S");
}

bool is_directory(const std::string& path) {
    struct stat attributes;
    return stat(path.c_str(), &attributes) == 0 && S_ISDIR(attributes.st_mode);
}

bool same_file(const std::string& a, const std::string& b) {
    struct stat x, y;
    return stat(a.c_str(), &x) == 0 && stat(b.c_str(), &y) == 0 && x.st_dev == y.st_dev &&
           x.st_ino == y.st_ino;
}

bool is_inside(const std::string& inner, const std::string& outer) {
    std::string path = inner;
    for (;;) {
        if (same_file(path, outer))
            return true;
        size_t slash = path.rfind('/');
        if (slash == std::string::npos || path == "/")
            return path != "." && inner[0] != '/' && same_file(".", outer);
        path.resize(slash == 0 ? 1 : slash);
    }
}

std::string target_path(const std::string& from, const std::string& to) {
    return is_directory(to) ? join(to, base_name(from)) : to;
}

int copy_file(const std::string& from, const std::string& to, mode_t mode) {
    if (same_file(from, to))
        return complain(from + " and " + to + " are the same file");
    int source = open(from.c_str(), O_RDONLY);
    if (source < 0)
        return complain_about(from);
    int target = open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC, mode & 0777);
    if (target < 0) {
        int reason = errno;
        close(source);
        errno = reason;
        return complain_about(to);
    }
    static char buffer[32 * 1024];
    int status = 0;
    ssize_t size;
    while (status == 0 && (size = read(source, buffer, sizeof buffer)) != 0) {
        if (size < 0)
            status = complain_about(from);
        for (ssize_t done = 0; status == 0 && done < size;) {
            ssize_t written = write(target, buffer + done, size - done);
            if (written <= 0)
                status = complain_about(to);
            done += written;
        }
    }
    close(source);
    if (close(target) != 0 && status == 0)
        status = complain_about(to);
    struct stat attributes; // a device or a pipe stays, whatever happens
    if (status != 0 && stat(to.c_str(), &attributes) == 0 && S_ISREG(attributes.st_mode))
        unlink(to.c_str());
    return status;
}

int copy_tree(const std::string& from, const std::string& to, bool recursive, bool verbose) {
    struct stat attributes;
    if (stat(from.c_str(), &attributes) != 0)
        return complain_about(from);
    if (verbose)
        printf("%s -> %s\n", from.c_str(), to.c_str());
    if (!S_ISDIR(attributes.st_mode))
        return copy_file(from, to, attributes.st_mode);
    if (!recursive)
        return complain(from + ": is a directory (-r copies directories)");
    if (!is_directory(to) && mkdir(to.c_str(), 0777) != 0)
        return complain_about(to);
    DIR* directory = opendir(from.c_str());
    if (!directory)
        return complain_about(from);
    int status = 0;
    while (const dirent* entry = readdir(directory)) {
        std::string name = entry->d_name;
        if (name != "." && name != "..")
            status |= copy_tree(join(from, name), join(to, name), true, verbose);
    }
    closedir(directory);
    return status;
}

int remove_tree(const std::string& path, bool recursive, bool force, bool verbose) {
    struct stat attributes;
    if (lstat(path.c_str(), &attributes) != 0)
        return force && errno == ENOENT ? 0 : complain_about(path);
    bool directory = S_ISDIR(attributes.st_mode);
    if (directory && !recursive)
        return complain(path + ": is a directory (-r removes directories)");
    int status = 0;
    if (directory) {
        DIR* stream = opendir(path.c_str());
        if (!stream)
            return complain_about(path);
        std::vector<std::string> names; // read first: removing while reading may skip entries
        while (const dirent* entry = readdir(stream))
            names.push_back(entry->d_name);
        closedir(stream);
        for (const auto& name : names)
            if (name != "." && name != "..")
                status |= remove_tree(join(path, name), true, force, verbose);
    }
    if ((directory ? rmdir(path.c_str()) : unlink(path.c_str())) != 0)
        return status ? status : complain_about(path);
    if (verbose)
        printf("removed %s\n", path.c_str());
    return status;
}

} // namespace apps

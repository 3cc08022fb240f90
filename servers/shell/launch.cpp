// SPDX-License-Identifier: MIT
#include "servers/shell/launch.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <unistd.h>

namespace shell {

namespace {

constexpr size_t kLookedAt = 256; // bytes of a file that decide what it is

constexpr size_t kMaxArguments = 64 * 1024; // bytes; the system takes no more

size_t size_of(const std::vector<std::string>& texts) {
    size_t size = 0;
    for (const auto& text : texts)
        size += text.size() + 1;
    return size;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (const auto& text : texts)
        result.push_back(const_cast<char*>(text.c_str())); // posix_spawn does not write to them
    result.push_back(nullptr);
    return result;
}

} // namespace

std::string find_program(std::string_view name, std::string_view path) {
    if (name.find('/') != std::string_view::npos)
        return std::string(name);
    while (!name.empty() && !path.empty()) {
        size_t end = std::min(path.find(':'), path.size());
        std::string file(path.substr(0, end));
        file += file.empty() || file.back() == '/' ? "" : "/";
        file += name;
        struct stat status;
        if (stat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode))
            return file;
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return "";
}

pid_t launch(const std::string& file, const std::vector<std::string>& arguments,
             const std::vector<std::string>& environment, const Redirections& redirections) {
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error == 0) {
        for (const auto& change : redirections.changes()) {
            if (change.from < 0)
                error = posix_spawn_file_actions_addclose(&actions, change.to);
            else if (change.from != change.to)
                error = posix_spawn_file_actions_adddup2(&actions, change.from, change.to);
            if (error != 0)
                break;
        }
        pid_t id = -1;
        if (error == 0)
            error = posix_spawn(&id, file.c_str(), &actions, nullptr, pointers(arguments).data(),
                                pointers(environment).data());
        posix_spawn_file_actions_destroy(&actions);
        if (error == 0)
            return id;
        // The loader has one error for "too much" and "too many".
        if (error == EAGAIN && (size_of(arguments) > kMaxArguments || size_of(environment) > kMaxArguments))
            error = E2BIG;
    }
    errno = error;
    return -1;
}

bool looks_like_text(std::string_view text) {
    text = text.substr(0, kLookedAt);
    size_t odd = 0;
    for (unsigned char c : text) {
        if (c == '\0')
            return false;
        odd += c < ' ' && c != '\n' && c != '\t' && c != '\r' && c != 27;
    }
    return odd * 10 <= text.size();
}

std::vector<std::string> script_arguments(const std::string& file, const std::vector<std::string>& arguments,
                                          const std::string& shell_path) {
    int descriptor = open(file.c_str(), O_RDONLY);
    char head[kLookedAt];
    ssize_t size = descriptor < 0 ? -1 : read(descriptor, head, sizeof head);
    if (descriptor >= 0)
        close(descriptor);
    if (size < 0 || !looks_like_text({head, static_cast<size_t>(size)}))
        return {};
    std::string line(head, size);
    line.resize(std::min(line.find('\n'), line.size()));
    std::vector<std::string> result;
    if (line.compare(0, 2, "#!") == 0) {
        size_t begin = line.find_first_not_of(" \t", 2);
        size_t end =
            begin == std::string::npos ? begin : std::min(line.find_first_of(" \t", begin), line.size());
        if (begin != std::string::npos)
            result.push_back(line.substr(begin, end - begin));
        begin = end == std::string::npos ? end : line.find_first_not_of(" \t", end);
        if (begin != std::string::npos) // everything behind the interpreter is one argument
            result.push_back(line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin));
    }
    if (result.empty())
        result.push_back(shell_path);
    result.push_back(file);
    result.insert(result.end(), arguments.begin() + 1, arguments.end());
    return result;
}

} // namespace shell

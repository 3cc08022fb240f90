// SPDX-License-Identifier: MIT
// posix_spawn: the child's session with vfs is made with the descriptors that it shall have, then the loader
// starts it.
#include "fibrils/libc/spawn_files.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/libc/process.hpp"
#include "servers/loader/client.hpp"

#include <cerrno>
#include <spawn.h>
#include <string>

extern "C" char** environ;

namespace libc {

namespace {

std::vector<std::string_view> list_of(char* const* texts) {
    std::vector<std::string_view> list;
    for (; texts && *texts; texts++)
        list.emplace_back(*texts);
    return list;
}

/// A copy of the system handle with all rights that this program has; nothing if it has none.
abi::Handle inherited_system_handle() {
    const int64_t query = sys_handle_query(abi::kSystemHandle);
    if (query < 0)
        return abi::kNoHandle;
    const int64_t copy = sys_handle_duplicate(abi::kSystemHandle, uint32_t(query));
    return copy < 0 ? abi::kNoHandle : abi::Handle(copy);
}

abi::Result<abi::TaskId> spawn(std::string_view path, const posix_spawn_file_actions_t* actions,
                               char* const* arguments, char* const* environment) {
    const abi::Handle session = TRY(session_for_child(actions));
    const auto argument_list = list_of(arguments), environment_list = list_of(environment);
    return loader::spawn({.path = path,
                          .arguments = argument_list,
                          .environment = environment_list,
                          .files = session,
                          .system = inherited_system_handle(),
                          .further = {}});
}

bool exists(const std::string& path) {
    const auto attributes = files().stat(path);
    return attributes.ok() && attributes.value().kind == vfs::Kind::regular;
}

/// Where PATH finds a program; the name itself if it has a '/'; empty if it is nowhere.
std::string find_program(std::string_view name) {
    if (name.find('/') != std::string_view::npos)
        return std::string(name);
    const char* path = getenv("PATH");
    std::string_view rest = path ? path : "/bin";
    for (;;) {
        const size_t end = rest.find(':');
        const std::string_view folder = rest.substr(0, end);
        std::string candidate = std::string(folder.empty() ? "." : folder) + '/' + std::string(name);
        if (exists(candidate))
            return candidate;
        if (end == std::string_view::npos)
            return {};
        rest.remove_prefix(end + 1);
    }
}

} // namespace
} // namespace libc

extern "C" {

int posix_spawn(pid_t* pid, const char* path, const posix_spawn_file_actions_t* actions,
                const posix_spawnattr_t* attributes, char* const arguments[], char* const environment[]) {
    const auto task = libc::spawn(path, actions, arguments, environment ? environment : environ);
    if (!task.ok())
        return libc::errno_of(task.error());
    short flags = 0;
    pid_t group = 0;
    if (attributes) {
        posix_spawnattr_getflags(attributes, &flags);
        posix_spawnattr_getpgroup(attributes, &group);
    }
    const auto child = pid_t(task.value());
    libc::add_child(child, flags & POSIX_SPAWN_SETPGROUP ? group : pid_t(sys_task_id()));
    if (pid)
        *pid = child;
    return 0;
}

int posix_spawnp(pid_t* pid, const char* name, const posix_spawn_file_actions_t* actions,
                 const posix_spawnattr_t* attributes, char* const arguments[], char* const environment[]) {
    const std::string path = libc::find_program(name);
    return path.empty() ? ENOENT
                        : posix_spawn(pid, path.c_str(), actions, attributes, arguments, environment);
}
}

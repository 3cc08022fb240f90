// SPDX-License-Identifier: MIT
#include "fibrils/libc/process.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/loader/client.hpp"

#include <cerrno>
#include <map>

namespace {
std::map<pid_t, pid_t> groups; // of each child that was not waited for yet
}

namespace libc {

void add_child(pid_t child, pid_t group) {
    groups[child] = group ? group : child;
}
void remove_child(pid_t child) {
    groups.erase(child);
}
bool is_child(pid_t child) {
    return groups.count(child) != 0;
}

pid_t group_of(pid_t child) {
    const auto found = groups.find(child);
    return found == groups.end() ? 0 : found->second;
}

void set_group(pid_t child, pid_t group) {
    groups[child] = group;
}

abi::Error kill_group(pid_t group, int signal) {
    abi::Error result = abi::Error::no_entry;
    const auto members = groups; // killing waits, and children may end meanwhile
    for (const auto& [child, its_group] : members)
        if (its_group == group && loader::kill(abi::TaskId(child), signal).ok())
            result = abi::Error::ok;
    return result;
}

} // namespace libc

extern "C" {

long __syscall_setpgid(long child, long group) {
    const long self = long(sys_task_id());
    if (child == 0 || child == self)
        return 0; // a program is always alone in its own view
    if (!libc::is_child(pid_t(child)))
        return -ESRCH;
    libc::set_group(pid_t(child), pid_t(group ? group : child));
    return 0;
}

long __syscall_getpgid(long child) {
    const long self = long(sys_task_id());
    if (child == 0 || child == self)
        return self;
    const pid_t group = libc::group_of(pid_t(child));
    return group ? group : -ESRCH;
}
}

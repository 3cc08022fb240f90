// SPDX-License-Identifier: MIT
// kill: a program may end its children, and signal itself.
#include "fibrils/libc/process.hpp"
#include "fibrils/libc/result.hpp"
#include "servers/loader/client.hpp"

#include "fibrils/arch/syscall.hpp"

#include <cerrno>
#include <csignal>

extern "C" int kill(pid_t pid, int signal) {
    abi::Error error = abi::Error::ok;
    if (pid == pid_t(sys_task_id()) || pid == 0)
        return signal == 0 ? 0 : raise(signal);
    if (signal == 0) { // is there such a child?
        error = libc::is_child(pid) ? abi::Error::ok : abi::Error::no_entry;
    } else if (pid < -1) {
        error = libc::kill_group(-pid, signal);
    } else if (pid == -1) {
        error = abi::Error::permission;
    } else if (signal == SIGCONT || signal == SIGWINCH || signal == SIGCHLD || signal == SIGURG) {
        return 0; // does nothing to a program that runs
    } else {
        error = loader::kill(abi::TaskId(pid), signal).error();
    }
    if (error == abi::Error::ok)
        return 0;
    errno = error == abi::Error::no_entry ? ESRCH : libc::errno_of(error);
    return -1;
}

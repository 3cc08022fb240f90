// SPDX-License-Identifier: MIT
// waitpid and wait: how a child ended, as a status of <sys/wait.h>.
#include "fibrils/libc/process.hpp"
#include "fibrils/libc/result.hpp"
#include "servers/loader/client.hpp"

#include <cerrno>
#include <csignal>
#include <sys/wait.h>

namespace {

int signal_of(abi::FaultKind fault) {
    switch (fault) {
    case abi::FaultKind::unreachable:
        return SIGABRT;
    case abi::FaultKind::divide:
    case abi::FaultKind::conversion:
        return SIGFPE;
    case abi::FaultKind::runaway:
        return SIGXCPU;
    case abi::FaultKind::no_memory:
        return SIGKILL;
    default:
        return SIGSEGV;
    }
}

int status_of(const loader::ExitStatus& end) {
    if (end.faulted)
        return signal_of(end.fault);
    if (end.killed)
        return end.signal & 0x7f;
    return (end.status & 0xff) << 8;
}

} // namespace

extern "C" {

pid_t waitpid(pid_t child, int* status, int options) {
    const abi::TaskId wanted = child > 0 ? abi::TaskId(child) : loader::kAnyChild;
    const auto end = loader::wait(wanted, options & WNOHANG);
    if (!end.ok()) {
        if (end.error() == abi::Error::again)
            return 0;
        errno = end.error() == abi::Error::no_entry ? ECHILD : libc::errno_of(end.error());
        return -1;
    }
    if (status)
        *status = status_of(end.value());
    libc::remove_child(pid_t(end.value().task));
    return pid_t(end.value().task);
}

pid_t wait(int* status) {
    return waitpid(-1, status, 0);
}
}

// SPDX-License-Identifier: MIT
#include "fibrils/libc/files.hpp"

#include <cerrno>
#include <cstdarg>
#include <fcntl.h>

using libc::files;

namespace {

long get_flags(int fd) {
    const auto flags = files().flags(fd);
    if (!flags.ok())
        return libc::answer(flags);
    long result =
        flags.value() & vfs::kOpenWrite ? (flags.value() & vfs::kOpenRead ? O_RDWR : O_WRONLY) : O_RDONLY;
    result |= flags.value() & vfs::kOpenAppend ? O_APPEND : 0;
    result |= libc::local_flags(fd) & libc::kNonBlocking ? O_NONBLOCK : 0;
    return result;
}

long set_flags(int fd, long wanted) {
    const auto changed = files().set_append(fd, wanted & O_APPEND);
    if (!changed.ok())
        return libc::answer(changed);
    uint8_t& local = libc::local_flags(fd);
    local = uint8_t(wanted & O_NONBLOCK ? local | libc::kNonBlocking : local & ~libc::kNonBlocking);
    return 0;
}

long duplicate(int fd, long lowest, bool close_on_exec) {
    const auto copy = files().duplicate(fd, int(lowest));
    if (copy.ok())
        libc::local_flags(copy.value()) = close_on_exec ? libc::kCloseOnExec : 0;
    return libc::answer(copy);
}

} // namespace

extern "C" long __syscall_fcntl64(long descriptor, long command, ...) {
    va_list list;
    va_start(list, command);
    const long argument = va_arg(list, long);
    va_end(list);
    const int fd = int(descriptor);
    switch (command) {
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
        return duplicate(fd, argument, command == F_DUPFD_CLOEXEC);
    case F_GETFD: {
        const auto known = files().flags(fd);
        return known.ok() ? (libc::local_flags(fd) & libc::kCloseOnExec ? FD_CLOEXEC : 0)
                          : libc::answer(known);
    }
    case F_SETFD: {
        const auto known = files().flags(fd);
        if (!known.ok())
            return libc::answer(known);
        uint8_t& local = libc::local_flags(fd);
        local = uint8_t(argument & FD_CLOEXEC ? local | libc::kCloseOnExec : local & ~libc::kCloseOnExec);
        return 0;
    }
    case F_GETFL:
        return get_flags(fd);
    case F_SETFL:
        return set_flags(fd, argument);
    default:
        return -EINVAL;
    }
}

// SPDX-License-Identifier: MIT
// dup, dup2, pipe.
#include "fibrils/libc/files.hpp"

#include <cerrno>
#include <fcntl.h>

using libc::answer;
using libc::files;

namespace {

uint8_t local_of(long flags) {
    return uint8_t((flags & O_CLOEXEC ? libc::kCloseOnExec : 0) |
                   (flags & O_NONBLOCK ? libc::kNonBlocking : 0));
}

} // namespace

extern "C" {

long __syscall_dup(long fd) {
    const auto copy = files().duplicate(int(fd));
    if (copy.ok())
        libc::local_flags(copy.value()) = 0;
    return answer(copy);
}

long __syscall_dup3(long fd, long wanted, long flags) {
    if (fd == wanted || wanted < 0)
        return fd == wanted ? -EINVAL : -EBADF;
    const auto copy = files().duplicate_to(int(fd), int(wanted));
    if (copy.ok())
        libc::local_flags(copy.value()) = local_of(flags);
    return answer(copy);
}

long __syscall_pipe2(long ends, long flags) {
    const auto made = files().pipe();
    if (!made.ok())
        return answer(abi::Result<void>(made.error()));
    auto* descriptors = reinterpret_cast<int*>(ends);
    descriptors[0] = made.value().reading;
    descriptors[1] = made.value().writing;
    for (int i = 0; i < 2; i++)
        libc::local_flags(descriptors[i]) = local_of(flags);
    return 0;
}

long __syscall_pipe(long ends) {
    return __syscall_pipe2(ends, 0);
}
}

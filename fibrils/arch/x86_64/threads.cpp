// SPDX-License-Identifier: MIT
// System calls that musl makes for threads and before it lets a signal handler run. There is one thread, and
// no handler runs unasked.
#include <cerrno>

extern "C" {

long __syscall_futex() {
    return -ENOSYS;
}
long __syscall_gettid() {
    return 1;
}
long __syscall_rt_sigprocmask() {
    return 0;
}
}

// SPDX-License-Identifier: MIT
#include "fibrils/libc/files.hpp"

namespace {
uint32_t mask = 022;
}

namespace libc {
uint32_t apply_umask(uint32_t mode) {
    return mode & ~mask & 07777;
}
} // namespace libc

extern "C" long __syscall_umask(long wanted) {
    const uint32_t old = mask;
    mask = uint32_t(wanted) & 0777;
    return long(old);
}

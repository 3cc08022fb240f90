// SPDX-License-Identifier: MIT
#include "fibrils/arch/syscall.hpp"

#include <cerrno>
#include <cstddef>
#include <sys/types.h>

extern "C" {

int getentropy(void* buffer, size_t size) {
    if (size > 256) {
        errno = EIO;
        return -1;
    }
    if (sys_entropy(fibril::address_of(buffer), size) >= 0)
        return 0;
    errno = EFAULT;
    return -1;
}

ssize_t getrandom(void* buffer, size_t size, unsigned) {
    if (sys_entropy(fibril::address_of(buffer), size) >= 0)
        return ssize_t(size);
    errno = EFAULT;
    return -1;
}
}

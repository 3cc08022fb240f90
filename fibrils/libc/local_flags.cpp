// SPDX-License-Identifier: MIT
#include "fibrils/libc/files.hpp"

namespace libc {

uint8_t& local_flags(int descriptor) {
    static uint8_t flags[vfs::kMaxDescriptors + 1];
    const bool known = descriptor >= 0 && uint32_t(descriptor) < vfs::kMaxDescriptors;
    uint8_t& flag = flags[known ? uint32_t(descriptor) : vfs::kMaxDescriptors];
    if (!known)
        flag = 0;
    return flag;
}

} // namespace libc

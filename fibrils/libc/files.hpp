// SPDX-License-Identifier: MIT
// What the system layer of the C library shares. Each file of this folder serves one group of C functions, so
// that a program links only the groups that it uses.
#pragma once

#include "fibrils/libc/result.hpp"
#include "servers/vfs/client.hpp"

namespace libc {

inline vfs::Client& files() {
    return vfs::Client::own();
}

/// The path argument of a musl system call.
inline std::string_view path_of(long address) {
    return reinterpret_cast<const char*>(address);
}

/// The directory argument of the *at functions.
inline uint64_t base_of(long descriptor) {
    constexpr long kAtCurrentDirectory = -100; // AT_FDCWD
    return descriptor == kAtCurrentDirectory ? vfs::kCurrentDirectory : uint64_t(descriptor);
}

/// Flags of a descriptor that only this program knows. Out of range: 0.
uint8_t& local_flags(int descriptor);
inline constexpr uint8_t kCloseOnExec = 1;
inline constexpr uint8_t kNonBlocking = 2;

} // namespace libc

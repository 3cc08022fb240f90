// SPDX-License-Identifier: MIT
// Between our errors and those of C.
#pragma once

#include "kernel/abi/result.hpp"

namespace libc {

/// The errno of an error; 0 for ok.
int errno_of(abi::Error error);

/// What a system call of musl returns: a value, or -errno.
inline long answer(const abi::Result<void>& result) {
    return -errno_of(result.error());
}
template<typename T>
long answer(const abi::Result<T>& result) {
    return result.ok() ? long(result.value()) : -errno_of(result.error());
}

} // namespace libc

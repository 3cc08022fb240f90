// SPDX-License-Identifier: MIT
#include "fibrils/libc/result.hpp"

#include <cerrno>
#include <iterator>

namespace libc {

namespace {
// In the order of abi::Error.
constexpr uint8_t kNumbers[] = {
    0,      ENOENT,       ENOMEM,  EAGAIN,        ECONNREFUSED, ECONNABORTED, EACCES, EIO,       EIO,
    EEXIST, EFAULT,       ENOSYS,  EADDRNOTAVAIL, ETIMEDOUT,    EINVAL,       EBUSY,  EOVERFLOW, EINTR,
    EMFILE, ENAMETOOLONG, EISDIR,  ENOTDIR,       ENOSPC,       ENOTEMPTY,    EBADF,  EDOM,      ERANGE,
    EXDEV,  EIO,          ELOOP,   ENODEV,        ENODEV,       EIO,          EIO,    ENODATA,   EIO,
    EAGAIN, EPIPE,        ENOEXEC, EPROTO,        EDEADLK,      EROFS,
};
static_assert(std::size(kNumbers) == size_t(abi::Error::read_only) + 1);
} // namespace

int errno_of(abi::Error error) {
    const auto number = size_t(error);
    return number < std::size(kNumbers) ? kNumbers[number] : EIO;
}

} // namespace libc

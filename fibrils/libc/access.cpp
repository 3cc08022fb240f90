// SPDX-License-Identifier: MIT
// access: there is one user, so only what the file system can do, and the x bits, say no.
#include "fibrils/libc/files.hpp"

#include <cerrno>

using libc::files;

namespace {

constexpr long kWrite = 2, kExecute = 1;

long check(std::string_view path, long wanted, uint64_t base) {
    const auto attributes = files().stat(path, true, base);
    if (!attributes.ok())
        return libc::answer(abi::Result<void>(attributes.error()));
    if ((wanted & kExecute) && attributes.value().kind != vfs::Kind::directory &&
        !(attributes.value().mode & 0111))
        return -EACCES;
    return (wanted & kWrite) && !(attributes.value().mode & 0222) ? -EACCES : 0;
}

} // namespace

extern "C" {

long __syscall_access(long path, long mode) {
    return check(libc::path_of(path), mode, vfs::kCurrentDirectory);
}

long __syscall_faccessat(long directory, long path, long mode, long) {
    return check(libc::path_of(path), mode, libc::base_of(directory));
}
}

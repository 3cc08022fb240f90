// SPDX-License-Identifier: MIT
// link, symlink, readlink.
#include "fibrils/libc/files.hpp"

#include <cstring>

using libc::answer;
using libc::base_of;
using libc::files;
using libc::path_of;

namespace {

long give(const abi::Result<std::string>& text, long buffer, long size) {
    if (!text.ok())
        return answer(abi::Result<void>(text.error()));
    const size_t given = std::min(text.value().size(), size_t(size));
    memcpy(reinterpret_cast<void*>(buffer), text.value().data(), given);
    return long(given);
}

} // namespace

extern "C" {

long __syscall_link(long from, long to) {
    return answer(files().link(path_of(from), path_of(to)));
}

long __syscall_linkat(long old_directory, long from, long new_directory, long to, long) {
    return answer(files().link(path_of(from), path_of(to), base_of(old_directory), base_of(new_directory)));
}

long __syscall_symlink(long text, long path) {
    return answer(files().make_link(path_of(text), path_of(path)));
}

long __syscall_symlinkat(long text, long directory, long path) {
    return answer(files().make_link(path_of(text), path_of(path), base_of(directory)));
}

long __syscall_readlink(long path, long buffer, long size) {
    return give(files().read_link(path_of(path)), buffer, size);
}

long __syscall_readlinkat(long directory, long path, long buffer, long size) {
    return give(files().read_link(path_of(path), base_of(directory)), buffer, size);
}
}

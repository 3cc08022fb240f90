// SPDX-License-Identifier: MIT
// mkdir, unlink, rmdir, rename.
#include "fibrils/libc/files.hpp"

#include <fcntl.h>

using libc::answer;
using libc::base_of;
using libc::files;
using libc::path_of;

extern "C" {

long __syscall_mkdir(long path, long mode) {
    return answer(files().make_directory(path_of(path), uint32_t(mode)));
}

long __syscall_mkdirat(long directory, long path, long mode) {
    return answer(files().make_directory(path_of(path), uint32_t(mode), base_of(directory)));
}

long __syscall_unlink(long path) {
    return answer(files().unlink(path_of(path)));
}

long __syscall_rmdir(long path) {
    return answer(files().unlink(path_of(path), true));
}

long __syscall_unlinkat(long directory, long path, long flags) {
    return answer(files().unlink(path_of(path), flags & AT_REMOVEDIR, base_of(directory)));
}

long __syscall_rename(long from, long to) {
    return answer(files().rename(path_of(from), path_of(to)));
}

long __syscall_renameat(long old_directory, long from, long new_directory, long to) {
    return answer(files().rename(path_of(from), path_of(to), base_of(old_directory), base_of(new_directory)));
}
}

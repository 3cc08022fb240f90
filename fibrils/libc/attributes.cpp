// SPDX-License-Identifier: MIT
// truncate, utimensat, chmod, chown.
#include "fibrils/libc/files.hpp"

#include "fibrils/arch/syscall.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

using libc::answer;
using libc::base_of;
using libc::files;
using libc::path_of;

namespace {

uint64_t size_of(long low, long high) {
    return uint64_t(uint32_t(low)) | uint64_t(uint32_t(high)) << 32;
}

uint64_t microseconds_of(const timespec* time) {
    const auto now = [] { return uint64_t(sys_clock_read(uint32_t(abi::Clock::real_time))); };
    if (!time || time->tv_nsec == UTIME_NOW)
        return now();
    if (time->tv_nsec == UTIME_OMIT)
        return vfs::kKeepTime;
    return uint64_t(time->tv_sec) * 1000000 + uint64_t(time->tv_nsec / 1000);
}

abi::Result<void> truncate_path(std::string_view path, uint64_t size) {
    const int descriptor = TRY(files().open(path, vfs::kOpenWrite));
    const auto result = files().truncate(descriptor, size);
    (void)files().close(descriptor);
    return result;
}

} // namespace

extern "C" {

long __syscall_ftruncate64(long fd, long low, long high) {
    return high < 0 ? -EINVAL : answer(files().truncate(int(fd), size_of(low, high)));
}

long __syscall_truncate64(long path, long low, long high) {
    return high < 0 ? -EINVAL : answer(truncate_path(path_of(path), size_of(low, high)));
}

long __syscall_utimensat(long directory, long path, long times, long flags) {
    const auto* time = reinterpret_cast<const timespec*>(times);
    const uint64_t accessed = microseconds_of(time), modified = microseconds_of(time ? time + 1 : nullptr);
    if (!path) // futimens
        return answer(files().set_times(int(directory), accessed, modified));
    return answer(files().set_times(path_of(path), accessed, modified, !(flags & AT_SYMLINK_NOFOLLOW),
                                    base_of(directory)));
}

long __syscall_chmod(long path, long mode) {
    return answer(files().set_mode(path_of(path), uint32_t(mode)));
}

long __syscall_fchmod(long fd, long mode) {
    return answer(files().set_mode(int(fd), uint32_t(mode)));
}

long __syscall_fchmodat(long directory, long path, long mode, ...) {
    return answer(files().set_mode(path_of(path), uint32_t(mode), base_of(directory)));
}
}

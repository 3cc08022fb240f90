// SPDX-License-Identifier: MIT
// Reading clocks.
#include "fibrils/arch/syscall.hpp"

#include <cerrno>
#include <cstddef>
#include <ctime>

namespace {

/// CPU time is not counted; uptime, which stands still while a task runs, is the nearest there is.
int64_t microseconds_of(clockid_t clock) {
    return sys_clock_read(uint32_t(clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE
                                       ? abi::Clock::real_time
                                       : abi::Clock::uptime));
}

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) {
    if (clock < 0 || clock > CLOCK_BOOTTIME) {
        errno = EINVAL;
        return -1;
    }
    const int64_t microseconds = microseconds_of(clock);
    time->tv_sec = time_t(microseconds / 1000000);
    time->tv_nsec = long(microseconds % 1000000 * 1000);
    return 0;
}
int __clock_gettime(clockid_t clock, timespec* time) __attribute__((alias("clock_gettime")));

int clock_getres(clockid_t clock, timespec* resolution) {
    if (clock < 0 || clock > CLOCK_BOOTTIME) {
        errno = EINVAL;
        return -1;
    }
    *resolution = {.tv_sec = 0, .tv_nsec = 1000};
    return 0;
}

time_t time(time_t* result) {
    const auto seconds = time_t(microseconds_of(CLOCK_REALTIME) / 1000000);
    if (result)
        *result = seconds;
    return seconds;
}

/// musl looks for time zones in files with it; there are none, and TZ may hold a rule.
const unsigned char* __map_file(const char*, size_t*) {
    return nullptr;
}
}

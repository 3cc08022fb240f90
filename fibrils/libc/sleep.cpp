// SPDX-License-Identifier: MIT
// nanosleep and what is made of it: only this fibril sleeps. Emscripten's own would spin.
#include "fibrils/fibril.hpp"

#include <cerrno>
#include <ctime>

namespace {

constexpr long kSecond = 1000000000; // nanoseconds

bool is_valid(const timespec& time) {
    return time.tv_sec >= 0 && time.tv_nsec >= 0 && time.tv_nsec < kSecond;
}

uint64_t microseconds_of(const timespec& time) {
    return uint64_t(time.tv_sec) * 1000000 + uint64_t(time.tv_nsec + 999) / 1000;
}

} // namespace

extern "C" {

int nanosleep(const timespec* wanted, timespec* left) {
    if (!is_valid(*wanted)) {
        errno = EINVAL;
        return -1;
    }
    fibril::sleep(microseconds_of(*wanted));
    if (left)
        *left = {};
    return 0;
}

/// Returns an error number, as POSIX has it.
int clock_nanosleep(clockid_t clock, int flags, const timespec* wanted, timespec* left) {
    if (!is_valid(*wanted))
        return EINVAL;
    timespec now{};
    if ((flags & TIMER_ABSTIME) == 0)
        return nanosleep(wanted, left) == 0 ? 0 : errno;
    if (clock_gettime(clock, &now) != 0)
        return errno;
    uint64_t until = microseconds_of(*wanted);
    uint64_t from = microseconds_of(now);
    if (until > from)
        fibril::sleep(until - from);
    return 0;
}
}

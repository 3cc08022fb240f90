// SPDX-License-Identifier: MIT
// nanosleep and what is made of it: only this fibril sleeps.
#include "fibrils/fibril.hpp"

#include "fibrils/arch/syscall.hpp"

#include <cerrno>
#include <ctime>

namespace {

constexpr uint64_t microseconds_of(const timespec& time) {
    return uint64_t(time.tv_sec) * 1000000 + uint64_t(time.tv_nsec + 999) / 1000;
}

void sleep_for(uint64_t microseconds) {
    if (microseconds != 0)
        fibril::sleep(microseconds);
    else
        fibril::yield();
}

} // namespace

extern "C" {

int clock_nanosleep(clockid_t clock, int flags, const timespec* time, timespec*) {
    if (time->tv_sec < 0 || time->tv_nsec < 0 || time->tv_nsec > 999999999)
        return EINVAL;
    uint64_t wait = microseconds_of(*time);
    if (flags & TIMER_ABSTIME) {
        const abi::Clock which = clock == CLOCK_REALTIME ? abi::Clock::real_time : abi::Clock::uptime;
        const auto now = uint64_t(sys_clock_read(uint32_t(which)));
        wait = wait > now ? wait - now : 0;
    }
    sleep_for(wait);
    return 0;
}

int nanosleep(const timespec* time, timespec* rest) {
    const int error = clock_nanosleep(CLOCK_REALTIME, 0, time, rest);
    if (error == 0)
        return 0;
    errno = error;
    return -1;
}
}

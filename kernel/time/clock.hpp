// SPDX-License-Identifier: MIT
// Virtual time. It moves only when the host says so, between dispatches: a recording replays exactly.
#pragma once

#include <cstdint>

namespace kernel {

class Clock {
  public:
    void start(int64_t real_time) { real_time_ = real_time; }
    /// Never backwards.
    void advance(int64_t uptime, int64_t real_time) {
        if (uptime > uptime_)
            uptime_ = uptime;
        real_time_ = real_time;
    }
    /// It is `real_time` now, whatever the machine below thinks, and goes on at the machine's pace.
    void set(int64_t real_time) { correction_ = real_time - real_time_; }
    int64_t uptime() const { return uptime_; }
    int64_t real_time() const { return real_time_ + correction_; }

  private:
    int64_t uptime_ = 0;    // microseconds since boot
    int64_t real_time_ = 0; // microseconds since 1970 UTC, says the machine
    int64_t correction_ = 0;
};

} // namespace kernel

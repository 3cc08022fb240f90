// SPDX-License-Identifier: MIT
#include "fibrils/arch/syscall.hpp"

/// Milliseconds; Emscripten's own functions measure with it.
extern "C" double emscripten_get_now(void) {
    return double(sys_clock_read(uint32_t(abi::Clock::uptime))) / 1000.0;
}

// SPDX-License-Identifier: MIT
// nanosleep and what is made of it: only this fibril sleeps.
#include "fibrils/fibril.hpp"

extern "C" void emscripten_thread_sleep(double milliseconds) {
    if (milliseconds > 0)
        fibril::sleep(uint64_t(milliseconds * 1000.0 + 0.999));
    else
        fibril::yield();
}

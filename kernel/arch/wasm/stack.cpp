// SPDX-License-Identifier: MIT
#include "kernel/arch/machine.hpp"

namespace kernel::arch {

namespace {

// The engine checks the native stack when a function is entered, for the whole frame of that function. This
// one has a frame of some kilobytes, because all its values live at once, and touches none of it: `never` is
// 0. If the frame does not fit, the task traps here; a deeper system call then cannot run out of stack
// halfway.
volatile uint64_t cells[512];
volatile uint32_t never = 0;

#define EIGHT(X, n) X(n##0) X(n##1) X(n##2) X(n##3) X(n##4) X(n##5) X(n##6) X(n##7)
#define SIXTY_FOUR(X, n)                                                                                     \
    EIGHT(X, n##0)                                                                                           \
    EIGHT(X, n##1) EIGHT(X, n##2) EIGHT(X, n##3) EIGHT(X, n##4) EIGHT(X, n##5) EIGHT(X, n##6) EIGHT(X, n##7)
#define ALL(X)                                                                                               \
    SIXTY_FOUR(X, 00)                                                                                        \
    SIXTY_FOUR(X, 01)                                                                                        \
    SIXTY_FOUR(X, 02)                                                                                        \
    SIXTY_FOUR(X, 03) SIXTY_FOUR(X, 04) SIXTY_FOUR(X, 05) SIXTY_FOUR(X, 06) SIXTY_FOUR(X, 07)

[[gnu::noinline]] void occupy() {
    if (!never) [[likely]]
        return;
#define LOAD(n) uint64_t v##n = cells[n];
#define STORE(n) cells[511 - (n)] = v##n;
    ALL(LOAD)
    ALL(STORE)
}

} // namespace

void probe_stack() {
    occupy();
}

} // namespace kernel::arch

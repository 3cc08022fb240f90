/* SPDX-License-Identifier: MIT */
/* How musl makes a system call here: in place of its own file of this name, which has Linux's instruction.
   The "numbers" of bits/syscall.h are functions, so a program links only what it calls. */
typedef long system_call();

#define __SYSCALL_LL_E(x) ((long)(x)&0xffffffff), ((long)(x) >> 32) /* two words, as on wasm */
#define __SYSCALL_LL_O(x) __SYSCALL_LL_E(x)

#define SYSTEM_CALL static inline __attribute__((always_inline)) long

SYSTEM_CALL __syscall0(system_call* n) {
    return n();
}
SYSTEM_CALL __syscall1(system_call* n, long a) {
    return n(a);
}
SYSTEM_CALL __syscall2(system_call* n, long a, long b) {
    return n(a, b);
}
SYSTEM_CALL __syscall3(system_call* n, long a, long b, long c) {
    return n(a, b, c);
}
SYSTEM_CALL __syscall4(system_call* n, long a, long b, long c, long d) {
    return n(a, b, c, d);
}
SYSTEM_CALL __syscall5(system_call* n, long a, long b, long c, long d, long e) {
    return n(a, b, c, d, e);
}
SYSTEM_CALL __syscall6(system_call* n, long a, long b, long c, long d, long e, long f) {
    return n(a, b, c, d, e, f);
}

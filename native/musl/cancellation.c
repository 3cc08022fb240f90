/* SPDX-License-Identifier: MIT */
/* System calls that are points where a thread may be cancelled. There is one thread and nobody to cancel it.
 */
#include <syscall.h>

long(__syscall_cp)(long call, long a, long b, long c, long d, long e, long f) {
    return ((system_call*)call)(a, b, c, d, e, f);
}

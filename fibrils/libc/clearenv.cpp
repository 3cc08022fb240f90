// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <unistd.h>

// What setenv allocated before is kept: somebody may still hold a pointer from getenv.
extern "C" int clearenv(void) {
    static char* nothing[1];
    environ = nothing;
    return 0;
}

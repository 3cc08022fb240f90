// SPDX-License-Identifier: MIT
// The one function of <stdlib.h> that Emscripten's musl leaves out.
#include <unistd.h>

extern "C" int clearenv() {
    static char* none[1] = {nullptr};
    environ = none;
    return 0;
}

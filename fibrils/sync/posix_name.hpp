// SPDX-License-Identifier: MIT
// POSIX has a function sync() in <unistd.h>, which would clash with namespace sync. Everything that links
// fibrils sees that header through this one first (a compiler option, see CMakeLists.txt), under another
// name.
#pragma once

#define sync posix_sync
#include <unistd.h>
#undef sync

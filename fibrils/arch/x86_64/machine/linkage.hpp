// SPDX-License-Identifier: MIT
// x86_64: system calls are ordinary functions (on the Linux host the test supplies them).
#pragma once

#define SWITCHBOARD_KERNEL_LINKAGE(name)
#define SWITCHBOARD_TASK_EXPORT(name)

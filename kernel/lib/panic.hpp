// SPDX-License-Identifier: MIT
#pragma once

namespace kernel {

/// The kernel found itself broken: `what` is shown to the user and the machine stops.
[[noreturn]] void panic(const char* what);

/// For invariants of the kernel; never for anything a task can influence.
#define KERNEL_ASSERT(condition)                                                                             \
    do {                                                                                                     \
        if (!(condition)) [[unlikely]]                                                                       \
            ::kernel::panic(#condition);                                                                     \
    } while (false)

} // namespace kernel

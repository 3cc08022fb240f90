// SPDX-License-Identifier: MIT
#include "fibrils/startup/exit.hpp"

extern "C" {

[[noreturn]] void __syscall_exit_group(long status) {
    startup::exit_task(int(status & 0xff));
}
/// Of a thread, and there is only one.
[[noreturn]] void __syscall_exit(long status) {
    startup::exit_task(int(status & 0xff));
}
}

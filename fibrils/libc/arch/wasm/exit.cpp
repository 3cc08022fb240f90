// SPDX-License-Identifier: MIT
#include "fibrils/startup/exit.hpp"

#include <wasi/api.h>

extern "C" void __wasi_proc_exit(uint32_t status) {
    startup::exit_task(int(status & 0xff));
}

// SPDX-License-Identifier: MIT
// Ties the C library to the start and the end of a program. Always linked with it.
#include "fibrils/startup/arguments.hpp"
#include "fibrils/startup/exit.hpp"

#include <cstdlib>
#include <wasi/api.h>

extern "C" {

// In place of musl's, which would copy them through WASI.
char** __environ;
extern __typeof(__environ) environ __attribute__((weak, alias("__environ")));
extern __typeof(__environ) _environ __attribute__((weak, alias("__environ")));
extern __typeof(__environ) ___environ __attribute__((weak, alias("__environ")));

void __wasi_proc_exit(uint32_t status) {
    startup::exit_task(int(status));
}
}

namespace {

void prepare() {
    __environ = startup::program_arguments().environment;
}

/// Before all other constructors of the program, some of which may end it.
__attribute__((constructor(101))) void connect() {
    startup::prepare_program = prepare;
    startup::exit_program = exit;
}

} // namespace

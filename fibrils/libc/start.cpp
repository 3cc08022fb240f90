// SPDX-License-Identifier: MIT
// Ties the C library to the start and the end of a program. Always linked with it.
#include "fibrils/libc/files.hpp"
#include "fibrils/startup/arguments.hpp"
#include "fibrils/startup/exit.hpp"

#include <cstdio>
#include <cstdlib>

#undef stdout
extern __typeof(stdout) stdout __attribute__((weak));

extern "C" {

// In place of musl's, which are copied from elsewhere.
char** __environ;
extern __typeof(__environ) environ __attribute__((weak, alias("__environ")));
extern __typeof(__environ) _environ __attribute__((weak, alias("__environ")));
extern __typeof(__environ) ___environ __attribute__((weak, alias("__environ")));
}

namespace {

/// Emscripten's stdout goes out line by line whatever it is connected to; only a terminal wants that.
void choose_buffering() {
    if (&stdout == nullptr) // the program does not use stdio
        return;
    const auto terminal = libc::files().control(1, devfs::kControlIsTerminal);
    if (!terminal.ok() || terminal.value()[0] == 0)
        setvbuf(stdout, nullptr, _IOFBF, 0);
}

void prepare() {
    __environ = startup::program_arguments().environment;
    choose_buffering();
}

/// Before all other constructors of the program, some of which may end it.
__attribute__((constructor(101))) void connect() {
    startup::prepare_program = prepare;
    startup::exit_program = exit;
}

} // namespace

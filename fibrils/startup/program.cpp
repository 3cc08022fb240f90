// SPDX-License-Identifier: MIT
#include "fibrils/startup/program.hpp"

// Clang gives every program a `main` with two arguments; C++ forbids to call it by that name.
extern "C" int program_main(int count, char** arguments) __asm__("main");

int startup::call_main(int count, char** arguments) {
    return program_main(count, arguments);
}

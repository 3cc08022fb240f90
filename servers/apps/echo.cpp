// SPDX-License-Identifier: MIT
// For programs that start it; the shell has an echo of its own.
#include "servers/apps/program.hpp"

#include <cstdio>
#include <cstring>

int main(int count, char** values) {
    apps::set_program_name("echo");
    if (count == 2 && !strcmp(values[1], "--help")) {
        printf("usage: echo [-n] [TEXT...]\nPrints its arguments.\n  -n  no newline at the end\n");
        return apps::finish(0);
    }
    bool newline = count < 2 || strcmp(values[1], "-n") != 0;
    for (int i = newline ? 1 : 2; i < count; ++i)
        printf(i + 1 < count ? "%s " : "%s", values[i]);
    if (newline)
        putchar('\n');
    return apps::finish(0);
}

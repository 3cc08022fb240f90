// SPDX-License-Identifier: MIT
// One executable holds all small programs, because a module costs more to load than a program has code: the
// name it is called by decides. programs.inc is made by CMake from the list of programs.
#include "servers/apps/program.hpp"

#include <clocale>
#include <cstdio>

#define PROGRAM(name) int name##_main(int, char**);
#include "programs.inc"
#undef PROGRAM

namespace {

struct Entry {
    const char* name;
    int (*run)(int, char**);
};

constexpr Entry kPrograms[] = {
#define PROGRAM(name) {#name, name##_main},
#include "programs.inc"
#undef PROGRAM
};

} // namespace

int main(int argument_count, char** argument_values) {
    setlocale(LC_CTYPE, "C.UTF-8");
    apps::set_program_name(argument_count > 0 ? argument_values[0] : "");
    for (const auto& program : kPrograms)
        if (apps::program_name() == program.name)
            return program.run(argument_count, argument_values);
    fprintf(stderr, "%s: this executable holds many programs; call it by the name of one of them:\n",
            apps::program_name().c_str());
    for (const auto& program : kPrograms)
        fprintf(stderr, "%s ", program.name);
    fprintf(stderr, "\n");
    return 127;
}

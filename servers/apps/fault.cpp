// SPDX-License-Identifier: MIT
// Dies on request. What it does is undefined in C++ in most cases, so the compiler must not see through it.
#include "servers/apps/program.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

constexpr apps::Usage kUsage{"fault [KIND [N]]",
                             "Dies in the way you choose; without KIND, lists the ways.\n", "", 0, 2};

volatile int g_zero = 0;
volatile int g_sink = 0;

void die_unreachable() {
    __builtin_trap();
}

void die_memory() {
    auto* outside = reinterpret_cast<volatile int*>(static_cast<uintptr_t>(0xfffffff0u));
    g_sink = *outside;
}

void die_divide() {
    g_sink = 7654321 / g_zero; // 1 / x would be compiled without a division
}

__attribute__((noinline)) int descend(volatile int* above) {
    volatile int frame[64];
    frame[0] = above ? above[0] + 1 : 0;
    int below = descend(frame);
    return below + frame[0];
}
void die_stack() {
    g_sink = descend(nullptr);
}

void die_call() {
    void (*volatile nowhere)(int) = nullptr;
    nowhere(1);
}

void die_loop() {
    for (uint32_t i = 0;; ++i)
        g_sink = static_cast<int>(i);
}

void die_abort() {
    abort();
}

/// Takes memory until there is none, then uses the null pointer as if it were memory.
void die_leak() {
    constexpr size_t kPiece = 1 << 20;
    size_t taken = 0;
    void* reserve = malloc(kPiece); // for the message
    while (char* piece = static_cast<char*>(malloc(kPiece))) {
        memset(piece, 1, kPiece);
        g_sink = piece[kPiece - 1]; // or a compiler sees that nobody needs the memory, and takes none
        taken += kPiece;
    }
    free(reserve);
    printf("no more memory after %zu MiB\n", taken >> 20);
    fflush(stdout);
    abort();
}

struct Way {
    const char* name;
    void (*die)();
    const char* text;
};

constexpr Way kWays[] = {
    {"unreachable", die_unreachable, "executes an instruction that must never be reached"},
    {"memory", die_memory, "reads an address outside its memory"},
    {"divide", die_divide, "divides by zero"},
    {"stack", die_stack, "calls itself until the stack is full"},
    {"call", die_call, "calls a function pointer that leads nowhere"},
    {"loop", die_loop, "loops for ever without waiting for anything"},
    {"abort", die_abort, "calls abort()"},
    {"leak", die_leak, "takes memory until there is none, then aborts"},
};

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    const auto& operands = arguments.operands();
    if (operands.empty()) {
        for (const auto& way : kWays)
            printf("%-12s %s\n", way.name, way.text);
        printf("%-12s %s\n", "exit N", "ends in an orderly way with status N");
        return apps::finish(0);
    }
    long long status = 1;
    if (operands[0] == "exit") {
        if (operands.size() > 1 && !apps::parse_number(operands[1], status))
            return arguments.wrong("\"" + operands[1] + "\" is not a status");
        return static_cast<int>(status & 0xff);
    }
    for (const auto& way : kWays) {
        if (operands[0] != way.name)
            continue;
        way.die();
        return apps::complain(operands[0] + ": still alive: this machine does not notice such a fault");
    }
    return arguments.wrong("\"" + operands[0] + "\" is no way to die; `fault` lists them");
}

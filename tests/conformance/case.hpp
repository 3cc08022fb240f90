// SPDX-License-Identifier: MIT
// Claims that register themselves. A claim that fails says where, and goes on to its end.
#pragma once

#include "kernel/abi/error.hpp"

namespace conformance {

struct Case {
    Case(const char* name, void (*run)());
    const char* name;
    void (*run)();
    Case* next;
};

/// Runs the cases whose names contain `filter` (all for nullptr), prints TAP; returns how many failed.
int run_cases(const char* filter);

void check(bool holds, const char* what, const char* file, int line);
void check_error(abi::Error got, abi::Error wanted, const char* what, const char* file, int line);
void check_number(uint64_t got, uint64_t wanted, const char* what, const char* file, int line);

} // namespace conformance

#define CLAIM(name)                                                                                          \
    static void name();                                                                                      \
    static conformance::Case name##_case(#name, name);                                                       \
    static void name()

#define EXPECT(condition) conformance::check((condition), #condition, __FILE__, __LINE__)
#define EXPECT_ERROR(expression, wanted)                                                                     \
    conformance::check_error((expression), (wanted), #expression, __FILE__, __LINE__)
#define EXPECT_NUMBER(expression, wanted)                                                                    \
    conformance::check_number((expression), (wanted), #expression, __FILE__, __LINE__)

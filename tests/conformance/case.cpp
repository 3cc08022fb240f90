// SPDX-License-Identifier: MIT
#include "tests/conformance/case.hpp"

#include <cinttypes>
#include <cstdio>
#include <cstring>

namespace conformance {

namespace {
Case* first = nullptr;
int failures_of_case = 0;

void fail(const char* file, int line) {
    ++failures_of_case;
    const char* slash = std::strrchr(file, '/');
    std::printf("# %s:%d: ", slash ? slash + 1 : file, line);
}
} // namespace

Case::Case(const char* name, void (*run)()) : name(name), run(run), next(nullptr) {
    Case** link = &first;
    while (*link && std::strcmp((*link)->name, name) < 0)
        link = &(*link)->next;
    next = *link;
    *link = this;
}

int run_cases(const char* filter) {
    int number = 0;
    int failed = 0;
    for (Case* at = first; at; at = at->next) {
        if (filter && !std::strstr(at->name, filter))
            continue;
        failures_of_case = 0;
        at->run();
        failed += failures_of_case > 0;
        std::printf("%s %d - %s\n", failures_of_case > 0 ? "not ok" : "ok", ++number, at->name);
        std::fflush(stdout);
    }
    std::printf("1..%d\n%d passed, %d failed\n", number, number - failed, failed);
    return failed;
}

void check(bool holds, const char* what, const char* file, int line) {
    if (holds)
        return;
    fail(file, line);
    std::printf("not true: %s\n", what);
}

void check_error(abi::Error got, abi::Error wanted, const char* what, const char* file, int line) {
    if (got == wanted)
        return;
    fail(file, line);
    std::printf("%s: '%s' instead of '%s'\n", what, abi::describe(got), abi::describe(wanted));
}

void check_number(uint64_t got, uint64_t wanted, const char* what, const char* file, int line) {
    if (got == wanted)
        return;
    fail(file, line);
    std::printf("%s: %" PRIu64 " instead of %" PRIu64 "\n", what, got, wanted);
}

} // namespace conformance

// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <cstdio>

namespace {
constexpr apps::Usage kUsage{
    "seq [-w] [-s TEXT] [FIRST [STEP]] LAST",
    "Prints whole numbers.\n  -s  what stands between them (a newline)    -w  equally wide\n", "s:w", 1, 3};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    const auto& operands = arguments.operands();
    long long numbers[3] = {1, 1, 1};
    for (size_t i = 0; i < operands.size(); ++i)
        if (!apps::parse_number(operands[i], numbers[i]))
            return arguments.wrong("\"" + operands[i] + "\" is not a whole number");
    long long first = operands.size() > 1 ? numbers[0] : 1;
    long long step = operands.size() > 2 ? numbers[1] : 1;
    long long last = numbers[operands.size() - 1];
    if (step == 0)
        return arguments.wrong("the step must not be 0");
    const char* between = arguments.has('s') ? arguments.value('s') : "\n";
    size_t width = 0;
    if (arguments.has('w'))
        width = std::max(std::to_string(first).size(), std::to_string(last).size());
    bool any = false;
    for (long long i = first; step > 0 ? i <= last : i >= last; any = true) {
        if (apps::output_failed())
            break;
        printf("%s%0*lld", any ? between : "", static_cast<int>(width), i);
        if (__builtin_add_overflow(i, step, &i)) {
            any = true;
            break;
        }
    }
    if (any)
        putchar('\n');
    return apps::finish(0);
}

// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"
#include "servers/apps/text_file.hpp"

namespace {
constexpr apps::Usage kUsage{"head [-n LINES | -c BYTES] [FILE...]",
                             "Prints the beginning of files: 10 lines, or what the options say.\n", "n:c:"};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    long long lines = arguments.number('n', 10, 0, 1'000'000'000);
    long long bytes = arguments.number('c', -1, 0, 1'000'000'000);
    if (!arguments.ok())
        return arguments.status();
    apps::Inputs inputs(arguments.operands());
    bool first = true;
    while (FILE* file = inputs.next()) {
        if (inputs.count() > 1)
            printf(first ? "==> %s <==\n" : "\n==> %s <==\n", inputs.name().c_str());
        first = false;
        long long left = bytes >= 0 ? bytes : lines;
        int c;
        while (left > 0 && (c = getc(file)) != EOF && !apps::output_failed()) {
            putchar(c);
            left -= bytes >= 0 || c == '\n';
        }
    }
    return apps::finish(inputs.status());
}

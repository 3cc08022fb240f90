// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <cstdio>

namespace {
constexpr apps::Usage kUsage{"yes [TEXT...]",
                             "Prints a text (y) again and again, until nobody reads it or Ctrl-C.\n", ""};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    std::string text;
    for (const auto& operand : arguments.operands())
        text += (text.empty() ? "" : " ") + operand;
    while (!apps::output_failed())
        puts(text.empty() ? "y" : text.c_str());
    return apps::finish(1);
}

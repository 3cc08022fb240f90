// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <cerrno>
#include <unistd.h>

namespace {
constexpr apps::Usage kUsage{"yes [TEXT...]",
                             "Prints a text (y) again and again, until nobody reads it or Ctrl-C.\n", ""};
constexpr size_t kBlock = 8192; // bytes
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    std::string text;
    for (const auto& operand : arguments.operands())
        text += (text.empty() ? "" : " ") + operand;
    text = (text.empty() ? "y" : text) + "\n";
    std::string block; // many lines at once: writing is what takes the time
    while (block.size() < kBlock)
        block += text;
    for (;;) {
        ssize_t written = write(1, block.data(), block.size());
        if (written < 0 && errno == EPIPE)
            return 1; // the reader has what it wanted
        if (written <= 0)
            return apps::complain_about("cannot write");
        // after a part of a block the next one begins where it ended
        block = block.substr(size_t(written)) + block.substr(0, size_t(written));
    }
}

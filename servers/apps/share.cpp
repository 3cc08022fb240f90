// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace {

constexpr apps::Usage kUsage{
    "share [NAME]",
    "Asks the terminal for a link that holds this session, from the start of the machine "
    "to now.\nNAME makes this moment a marker in it.\n",
    "", 0, 1};

/// A control character would end the request, or begin another one.
bool is_plain(const std::string& name) {
    return std::none_of(name.begin(), name.end(),
                        [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; });
}

} // namespace

/// The recording is kept outside of the machine, by what stands behind the terminal: the request goes there,
/// as OSC 777 ; share ; NAME.
int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    std::string name = arguments.operands().empty() ? "" : arguments.operands()[0];
    if (!is_plain(name))
        return arguments.wrong("a name has no control characters");
    if (isatty(STDOUT_FILENO) == 0)
        return apps::complain("only a terminal can make the link, and the output is none");
    printf("\033]777;share;%s\007", name.c_str());
    return apps::finish(0);
}

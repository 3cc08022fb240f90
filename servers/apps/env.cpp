// SPDX-License-Identifier: MIT
#include "servers/apps/command.hpp"
#include "servers/apps/program.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>

extern char** environ;

namespace {
constexpr apps::Usage kUsage{"env [-i] [-u NAME] [NAME=VALUE...] [COMMAND [ARGUMENT...]]",
                             "Runs a command with other variables; without a command, prints them.\n"
                             "  -i  begin with none    -u  without this one\n",
                             "+iu:"};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    if (arguments.has('i'))
        clearenv();
    if (arguments.has('u'))
        unsetenv(arguments.value('u'));
    const auto& operands = arguments.operands();
    size_t i = 0;
    for (; i < operands.size() && operands[i].find('=') != std::string::npos; ++i) {
        size_t equals = operands[i].find('=');
        if (equals == 0)
            return arguments.wrong("\"" + operands[i] + "\" has no name");
        setenv(operands[i].substr(0, equals).c_str(), operands[i].c_str() + equals + 1, 1);
    }
    if (i < operands.size())
        return apps::run_command({operands.begin() + i, operands.end()});
    for (char** entry = environ; entry && *entry; ++entry)
        printf("%s\n", *entry);
    return apps::finish(0);
}

// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <cstdio>
#include <ctime>

namespace {
constexpr apps::Usage kUsage{
    "date [-u] [+FORMAT]",
    "Prints date and time (UTC). FORMAT: %Y-%m-%d %H:%M:%S, %a %b names, %s seconds since 1970.\n"
    "  -u  UTC (what is done anyway)\n",
    "u", 0, 1};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    std::string format = arguments.operands().empty() ? "+%a %b %e %H:%M:%S UTC %Y" : arguments.operands()[0];
    if (format[0] != '+')
        return arguments.wrong("\"" + format + "\" does not begin with +; the date cannot be set");
    time_t now = time(nullptr);
    tm parts;
    gmtime_r(&now, &parts);
    char text[512] = "";
    if (format.size() > 1 && strftime(text, sizeof text, format.c_str() + 1, &parts) == 0)
        return apps::complain("the result is empty or too long");
    printf("%s\n", text);
    return apps::finish(0);
}

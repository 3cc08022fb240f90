// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"

#include "fibrils/arch/syscall.hpp"

namespace {
constexpr apps::Usage kUsage{"halt [STATUS]", "Stops the machine.\n", "", 0, 1};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    long long status = 0;
    if (!arguments.operands().empty() && !apps::parse_number(arguments.operands()[0], status))
        return arguments.wrong("\"" + arguments.operands()[0] + "\" is not a number");
    int64_t result = sys_system_power(abi::kSystemHandle, uint32_t(abi::Power::halt), uint32_t(status));
    return result < 0 ? apps::complain_about("halt", fibril::error_of(result)) : 0;
}

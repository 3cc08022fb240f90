// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"

#include "fibrils/arch/syscall.hpp"

#include <cstdio>
#include <unistd.h>

namespace {
constexpr apps::Usage kUsage{
    "log [-f]", "Prints the kernel's log.\n  -f  and what is added to it, until Ctrl-C\n", "f", 0, 0};
constexpr useconds_t kPollInterval = 200'000; // microseconds
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    static char buffer[4096];
    uint64_t position = 0;
    do {
        int64_t size;
        while ((size = sys_log_read(abi::kSystemHandle, position, fibril::address_of(buffer),
                                    sizeof buffer)) > 0) {
            fwrite(buffer, 1, size_t(size), stdout);
            position += uint64_t(size);
        }
        if (size < 0)
            return apps::complain_about("log", fibril::error_of(size));
        fflush(stdout);
        if (arguments.has('f'))
            usleep(kPollInterval);
    } while (arguments.has('f') && !apps::output_failed());
    return apps::finish(0);
}

// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <cstdio>
#include <unistd.h>

namespace {
constexpr apps::Usage kUsage{"tee [-a] [FILE...]",
                             "Copies what it reads to its output and to files.\n  -a  append\n", "a"};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    struct Output {
        std::string name;
        FILE* file;
    };
    std::vector<Output> outputs;
    int status = 0;
    for (const auto& path : arguments.operands()) {
        FILE* file = fopen(path.c_str(), arguments.has('a') ? "a" : "w");
        if (file)
            outputs.push_back({path, file});
        else
            status = apps::complain_about(path);
    }
    static char buffer[4096];
    ssize_t size;
    while ((size = read(0, buffer, sizeof buffer)) > 0) {
        fwrite(buffer, 1, size, stdout);
        fflush(stdout);
        for (auto& output : outputs)
            fwrite(buffer, 1, size, output.file);
    }
    for (auto& output : outputs) {
        bool failed = ferror(output.file);
        if (fclose(output.file) != 0 || failed)
            status = apps::complain_about(output.name);
    }
    return apps::finish(status);
}

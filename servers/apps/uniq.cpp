// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"
#include "servers/apps/text_file.hpp"

namespace {

constexpr apps::Usage kUsage{"uniq [-cdu] [FILE]",
                             "Prints lines that repeat the one before only once.\n"
                             "  -c  with how often    -d  only repeated ones    -u  only others\n",
                             "cdu", 0, 1};

void print(const std::string& line, unsigned times, const apps::Arguments& arguments) {
    if (times == 0 || (arguments.has('d') && times == 1) || (arguments.has('u') && times > 1))
        return;
    if (arguments.has('c'))
        printf("%7u ", times);
    printf("%s\n", line.c_str());
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    apps::Inputs inputs(arguments.operands());
    std::string line, before;
    unsigned times = 0;
    while (FILE* file = inputs.next()) {
        while (apps::read_line(file, line) && !apps::output_failed()) {
            if (times > 0 && line == before) {
                ++times;
                continue;
            }
            print(before, times, arguments);
            before = line;
            times = 1;
        }
    }
    print(before, times, arguments);
    return apps::finish(inputs.status());
}

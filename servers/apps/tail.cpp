// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"
#include "servers/apps/text_file.hpp"

#include <deque>
#include <unistd.h>

namespace {

constexpr apps::Usage kUsage{"tail [-f] [-n LINES | -c BYTES] [FILE...]",
                             "Prints the end of files: 10 lines, or what the options say.\n"
                             "  -f  go on when the (only) file grows, until Ctrl-C\n",
                             "fn:c:"};
constexpr useconds_t kPollInterval = 200'000; // microseconds

void print_last_lines(FILE* file, size_t lines) {
    std::deque<std::string> last;
    std::string line;
    bool newline;
    while (apps::read_line(file, line, &newline)) {
        last.push_back(newline ? line + "\n" : line);
        if (last.size() > lines)
            last.pop_front();
    }
    for (const auto& text : last)
        fwrite(text.data(), 1, text.size(), stdout);
}

void print_last_bytes(FILE* file, size_t bytes) {
    std::string last;
    int c;
    while ((c = getc(file)) != EOF) {
        last += static_cast<char>(c);
        if (last.size() > 2 * bytes + 4096)
            last.erase(0, last.size() - bytes);
    }
    size_t begin = last.size() > bytes ? last.size() - bytes : 0;
    fwrite(last.data() + begin, 1, last.size() - begin, stdout);
}

void follow(FILE* file) {
    while (!apps::output_failed()) {
        int c;
        while ((c = getc(file)) != EOF)
            putchar(c);
        fflush(stdout);
        clearerr(file);
        usleep(kPollInterval);
    }
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    long long lines = arguments.number('n', 10, 0, 1'000'000);
    long long bytes = arguments.number('c', -1, 0, 16'000'000);
    if (arguments.ok() && arguments.has('f') && arguments.operands().size() > 1)
        return arguments.wrong("-f follows one file");
    if (!arguments.ok())
        return arguments.status();
    apps::Inputs inputs(arguments.operands());
    bool first = true;
    while (FILE* file = inputs.next()) {
        if (inputs.count() > 1)
            printf(first ? "==> %s <==\n" : "\n==> %s <==\n", inputs.name().c_str());
        first = false;
        if (bytes >= 0)
            print_last_bytes(file, bytes);
        else
            print_last_lines(file, lines);
        if (arguments.has('f'))
            follow(file);
    }
    return apps::finish(inputs.status());
}

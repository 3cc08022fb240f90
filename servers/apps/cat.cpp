// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"
#include "servers/apps/text_file.hpp"

#include <cerrno>
#include <unistd.h>

namespace {

constexpr apps::Usage kUsage{"cat [-n] [FILE...]",
                             "Prints files one after the other; without FILE, or for -, what it reads.\n"
                             "  -n  number the lines\n",
                             "n"};

void number_lines(FILE* file, unsigned& number) {
    std::string line;
    bool newline;
    while (apps::read_line(file, line, &newline) && !apps::output_failed()) {
        printf("%6u\t", ++number);
        fwrite(line.data(), 1, line.size(), stdout);
        if (newline)
            putchar('\n');
    }
}

/// Descriptor to descriptor, so that what somebody types appears at once. Returns the status.
int copy(int from, const std::string& name) {
    static char buffer[16 * 1024];
    for (;;) {
        ssize_t size = read(from, buffer, sizeof buffer);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return size < 0 ? apps::complain_about(name) : 0;
        for (ssize_t done = 0; done < size;) {
            ssize_t written = write(1, buffer + done, size - done);
            if (written <= 0)
                return errno == EPIPE ? 1 : apps::complain_about("cannot write");
            done += written;
        }
    }
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    apps::Inputs inputs(arguments.operands());
    unsigned number = 0;
    int status = 0;
    while (FILE* file = inputs.next()) {
        if (arguments.has('n'))
            number_lines(file, number);
        else if ((status |= copy(fileno(file), inputs.name())) && errno == EPIPE)
            return status;
    }
    return apps::finish(inputs.status() | status);
}

// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"
#include "servers/apps/text_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace {

constexpr apps::Usage kUsage{
    "sort [-bfnru] [-k FIELD] [-t CHARACTER] [FILE...]",
    "Sorts lines.\n"
    "  -n  by the number at the beginning    -r  the other way round    -u  equal lines once\n"
    "  -f  small and capital letters are equal    -b  blanks at the beginning do not count\n"
    "  -k FIELD  by this word (1 is the first) and what follows    -t  what separates words\n",
    "bfnruk:t:"};

struct Order {
    bool blanks, fold, number, reverse;
    long long field;
    char separator; // 0: blanks

    const char* key(const std::string& line) const {
        const char* at = line.c_str();
        for (long long i = 1; i < field && *at; ++i) {
            if (separator) {
                const char* next = strchr(at, separator);
                at = next ? next + 1 : at + strlen(at);
            } else {
                at += strspn(at, " \t");
                at += strcspn(at, " \t");
            }
        }
        return blanks || (field > 1 && !separator) ? at + strspn(at, " \t") : at;
    }
    int compare(const std::string& left, const std::string& right) const {
        const char *a = key(left), *b = key(right);
        int result = 0;
        if (number) {
            long long x = strtoll(a, nullptr, 10), y = strtoll(b, nullptr, 10);
            result = x < y ? -1 : x > y;
        } else {
            result = fold ? strcasecmp(a, b) : strcmp(a, b);
        }
        return reverse ? -result : result;
    }
};

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    long long field = arguments.number('k', 1, 1, 1000);
    if (arguments.ok() && arguments.has('t') && strlen(arguments.value('t')) != 1)
        return arguments.wrong("-t takes one character");
    if (!arguments.ok())
        return arguments.status();
    Order order{arguments.has('b'),
                arguments.has('f'),
                arguments.has('n'),
                arguments.has('r'),
                field,
                arguments.has('t') ? arguments.value('t')[0] : '\0'};
    apps::Inputs inputs(arguments.operands());
    std::vector<std::string> lines;
    std::string line;
    while (FILE* file = inputs.next())
        while (apps::read_line(file, line))
            lines.push_back(line);
    bool unique = arguments.has('u');
    std::stable_sort(lines.begin(), lines.end(), [&](const std::string& a, const std::string& b) {
        int result = order.compare(a, b);
        if (result == 0 &&
            !unique) // lines with equal keys: by the whole line, so that the order is always the same
            return order.reverse ? b < a : a < b;
        return result < 0;
    });
    for (size_t i = 0; i < lines.size() && !apps::output_failed(); ++i)
        if (!unique || i == 0 || order.compare(lines[i - 1], lines[i]) != 0)
            printf("%s\n", lines[i].c_str());
    return apps::finish(inputs.status());
}

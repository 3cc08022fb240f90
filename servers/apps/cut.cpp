// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"
#include "servers/apps/text_file.hpp"

#include <cstdlib>
#include <cstring>

namespace {

constexpr apps::Usage kUsage{"cut -c LIST | -f LIST [-d CHARACTER] [-s] [FILE...]",
                             "Prints parts of each line. LIST: 1,3-5,7-\n"
                             "  -c  characters    -f  fields    -d  what separates fields (a tab)\n"
                             "  -s  leave out lines without a separator\n",
                             "c:f:d:s"};

struct Range {
    unsigned long first, last;
};

bool parse_list(const char* text, std::vector<Range>& ranges) {
    while (*text) {
        char* end = const_cast<char*>(text);
        unsigned long first = *text == '-' ? 1 : strtoul(text, &end, 10);
        unsigned long last = first;
        if (*end == '-') {
            text = end + 1;
            last = *text && *text != ',' ? strtoul(text, &end, 10) : 1ul << 30;
            end = end < text ? const_cast<char*>(text) : end;
        }
        if (first == 0 || last < first || (*end != ',' && *end != '\0'))
            return false;
        ranges.push_back({first, last});
        text = *end ? end + 1 : end;
    }
    return !ranges.empty();
}

bool wanted(const std::vector<Range>& ranges, unsigned long number) {
    for (const auto& range : ranges)
        if (range.first <= number && number <= range.last)
            return true;
    return false;
}

std::string cut_characters(const std::string& line, const std::vector<Range>& ranges) {
    std::string result;
    unsigned long number = 0;
    for (char c : line) {
        number += (c & 0xc0) != 0x80; // a character of UTF-8 counts once
        if (wanted(ranges, number))
            result += c;
    }
    return result;
}

std::string cut_fields(const std::string& line, const std::vector<Range>& ranges, char separator) {
    std::string result;
    bool first = true;
    unsigned long number = 1;
    for (size_t begin = 0; begin <= line.size(); ++number) {
        size_t end = std::min(line.find(separator, begin), line.size());
        if (wanted(ranges, number)) {
            if (!first)
                result += separator;
            result += line.substr(begin, end - begin);
            first = false;
        }
        begin = end + 1;
    }
    return result;
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    bool characters = arguments.has('c');
    std::vector<Range> ranges;
    if (characters == arguments.has('f'))
        return arguments.wrong("either -c or -f is needed");
    const char* list = arguments.value(characters ? 'c' : 'f');
    if (!parse_list(list, ranges))
        return arguments.wrong(std::string("\"") + list + "\" is not a list like 1,3-5");
    if (arguments.has('d') && strlen(arguments.value('d')) != 1)
        return arguments.wrong("-d takes one character");
    char separator = arguments.has('d') ? arguments.value('d')[0] : '\t';
    apps::Inputs inputs(arguments.operands());
    std::string line;
    while (FILE* file = inputs.next()) {
        while (apps::read_line(file, line) && !apps::output_failed()) {
            bool plain = !characters && line.find(separator) == std::string::npos;
            if (plain && arguments.has('s'))
                continue;
            std::string part = characters ? cut_characters(line, ranges)
                               : plain    ? line
                                          : cut_fields(line, ranges, separator);
            printf("%s\n", part.c_str());
        }
    }
    return apps::finish(inputs.status());
}

// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"
#include "servers/apps/text_file.hpp"

namespace {

constexpr apps::Usage kUsage{"wc [-clmw] [FILE...]",
                             "Counts lines, words and bytes.\n"
                             "  -l lines   -w words   -c bytes   -m characters (UTF-8)\n",
                             "clmw"};

struct Counts {
    unsigned long long lines = 0, words = 0, bytes = 0, characters = 0;
};

Counts count_file(FILE* file) {
    Counts counts;
    bool in_word = false;
    int c;
    while ((c = getc(file)) != EOF) {
        ++counts.bytes;
        counts.lines += c == '\n';
        counts.characters += (c & 0xc0) != 0x80;
        bool blank = c == ' ' || (c >= '\t' && c <= '\r');
        counts.words += !blank && !in_word;
        in_word = !blank;
    }
    return counts;
}

void print(const Counts& counts, const apps::Arguments& arguments, const std::string& name) {
    bool all = !arguments.has('c') && !arguments.has('l') && !arguments.has('m') && !arguments.has('w');
    bool first = true;
    auto show = [&](bool wanted, unsigned long long number) {
        if (wanted)
            printf(first ? "%llu" : " %llu", number);
        first = first && !wanted;
    };
    show(all || arguments.has('l'), counts.lines);
    show(all || arguments.has('w'), counts.words);
    show(all || arguments.has('c'), counts.bytes);
    show(arguments.has('m'), counts.characters);
    printf(name == "-" ? "\n" : " %s\n", name.c_str());
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    apps::Inputs inputs(arguments.operands());
    Counts total;
    while (FILE* file = inputs.next()) {
        Counts counts = count_file(file);
        print(counts, arguments, inputs.name());
        total.lines += counts.lines;
        total.words += counts.words;
        total.bytes += counts.bytes;
        total.characters += counts.characters;
    }
    if (inputs.count() > 1)
        print(total, arguments, "total");
    return apps::finish(inputs.status());
}

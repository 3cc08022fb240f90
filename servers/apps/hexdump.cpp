// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"
#include "servers/apps/text_file.hpp"

namespace {

constexpr apps::Usage kUsage{
    "hexdump [-C] [-n BYTES] [-s SKIP] [FILE...]",
    "Prints bytes as hexadecimal numbers and characters.\n"
    "  -C  one byte at a time (what is done anyway)    -n  how many    -s  where to begin\n",
    "Cn:s:"};
constexpr size_t kRow = 16;

void print_row(unsigned long long offset, const unsigned char* bytes, size_t size) {
    printf("%08llx ", offset);
    for (size_t i = 0; i < kRow; ++i) {
        if (i % 8 == 0)
            putchar(' ');
        if (i < size)
            printf("%02x ", bytes[i]);
        else
            printf("   ");
    }
    printf(" |");
    for (size_t i = 0; i < size; ++i)
        putchar(bytes[i] >= ' ' && bytes[i] < 127 ? bytes[i] : '.');
    printf("|\n");
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    long long left = arguments.number('n', -1, 0, 1ll << 40);
    long long skip = arguments.number('s', 0, 0, 1ll << 40);
    if (!arguments.ok())
        return arguments.status();
    apps::Inputs inputs(arguments.operands());
    unsigned long long offset = 0;
    unsigned char row[kRow];
    size_t size = 0;
    while (FILE* file = inputs.next()) {
        int c;
        while (left != 0 && !apps::output_failed() && (c = getc(file)) != EOF) {
            if (skip > 0) {
                --skip;
                ++offset;
                continue;
            }
            left -= left > 0;
            row[size++] = static_cast<unsigned char>(c);
            if (size < kRow)
                continue;
            print_row(offset, row, size);
            offset += size;
            size = 0;
        }
    }
    if (size > 0)
        print_row(offset, row, size);
    printf("%08llx\n", offset + size);
    return apps::finish(inputs.status());
}

// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cwchar>
#include <sys/ioctl.h>
#include <unistd.h>

namespace apps {

namespace {
std::string g_name = "program";
} // namespace

const std::string& program_name() {
    return g_name;
}

void set_program_name(std::string_view name) {
    size_t slash = name.rfind('/');
    g_name = slash == std::string_view::npos ? name : name.substr(slash + 1);
}

Arguments::Arguments(int count, char** values, const Usage& usage) : usage_(usage) {
    std::string_view line = usage.line;
    g_name = line.substr(0, line.find(' '));
    int i = 1;
    for (; i < count; ++i) {
        const char* argument = values[i];
        if (!strcmp(argument, "--help")) {
            printf("usage: %s\n%s", usage.line, usage.text);
            status_ = finish(0);
            return;
        }
        if (!strcmp(argument, "--")) {
            ++i;
            break;
        }
        bool option = argument[0] == '-' && argument[1] != '\0';
        // "-3" is short for "-n 3" where that counts lines.
        if (option && argument[1] >= '0' && argument[1] <= '9' && strstr(usage.options, "n:")) {
            options_.push_back({'n', argument + 1});
            continue;
        }
        // Options may come behind operands; a number with a sign is no option.
        if (option && argument[1] >= '0' && argument[1] <= '9' && !strchr(usage.options, argument[1]))
            option = false;
        if (!option)
            operands_.push_back(argument);
        else if (!take_options(argument + 1, count, values, i))
            return;
        if (!option && usage.options[0] == '+')
            break; // what follows belongs to the command that the program runs
    }
    for (i += i < count && !operands_.empty() && usage.options[0] == '+'; i < count; ++i)
        operands_.push_back(values[i]);
    int operands = static_cast<int>(operands_.size());
    if (operands < usage.minimum)
        wrong("something is missing");
    else if (operands > usage.maximum)
        wrong("too many arguments: \"" + operands_[usage.maximum] + "\"");
}

bool Arguments::take_options(const char* cluster, int count, char** values, int& index) {
    for (const char* letter = cluster; *letter; ++letter) {
        const char* known = *letter == ':' || *letter == '+' ? nullptr : strchr(usage_.options, *letter);
        if (!known) {
            wrong(std::string("unknown option \"-") + (*letter == '-' ? letter : std::string(1, *letter)) +
                  "\"");
            return false;
        }
        if (known[1] != ':') {
            options_.push_back({*letter, ""});
            continue;
        }
        const char* value = letter[1] ? letter + 1 : index + 1 < count ? values[++index] : nullptr;
        if (!value) {
            wrong(std::string("-") + *letter + " needs a value");
            return false;
        }
        options_.push_back({*letter, value});
        return true;
    }
    return true;
}

int Arguments::wrong(const std::string& message) {
    complain(message);
    fprintf(stderr, "usage: %s\n", usage_.line);
    return status_ = 2;
}

bool Arguments::has(char option) const {
    return value(option) != nullptr;
}

const char* Arguments::value(char option) const {
    const char* value = nullptr;
    for (const auto& entry : options_)
        if (entry.letter == option)
            value = entry.value;
    return value;
}

long long Arguments::number(char option, long long otherwise, long long least, long long most) {
    const char* text = value(option);
    long long number = otherwise;
    if (text && (!parse_number(text, number) || number < least || number > most))
        wrong(std::string("-") + option + ": \"" + text + "\" is not a number from " + std::to_string(least) +
              " to " + std::to_string(most));
    return number;
}

int complain(const std::string& message) {
    fflush(stdout); // so that the order on a terminal is that of the events
    fprintf(stderr, "%s: %s\n", g_name.c_str(), message.c_str());
    return 1;
}

std::string describe_error(int number) {
    std::string text = strerror(number);
    if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z')
        text[0] |= 0x20;
    return text;
}

int complain_about(const std::string& subject) {
    return complain(subject + ": " + describe_error(errno));
}

int finish(int status) {
    bool failed = ferror(stdout);
    errno = failed ? errno : 0;
    if (fflush(stdout) == 0 && !failed)
        return status;
    if (errno != EPIPE) // the reader has what it wanted
        complain(std::string("cannot write: ") + (errno ? describe_error(errno) : "output error"));
    return status ? status : 1;
}

bool output_failed() {
    return ferror(stdout) != 0;
}

bool parse_number(std::string_view text, long long& number) {
    std::string copy(text);
    char* end;
    errno = 0;
    number = strtoll(copy.c_str(), &end, 10);
    return !copy.empty() && *end == '\0' && errno == 0 && copy[0] != ' ';
}

std::string join(const std::string& directory, const std::string& name) {
    return !directory.empty() && directory.back() == '/' ? directory + name : directory + "/" + name;
}

std::string base_name(std::string path) {
    while (path.size() > 1 && path.back() == '/')
        path.pop_back();
    size_t slash = path.rfind('/');
    return slash == std::string::npos || path.size() == 1 ? path : path.substr(slash + 1);
}

std::string human_size(unsigned long long bytes) {
    if (bytes < 1024)
        return std::to_string(bytes);
    const char* unit = "KMGTPE";
    unsigned long long tenths = bytes * 10 / 1024;
    while (tenths >= 10240) {
        tenths /= 1024;
        ++unit;
    }
    std::string text = std::to_string(tenths / 10);
    if (tenths < 100)
        text += "." + std::to_string(tenths % 10);
    return text + *unit;
}

namespace {
winsize window() {
    winsize size = {};
    if (ioctl(1, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
        size = {24, 80, 0, 0};
    return size;
}
} // namespace

int terminal_columns() {
    return window().ws_col;
}
int terminal_rows() {
    return window().ws_row;
}

int display_width(std::string_view text) {
    int width = 0;
    for (size_t i = 0; i < text.size();) {
        auto first = static_cast<unsigned char>(text[i]);
        size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
        wchar_t c = size == 1 ? first : first & (0xff >> (size + 1));
        for (size_t k = 1; k < size && i + k < text.size(); ++k)
            c = c << 6 | (text[i + k] & 0x3f);
        int columns = wcwidth(c);
        width += columns < 0 ? 1 : columns;
        i += size;
    }
    return width;
}

std::string pad(std::string_view text, int width) {
    int missing = width - display_width(text);
    return std::string(text) + std::string(missing > 0 ? missing : 0, ' ');
}

} // namespace apps

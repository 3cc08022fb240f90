// SPDX-License-Identifier: MIT
// Builtins that print and read text.
#include "servers/shell/builtin.hpp"
#include "servers/shell/interrupt.hpp"
#include "servers/shell/output.hpp"
#include "servers/shell/quoting.hpp"
#include "servers/shell/utf8.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace shell {

using Arguments = std::vector<std::string>;

namespace {

/// `at` is a backslash in `text`. Adds what it stands for and returns the place behind. `stop`: \c was found.
size_t put_escape(std::string_view text, size_t at, std::string& output, bool& stop) {
    static constexpr char kLetters[] = "abfnrtv\\e", kValues[] = "\a\b\f\n\r\t\v\\\033";
    if (at + 1 >= text.size()) {
        output += '\\';
        return at + 1;
    }
    char c = text[at + 1];
    if (c == 'c') {
        stop = true;
        return text.size();
    }
    if (c >= '0' && c <= '7') {
        int value = 0;
        size_t i = at + 1;
        for (size_t end = i + (c == '0' ? 4 : 3);
             i < std::min(end, text.size()) && text[i] >= '0' && text[i] <= '7'; ++i)
            value = value * 8 + (text[i] - '0');
        output += static_cast<char>(value);
        return i;
    }
    if (c == 'x' || c == 'u') {
        char* end;
        std::string digits(text.substr(at + 2, c == 'x' ? 2 : 4));
        unsigned long value = strtoul(digits.c_str(), &end, 16);
        if (end != digits.c_str()) {
            if (c == 'x')
                output += static_cast<char>(value);
            else
                append_utf8(output, static_cast<char32_t>(value));
            return at + 2 + (end - digits.c_str());
        }
    }
    const char* letter = strchr(kLetters, c);
    if (letter && c != '\0') {
        output += kValues[letter - kLetters];
    } else {
        output += '\\';
        output += c;
    }
    return at + 2;
}

bool put_with_escapes(std::string_view text, std::string& output) {
    bool stop = false;
    for (size_t at = 0; at < text.size() && !stop;) {
        if (text[at] == '\\')
            at = put_escape(text, at, output, stop);
        else
            output += text[at++];
    }
    return !stop;
}

} // namespace

int run_echo(Shell&, const Arguments& arguments, std::string& output) {
    bool newline = true, escapes = false;
    size_t i = 1;
    for (; i < arguments.size(); ++i) {
        const std::string& option = arguments[i];
        if (option.size() < 2 || option[0] != '-' || option.find_first_not_of("neE", 1) != std::string::npos)
            break;
        for (char letter : option) {
            newline = newline && letter != 'n';
            escapes = letter == 'e' || (escapes && letter != 'E');
        }
    }
    for (size_t first = i; i < arguments.size(); ++i) {
        if (i > first)
            output += ' ';
        if (!escapes)
            output += arguments[i];
        else if (!put_with_escapes(arguments[i], output))
            return 0;
    }
    if (newline)
        output += '\n';
    return 0;
}

namespace {

/// Numbers as printf takes them: decimal, 0x.., 0.., or 'c for the code of a character.
bool parse_number(const std::string& text, int64_t& number) {
    if (text.size() > 1 && (text[0] == '\'' || text[0] == '"')) {
        char32_t c;
        decode_utf8(text, 1, c);
        number = static_cast<int64_t>(c);
        return true;
    }
    char* end;
    errno = 0;
    number = strtoll(text.c_str(), &end, 0);
    return *end == '\0' && errno == 0;
}

/// What stands between '%' and the letter of a conversion.
struct Conversion {
    bool left = false, plus = false, blank = false, zero = false, alternate = false;
    size_t width = 0;
    size_t precision = std::string::npos; // npos: not given

    explicit Conversion(std::string_view text) {
        size_t at = 0;
        for (; at < text.size() && strchr("-+ 0#", text[at]); ++at) {
            left = left || text[at] == '-';
            plus = plus || text[at] == '+';
            blank = blank || text[at] == ' ';
            zero = zero || text[at] == '0';
            alternate = alternate || text[at] == '#';
        }
        bool in_precision = false;
        for (; at < text.size(); ++at) {
            size_t& number = in_precision ? precision : width;
            if (text[at] == '.')
                in_precision = true, precision = 0;
            else
                number = number * 10 + size_t(text[at] - '0');
        }
    }
    void put(const std::string& sign, std::string body, std::string& output) const {
        size_t size = sign.size() + body.size(), missing = width > size ? width - size : 0;
        if (!left && !zero)
            output.append(missing, ' ');
        output += sign;
        if (!left && zero)
            output.append(missing, '0');
        output += body;
        if (left)
            output.append(missing, ' ');
    }
};

std::string digits_of(uint64_t number, unsigned base, bool capital) {
    const char* letters = capital ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string digits;
    do
        digits.insert(digits.begin(), letters[number % base]);
    while ((number /= base) != 0);
    return digits;
}

/// Prints one conversion, `format` from '%' to its letter.
bool put_conversion(Shell& shell, std::string_view format, const std::string& argument, std::string& output) {
    char letter = format.back();
    Conversion conversion(format.substr(1, format.size() - 2));
    if (letter == 's' || letter == 'b' || letter == 'c') {
        std::string text;
        if (letter == 'b')
            put_with_escapes(argument, text);
        else
            text = letter == 'c' ? argument.substr(0, 1) : argument;
        conversion.zero = false;
        conversion.put("", text.substr(0, conversion.precision), output);
        return true;
    }
    int64_t number = 0;
    bool good = parse_number(argument, number);
    if (!good)
        shell.error("printf: \"" + argument + "\" is not a number");
    bool is_signed = letter == 'd' || letter == 'i';
    unsigned base = letter == 'o' ? 8 : letter == 'x' || letter == 'X' ? 16 : 10;
    uint64_t magnitude = is_signed && number < 0 ? 0 - uint64_t(number) : uint64_t(number);
    std::string digits = digits_of(magnitude, base, letter == 'X');
    if (conversion.precision != std::string::npos && digits.size() < conversion.precision)
        digits.insert(0, conversion.precision - digits.size(), '0');
    std::string sign = !is_signed         ? ""
                       : number < 0       ? "-"
                       : conversion.plus  ? "+"
                       : conversion.blank ? " "
                                          : "";
    if (conversion.alternate && base != 10 && number != 0)
        sign = base == 8 ? "0" : letter == 'x' ? "0x" : "0X";
    conversion.put(sign, digits, output);
    return good;
}

/// Length of "%-10.3d" at the beginning of `text`; 0 when it is not a conversion that is known. Widths are
/// limited so that the result fits the buffers.
size_t conversion_size(std::string_view text) {
    size_t i = 1 + strspn(std::string(text.substr(1)).c_str(), "-+ 0#");
    for (int part = 0; part < 2; ++part) {
        size_t digits = 0;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9')
            ++i, ++digits;
        if (digits > 2)
            return 0;
        if (part == 0 && i < text.size() && text[i] == '.')
            ++i;
        else
            break;
    }
    return i < text.size() && strchr("sbcdiuxXo", text[i]) ? i + 1 : 0;
}

} // namespace

int run_printf(Shell& shell, const Arguments& arguments, std::string& output) {
    if (arguments.size() < 2)
        return shell.usage_error(*find_builtin("printf"));
    const std::string& format = arguments[1];
    size_t next = 2;
    int status = 0;
    bool used; // the format is repeated until all arguments are used
    do {
        used = false;
        for (size_t at = 0; at < format.size();) {
            bool stop = false;
            if (format[at] == '\\') {
                at = put_escape(format, at, output, stop);
                if (stop)
                    return status;
            } else if (format.compare(at, 2, "%%") == 0) {
                output += '%';
                at += 2;
            } else if (format[at] == '%') {
                size_t size = conversion_size(std::string_view(format).substr(at));
                if (size == 0) {
                    shell.error("printf: \"" + format.substr(at, 6) + "\": not a conversion that is known");
                    return 1;
                }
                std::string argument = next < arguments.size() ? arguments[next] : "";
                used = true;
                ++next;
                if (argument.empty() && !strchr("sbc", format[at + size - 1]))
                    argument = "0";
                if (!put_conversion(shell, std::string_view(format).substr(at, size), argument, output))
                    status = 1;
                at += size;
            } else {
                output += format[at++];
            }
        }
    } while (used && next < arguments.size());
    return status;
}

namespace {

/// One byte, without taking more from a pipe or a terminal than the line needs. 0 at the end, -1 on an error.
int read_byte(char& c) {
    for (;;) {
        ssize_t got = read(0, &c, 1);
        if (got >= 0 || errno != EINTR || interrupted())
            return static_cast<int>(got);
    }
}

/// Reads a line; `quoted[i]` says that line[i] had a backslash. Returns 0, or 1 at the end of the file.
int read_line(bool raw, std::string& line, std::string& quoted) {
    char c;
    int got;
    while ((got = read_byte(c)) > 0 && c != '\n') {
        bool backslash = !raw && c == '\\';
        if (backslash && ((got = read_byte(c)) <= 0 || c == '\n'))
            continue;
        if (c == '\0')
            continue;
        line += c;
        quoted += backslash;
    }
    return got > 0 ? 0 : interrupted() ? 130 : 1;
}

} // namespace

int run_read(Shell& shell, const Arguments& arguments, std::string&) {
    bool raw = false;
    size_t i = 1;
    for (; i < arguments.size() && arguments[i].size() > 1 && arguments[i][0] == '-'; ++i) {
        if (arguments[i] == "-r")
            raw = true;
        else if (arguments[i] == "-p" && i + 1 < arguments.size())
            write_all(2, arguments[++i]);
        else
            return shell.usage_error(*find_builtin("read"));
    }
    std::vector<std::string> names(arguments.begin() + i, arguments.end());
    if (names.empty())
        names.push_back("REPLY");
    for (const auto& name : names) {
        if (is_name(name))
            continue;
        shell.error("read: \"" + name + "\" is not a variable name");
        return 2;
    }
    std::string line, quoted;
    int status = read_line(raw, line, quoted);
    const Variable* separators = shell.variables().find("IFS");
    std::string ifs = separators ? separators->value : " \t\n";
    auto separates = [&](size_t k) { return !quoted[k] && ifs.find(line[k]) != std::string::npos; };
    auto blank = [&](size_t k) { return separates(k) && strchr(" \t\n", line[k]); };
    size_t at = 0, end = line.size();
    while (at < end && blank(at))
        ++at;
    while (end > at && blank(end - 1))
        --end;
    for (size_t n = 0; n < names.size(); ++n) {
        size_t begin = at;
        bool last = n + 1 == names.size();
        while (at < end && (last || !separates(at)))
            ++at;
        shell.variables().set(names[n], line.substr(begin, at - begin));
        while (at < end && blank(at))
            ++at;
        if (at < end && separates(at))
            ++at;
        while (at < end && blank(at))
            ++at;
    }
    return status;
}

} // namespace shell

// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <ctime>

namespace {

constexpr apps::Usage kUsage{"sleep SECONDS...",
                             "Waits. Parts of a second, and the endings s m h d, are understood.\n", "", 1};
constexpr long long kNanoseconds = 1'000'000'000;
constexpr long long kLongest = 1'000'000'000; // seconds

/// Nanoseconds, or -1 when the text is no duration.
long long parse_duration(std::string text) {
    long long unit = 1, whole = 0, fraction = 0;
    if (!text.empty() && text.back() > '9') {
        char letter = text.back();
        unit = letter == 's' ? 1 : letter == 'm' ? 60 : letter == 'h' ? 3600 : letter == 'd' ? 86400 : 0;
        text.pop_back();
    }
    size_t dot = text.find('.');
    std::string digits = dot == std::string::npos ? "" : text.substr(dot + 1);
    text.resize(dot == std::string::npos ? text.size() : dot);
    bool good = unit > 0 && !(text.empty() && digits.empty()) &&
                digits.find_first_not_of("0123456789") == std::string::npos;
    good = good && (text.empty() || (apps::parse_number(text, whole) && text[0] != '-' && text[0] != '+'));
    digits.resize(9, '0');
    good = good && apps::parse_number(digits, fraction);
    return good && whole <= kLongest / unit ? (whole * kNanoseconds + fraction) * unit : -1;
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    long long total = 0;
    for (const auto& operand : arguments.operands()) {
        long long duration = parse_duration(operand);
        if (duration < 0)
            return arguments.wrong("\"" + operand + "\" is not a time");
        total += duration;
    }
    timespec left = {static_cast<time_t>(total / kNanoseconds), static_cast<long>(total % kNanoseconds)};
    while (nanosleep(&left, &left) != 0) {
    }
    return 0;
}

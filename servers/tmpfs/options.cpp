// SPDX-License-Identifier: MIT
#include "servers/tmpfs/options.hpp"

#include "servers/tmpfs/tree.hpp"

namespace tmpfs {

namespace {

Result<uint64_t> parse_size(std::string_view text) {
    uint64_t shift = 0;
    switch (text.empty() ? '\0' : text.back()) {
    case 'k':
    case 'K':
        shift = 10;
        break;
    case 'm':
    case 'M':
        shift = 20;
        break;
    case 'g':
    case 'G':
        shift = 30;
        break;
    }
    if (shift != 0)
        text.remove_suffix(1);
    if (text.empty() || text.size() > 10)
        return Error::invalid;
    uint64_t number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9')
            return Error::invalid;
        number = number * 10 + uint64_t(digit - '0');
    }
    if (number == 0 || number > kMaxQuota >> shift)
        return Error::invalid;
    return number << shift;
}

} // namespace

Result<Options> parse_options(std::string_view text) {
    Options options{kDefaultQuota};
    while (!text.empty()) {
        const size_t end = text.find(',');
        const std::string_view option = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (option.substr(0, 5) != "size=")
            return Error::invalid;
        options.size = TRY(parse_size(option.substr(5)));
    }
    return options;
}

} // namespace tmpfs

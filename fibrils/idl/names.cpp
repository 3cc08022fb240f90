// SPDX-License-Identifier: MIT
#include "fibrils/idl/names.hpp"

namespace idl {

std::string camel_case(std::string_view name) {
    std::string result;
    bool is_first = true;
    for (const char c : name) {
        if (c == '_')
            is_first = true;
        else
            result += is_first && c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
        is_first = c == '_';
    }
    return result;
}

std::string constant_name(std::string_view name) {
    return "k" + camel_case(name);
}

} // namespace idl

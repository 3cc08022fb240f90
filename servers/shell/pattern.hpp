// SPDX-License-Identifier: MIT
// Patterns with * ? [a-z] [!a-z]. A backslash takes the meaning from the next character.
#pragma once

#include <string>
#include <string_view>

namespace shell {

/// Whether the pattern describes the whole text. '?' and brackets stand for one UTF-8 character.
bool matches(std::string_view pattern, std::string_view text);

/// Whether there is an unquoted pattern character.
bool is_pattern(std::string_view pattern);

/// The text without the backslashes.
std::string unescape_pattern(std::string_view pattern);

} // namespace shell

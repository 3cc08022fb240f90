// SPDX-License-Identifier: MIT
// Quotes: finding where a quoted or substituted piece ends, taking quotes off, putting them on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shell {

// What a skip function returns instead of a place.
inline constexpr size_t kUnfinished = static_cast<size_t>(-1); // more text could close it
inline constexpr size_t kTooDeep = static_cast<size_t>(-2);
inline constexpr size_t kBroken = static_cast<size_t>(-3); // a substituted command has a syntax error
constexpr bool is_place(size_t at) {
    return at < kBroken;
}

inline constexpr int kMaxNesting = 64; // of substitutions and of compound commands

/// Each skip function gets the place of the opening character and returns the place behind the closing one,
/// or why there is none. Command substitutions are skipped by parsing them; `depth` bounds their nesting.
size_t skip_single_quotes(std::string_view text, size_t at);
size_t skip_double_quotes(std::string_view text, size_t at, int depth);
size_t skip_back_quotes(std::string_view text, size_t at);
/// `at` is a '$'. What does not begin an expansion is one character long.
size_t skip_dollar(std::string_view text, size_t at, int depth);
/// `at` is any character of a word: skips a whole quoted or substituted piece, or one character.
size_t skip_piece(std::string_view text, size_t at, int depth);

/// Removes quotes without expanding anything.
std::string unquote(std::string_view word);
/// A word that the shell reads back as exactly `value`; in single quotes when it needs any.
std::string quote(std::string_view value);
/// The same with backslashes, as completion writes it.
std::string escape(std::string_view value);

bool is_name_start(char c);
bool is_name_char(char c);
bool is_name(std::string_view text);
/// Length of NAME in "NAME=...", or 0 when the word is no assignment.
size_t assignment_name(std::string_view word);

} // namespace shell

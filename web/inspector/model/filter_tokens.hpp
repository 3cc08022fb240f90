// SPDX-License-Identifier: MIT
// The text of a filter as words, quoted texts, operators and parentheses. The twin in TypeScript is
// web/page/filter/tokens.ts; docs/filter.md describes both.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace inspector {

struct FilterToken {
    enum class Kind { word, text, op, open, close, end };
    Kind kind = Kind::end;
    std::string text; // as written; of a quoted text what is between the quotes
    size_t at = 0;    // byte in the filter, from 0
};

/// Why a text is no filter.
struct FilterProblem {
    size_t at = 0; // byte in the filter, from 0
    std::string message;

    bool found() const { return !message.empty(); }
};

/// The tokens in order, the last one an end. With a problem there are no others.
std::vector<FilterToken> read_filter_tokens(const std::string& source, FilterProblem& problem);

} // namespace inspector

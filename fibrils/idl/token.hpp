// SPDX-License-Identifier: MIT
// The smallest pieces of a description.
#pragma once

#include "fibrils/idl/tree.hpp"

#include <string>
#include <string_view>

namespace idl {

struct Token {
    enum class Kind { end, word, number, text, mark };
    Kind kind = Kind::end;
    std::string_view text; // as written; points into the unit's text
    Place place;
    /// What `///` lines right before it say, without the slashes, joined by line feeds.
    std::string documentation;
    Place documentation_place;
};

/// From the beginning of `first` to the end of `last`; only `first` if they are on different lines.
inline Place join(const Place& first, const Place& last) {
    Place place = first;
    if (first.file == last.file && first.line == last.line && last.column >= first.column)
        place.length = last.column + last.length - first.column;
    return place;
}

} // namespace idl

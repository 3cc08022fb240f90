// SPDX-License-Identifier: MIT
// What the keys of a keyboard mean in a country.
#pragma once

#include "servers/input/key.hpp"

#include <string_view>

namespace input {

/// Characters of one key; 0: none.
struct LayoutKey {
    char32_t plain = 0;
    char32_t shifted = 0;
    char32_t third = 0; // with AltGr
};

struct Layout {
    static constexpr uint32_t kKeys = 0x65; // keys that have characters lie below

    const char* name;
    bool has_third_level; // the right Alt key is AltGr, else a second Alt
    LayoutKey keys[kKeys];

    LayoutKey at(Key key) const { return key < kKeys ? keys[key] : LayoutKey{}; }
};

/// "us", "de"; nullptr for unknown names.
const Layout* find_layout(std::string_view name);

/// Dead keys print nothing, but change the next character; they are combining characters (U+0300...).
constexpr bool is_dead(char32_t character) {
    return character >= 0x300 && character < 0x370;
}
/// `character` with the accent of a dead key; for a blank the accent itself; 0: there is no such character.
char32_t compose(char32_t dead, char32_t character);
/// The accent as a character of its own.
char32_t spacing_accent(char32_t dead);

} // namespace input

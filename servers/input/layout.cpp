// SPDX-License-Identifier: MIT
#include "servers/input/layout.hpp"

namespace input {

namespace {

constexpr char32_t kGrave = 0x300;
constexpr char32_t kAcute = 0x301;
constexpr char32_t kCircumflex = 0x302;

// By key number (key.hpp).
constexpr Layout kLayouts[] = {
    {"us",
     false,
     {
         // no keys
         {},
         {},
         {},
         {},
         // A to Z
         {U'a', U'A'},
         {U'b', U'B'},
         {U'c', U'C'},
         {U'd', U'D'},
         {U'e', U'E'},
         {U'f', U'F'},
         {U'g', U'G'},
         {U'h', U'H'},
         {U'i', U'I'},
         {U'j', U'J'},
         {U'k', U'K'},
         {U'l', U'L'},
         {U'm', U'M'},
         {U'n', U'N'},
         {U'o', U'O'},
         {U'p', U'P'},
         {U'q', U'Q'},
         {U'r', U'R'},
         {U's', U'S'},
         {U't', U'T'},
         {U'u', U'U'},
         {U'v', U'V'},
         {U'w', U'W'},
         {U'x', U'X'},
         {U'y', U'Y'},
         {U'z', U'Z'},
         // 1 to 0
         {U'1', U'!'},
         {U'2', U'@'},
         {U'3', U'#'},
         {U'4', U'$'},
         {U'5', U'%'},
         {U'6', U'^'},
         {U'7', U'&'},
         {U'8', U'*'},
         {U'9', U'('},
         {U'0', U')'},
         // Enter, Escape, Backspace, Tab, blank
         {},
         {},
         {},
         {},
         {U' ', U' '},
         // right of the letters: - = [ ] \\ # ; ' ` , . / of a US keyboard
         {U'-', U'_'},
         {U'=', U'+'},
         {U'[', U'{'},
         {U']', U'}'},
         {U'\\', U'|'},
         {U'\\', U'|'},
         {U';', U':'},
         {U'\'', U'"'},
         {U'`', U'~'},
         {U',', U'<'},
         {U'.', U'>'},
         {U'/', U'?'},
         // no characters, or those of the keypad
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         // extra key of ISO keyboards
         {U'\\', U'|'},
     }},
    {"de",
     true,
     {
         // no keys
         {},
         {},
         {},
         {},
         // A to Z
         {U'a', U'A'},
         {U'b', U'B'},
         {U'c', U'C'},
         {U'd', U'D'},
         {U'e', U'E', 0x20ac},
         {U'f', U'F'},
         {U'g', U'G'},
         {U'h', U'H'},
         {U'i', U'I'},
         {U'j', U'J'},
         {U'k', U'K'},
         {U'l', U'L'},
         {U'm', U'M', 0xb5},
         {U'n', U'N'},
         {U'o', U'O'},
         {U'p', U'P'},
         {U'q', U'Q', U'@'},
         {U'r', U'R'},
         {U's', U'S'},
         {U't', U'T'},
         {U'u', U'U'},
         {U'v', U'V'},
         {U'w', U'W'},
         {U'x', U'X'},
         {U'z', U'Z'},
         {U'y', U'Y'},
         // 1 to 0
         {U'1', U'!'},
         {U'2', U'"', 0xb2},
         {U'3', 0xa7, 0xb3},
         {U'4', U'$'},
         {U'5', U'%'},
         {U'6', U'&'},
         {U'7', U'/', U'{'},
         {U'8', U'(', U'['},
         {U'9', U')', U']'},
         {U'0', U'=', U'}'},
         // Enter, Escape, Backspace, Tab, blank
         {},
         {},
         {},
         {},
         {U' ', U' '},
         // right of the letters: - = [ ] \\ # ; ' ` , . / of a US keyboard
         {0xdf, U'?', U'\\'},
         {0x301, 0x300},
         {0xfc, 0xdc},
         {U'+', U'*', U'~'},
         {U'#', U'\''},
         {U'#', U'\''},
         {0xf6, 0xd6},
         {0xe4, 0xc4},
         {0x302, 0xb0},
         {U',', U';'},
         {U'.', U':'},
         {U'-', U'_'},
         // no characters, or those of the keypad
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         {},
         // extra key of ISO keyboards
         {U'<', U'>', U'|'},
     }},
};

struct Composition {
    char32_t character;
    char32_t grave;
    char32_t acute;
    char32_t circumflex;
};
constexpr Composition kCompositions[] = {
    {U' ', U'`', 0xb4, U'^'},    {U'a', 0xe0, 0xe1, 0xe2},    {U'e', 0xe8, 0xe9, 0xea},
    {U'i', 0xec, 0xed, 0xee},    {U'o', 0xf2, 0xf3, 0xf4},    {U'u', 0xf9, 0xfa, 0xfb},
    {U'y', 0x1ef3, 0xfd, 0x177}, {U'c', 0, 0x107, 0x109},     {U'n', 0x1f9, 0x144, 0},
    {U's', 0, 0x15b, 0x15d},     {U'z', 0, 0x17a, 0x1e91},    {U'A', 0xc0, 0xc1, 0xc2},
    {U'E', 0xc8, 0xc9, 0xca},    {U'I', 0xcc, 0xcd, 0xce},    {U'O', 0xd2, 0xd3, 0xd4},
    {U'U', 0xd9, 0xda, 0xdb},    {U'Y', 0x1ef2, 0xdd, 0x176}, {U'C', 0, 0x106, 0x108},
    {U'N', 0x1f8, 0x143, 0},     {U'S', 0, 0x15a, 0x15c},     {U'Z', 0, 0x179, 0x1e90},
};

} // namespace

const Layout* find_layout(std::string_view name) {
    for (const Layout& layout : kLayouts)
        if (layout.name == name)
            return &layout;
    return nullptr;
}

char32_t compose(char32_t dead, char32_t character) {
    for (const Composition& composition : kCompositions)
        if (composition.character == character)
            return dead == kGrave        ? composition.grave
                   : dead == kAcute      ? composition.acute
                   : dead == kCircumflex ? composition.circumflex
                                         : 0;
    return 0;
}

char32_t spacing_accent(char32_t dead) {
    return compose(dead, U' ');
}

} // namespace input

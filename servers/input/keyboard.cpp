// SPDX-License-Identifier: MIT
#include "servers/input/keyboard.hpp"

#include <utility>

namespace input {

namespace {

constexpr char kEscapeByte = '\x1b';

void append_utf8(std::string& text, char32_t character) {
    if (character < 0x80) {
        text += char(character);
    } else if (character < 0x800) {
        text += char(0xc0 | character >> 6);
        text += char(0x80 | (character & 0x3f));
    } else {
        text += char(0xe0 | character >> 12);
        text += char(0x80 | (character >> 6 & 0x3f));
        text += char(0x80 | (character & 0x3f));
    }
}

/// The letter of a cursor key's sequence; 0: it is none.
char cursor_letter(Key key) {
    switch (key) {
    case kUp:
        return 'A';
    case kDown:
        return 'B';
    case kRight:
        return 'C';
    case kLeft:
        return 'D';
    case kHome:
        return 'H';
    case kEnd:
        return 'F';
    default:
        return 0;
    }
}

/// The number of a sequence that ends with a tilde; 0: it has none.
int tilde_number(Key key) {
    constexpr int kFromF5[] = {15, 17, 18, 19, 20, 21, 23, 24};
    if (key >= kF1 + 4 && key <= kF12)
        return kFromF5[key - kF1 - 4];
    switch (key) {
    case kInsert:
        return 2;
    case kDelete:
        return 3;
    case kPageUp:
        return 5;
    case kPageDown:
        return 6;
    default:
        return 0;
    }
}

/// ESC [ number ; parameter final, as short as it can be said.
std::string sequence(int number, int parameter, char final) {
    std::string text = "\x1b[";
    if (number != 1 || parameter != 1)
        text += std::to_string(number);
    if (parameter != 1)
        text += ';' + std::to_string(parameter);
    return text + final;
}

struct PadKey {
    char digit;       // with Num Lock
    char application; // last letter of ESC O x
    Key navigation;   // without Num Lock; 0: none
};

// From kPadDivide to kPadPoint.
constexpr PadKey kPad[] = {
    {'/', 'o', 0},     {'*', 'j', 0},       {'-', 'm', 0},       {'+', 'k', 0},
    {'\r', 'M', 0},    {'1', 'q', kEnd},    {'2', 'r', kDown},   {'3', 's', kPageDown},
    {'4', 't', kLeft}, {'5', 'u', 0},       {'6', 'v', kRight},  {'7', 'w', kHome},
    {'8', 'x', kUp},   {'9', 'y', kPageUp}, {'0', 'p', kInsert}, {'.', 'n', kDelete},
};

char32_t swap_case(char32_t character) {
    const bool lower = (character >= U'a' && character <= U'z') || (character >= 0xe0 && character <= 0xfe);
    const bool upper = (character >= U'A' && character <= U'Z') || (character >= 0xc0 && character <= 0xde);
    constexpr char32_t kTimes = 0xd7, kDividedBy = 0xf7; // in the middle of the letters
    if (character == kTimes || character == kDividedBy)
        return character;
    return lower ? character - 0x20 : upper ? character + 0x20 : character;
}

} // namespace

Action Keyboard::handle(KeyEvent event, const Modes& modes) {
    if (handle_modifier(event) || !event.pressed || handle_lock(event.key))
        return {};
    if (event.key >= kPadDivide && event.key <= kPadPoint)
        return handle_keypad(event.key, modes);
    Action action = handle_function(event.key, modes);
    return action.kind != Action::Kind::none ? action : handle_character(event.key);
}

bool Keyboard::handle_modifier(KeyEvent event) {
    if (event.key < kLeftControl || event.key > kRightSuper)
        return false;
    const auto bit = uint8_t(1u << (event.key - kLeftControl));
    modifiers_ = event.pressed ? modifiers_ | bit : modifiers_ & ~bit;
    return true;
}

bool Keyboard::handle_lock(Key key) {
    const uint8_t light = key == kNumLock      ? kNumLockLight
                          : key == kCapsLock   ? kCapsLockLight
                          : key == kScrollLock ? kScrollLockLight
                                               : 0;
    lights_ ^= light;
    return light != 0;
}

Action Keyboard::text(std::string bytes) const {
    return {.kind = Action::Kind::text, .text = std::move(bytes), .number = 0};
}

Action Keyboard::handle_function(Key key, const Modes& modes) {
    const int parameter = modifier_parameter();
    if (shift() && (key == kPageUp || key == kPageDown))
        return {.kind = Action::Kind::scroll, .text = {}, .number = key == kPageUp ? -1 : 1};
    if (key >= kF1 && key < kF1 + 4) {
        if (alt())
            return {.kind = Action::Kind::terminal, .text = {}, .number = key - kF1};
        const char letter = char('P' + key - kF1);
        return text(parameter == 1 ? std::string("\x1bO") + letter : sequence(1, parameter, letter));
    }
    if (const char letter = cursor_letter(key))
        return text(modes.application_cursor && parameter == 1 ? std::string("\x1bO") + letter
                                                               : sequence(1, parameter, letter));
    if (const int number = tilde_number(key))
        return text(sequence(number, parameter, '~'));
    const std::string prefix(alt() ? 1 : 0, kEscapeByte);
    switch (key) {
    case kEnter:
        return text(prefix + '\r');
    case kEscape:
        return text(prefix + kEscapeByte);
    case kBackspace:
        return text(prefix + (control() ? '\x08' : '\x7f'));
    case kTab:
        return text(shift() ? "\x1b[Z" : prefix + '\t');
    default:
        return {};
    }
}

Action Keyboard::handle_keypad(Key key, const Modes& modes) {
    const PadKey& pad = kPad[key - kPadDivide];
    if (modes.application_keypad)
        return text(std::string("\x1bO") + pad.application);
    const bool navigates = pad.navigation != 0 && ((lights_ & kNumLockLight) == 0) != shift();
    if (navigates)
        return handle_function(pad.navigation, modes);
    if (key >= kPad1 && (lights_ & kNumLockLight) == 0 && !shift())
        return {}; // 5 without Num Lock means nothing
    return text(std::string(alt() ? 1 : 0, kEscapeByte) + pad.digit);
}

/// Control and a character give one of the 32 control characters, or nothing new.
std::string Keyboard::control_text(char32_t character) const {
    constexpr char kDigits[] = {'\0', '\x1b', '\x1c', '\x1d', '\x1e', '\x1f', '\x7f'}; // 2 to 8
    std::string bytes;
    if (character >= U'2' && character <= U'8')
        bytes += kDigits[character - U'2'];
    else if (character == U' ')
        bytes += '\0';
    else if (character == U'/' || character == U'-')
        bytes += '\x1f';
    else if (character == U'?')
        bytes += '\x7f';
    else if (character >= U'@' && character <= U'~')
        bytes += char(character & 0x1f);
    else
        append_utf8(bytes, character);
    return bytes;
}

Action Keyboard::handle_character(Key key) {
    const LayoutKey meanings = layout_->at(key);
    char32_t character = third() ? meanings.third : shift() ? meanings.shifted : meanings.plain;
    if (character == 0)
        return {};
    if ((lights_ & kCapsLockLight) != 0 && !third())
        character = swap_case(character);
    if (is_dead(character) && dead_ == 0) {
        dead_ = character;
        return {};
    }
    std::string bytes(alt() ? 1 : 0, kEscapeByte);
    const char32_t dead = std::exchange(dead_, 0);
    if (dead != 0) {
        const char32_t composed = is_dead(character) ? 0 : compose(dead, character);
        if (composed == 0)
            append_utf8(bytes, spacing_accent(dead));
        character = composed != 0 ? composed : is_dead(character) ? spacing_accent(character) : character;
    }
    if (control())
        bytes += control_text(character);
    else
        append_utf8(bytes, character);
    return text(std::move(bytes));
}

} // namespace input

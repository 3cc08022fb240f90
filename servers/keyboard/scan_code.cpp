// SPDX-License-Identifier: MIT
#include "servers/keyboard/scan_code.hpp"

namespace keyboard {

using input::Key;

namespace {

// By scan code, 0x00 to 0x58.
constexpr Key kPlain[] = {
    0,    0x29, 0x1e, 0x1f, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2d, 0x2e, 0x2a, 0x2b, // 0x00
    0x14, 0x1a, 0x08, 0x15, 0x17, 0x1c, 0x18, 0x0c, 0x12, 0x13, 0x2f, 0x30, 0x28, 0xe0, 0x04, 0x16, // 0x10
    0x07, 0x09, 0x0a, 0x0b, 0x0d, 0x0e, 0x0f, 0x33, 0x34, 0x35, 0xe1, 0x31, 0x1d, 0x1b, 0x06, 0x19, // 0x20
    0x05, 0x11, 0x10, 0x36, 0x37, 0x38, 0xe5, 0x55, 0xe2, 0x2c, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e, // 0x30
    0x3f, 0x40, 0x41, 0x42, 0x43, 0x53, 0x47, 0x5f, 0x60, 0x61, 0x56, 0x5c, 0x5d, 0x5e, 0x57, 0x59, // 0x40
    0x5a, 0x5b, 0x62, 0x63, 0,    0,    0x64, 0x44, 0x45,                                           // 0x50
};

struct Extended {
    uint8_t code;
    Key key;
};
// After 0xe0. 0x2a and 0x36 are not among them: shifts that the keyboard only pretends.
constexpr Extended kExtended[] = {
    {0x1c, input::kPadEnter},    {0x1d, input::kRightControl}, {0x35, input::kPadDivide},
    {0x37, input::kPrintScreen}, {0x38, input::kRightAlt},     {0x46, input::kPause},
    {0x47, input::kHome},        {0x48, input::kUp},           {0x49, input::kPageUp},
    {0x4b, input::kLeft},        {0x4d, input::kRight},        {0x4f, input::kEnd},
    {0x50, input::kDown},        {0x51, input::kPageDown},     {0x52, input::kInsert},
    {0x53, input::kDelete},      {0x5b, input::kLeftSuper},    {0x5c, input::kRightSuper},
    {0x5d, input::kMenu},
};

constexpr uint8_t kReleased = 0x80;

Key find_key(uint8_t code, bool extended) {
    if (!extended)
        return code < sizeof(kPlain) ? kPlain[code] : 0;
    for (const Extended& known : kExtended)
        if (known.code == code)
            return known.key;
    return 0;
}

} // namespace

std::optional<input::KeyEvent> ScanCodes::feed(uint8_t byte) {
    constexpr uint8_t kExtension = 0xe0, kPauseExtension = 0xe1;
    if (prefix_ == kPauseExtension) { // 1d 45 down, 9d c5 up; both come when it is pressed
        if (++skipped_ < 2)
            return {};
        prefix_ = 0;
        return input::KeyEvent{input::kPause, (byte & kReleased) == 0};
    }
    if (byte == kExtension || byte == kPauseExtension) {
        prefix_ = byte;
        skipped_ = 0;
        return {};
    }
    const bool extended = prefix_ == kExtension;
    prefix_ = 0;
    const Key key = find_key(byte & ~kReleased, extended);
    if (key == 0)
        return {};
    return input::KeyEvent{key, (byte & kReleased) == 0};
}

} // namespace keyboard

// SPDX-License-Identifier: MIT
// Keys by their place on the keyboard, numbered as usages of the USB keyboard page. What is printed on them
// is the layout's business.
#pragma once

#include <cstdint>

namespace input {

using Key = uint8_t;

inline constexpr Key kKeyA = 0x04; // to Z = 0x1d
inline constexpr Key kKeyZ = 0x1d;
inline constexpr Key kKey1 = 0x1e; // to 0 = 0x27
inline constexpr Key kEnter = 0x28;
inline constexpr Key kEscape = 0x29;
inline constexpr Key kBackspace = 0x2a;
inline constexpr Key kTab = 0x2b;
inline constexpr Key kSpace = 0x2c;
inline constexpr Key kMinus = 0x2d;
inline constexpr Key kSlash = 0x38;
inline constexpr Key kCapsLock = 0x39;
inline constexpr Key kF1 = 0x3a; // to F12 = 0x45
inline constexpr Key kF12 = 0x45;
inline constexpr Key kPrintScreen = 0x46;
inline constexpr Key kScrollLock = 0x47;
inline constexpr Key kPause = 0x48;
inline constexpr Key kInsert = 0x49;
inline constexpr Key kHome = 0x4a;
inline constexpr Key kPageUp = 0x4b;
inline constexpr Key kDelete = 0x4c;
inline constexpr Key kEnd = 0x4d;
inline constexpr Key kPageDown = 0x4e;
inline constexpr Key kRight = 0x4f;
inline constexpr Key kLeft = 0x50;
inline constexpr Key kDown = 0x51;
inline constexpr Key kUp = 0x52;
inline constexpr Key kNumLock = 0x53;
inline constexpr Key kPadDivide = 0x54;
inline constexpr Key kPadMultiply = 0x55;
inline constexpr Key kPadMinus = 0x56;
inline constexpr Key kPadPlus = 0x57;
inline constexpr Key kPadEnter = 0x58;
inline constexpr Key kPad1 = 0x59; // to 9 = 0x61, 0 = 0x62
inline constexpr Key kPad0 = 0x62;
inline constexpr Key kPadPoint = 0x63;
inline constexpr Key kExtraKey = 0x64; // between left Shift and the letter; only on ISO keyboards
inline constexpr Key kMenu = 0x65;
inline constexpr Key kLeftControl = 0xe0;
inline constexpr Key kLeftShift = 0xe1;
inline constexpr Key kLeftAlt = 0xe2;
inline constexpr Key kLeftSuper = 0xe3;
inline constexpr Key kRightControl = 0xe4;
inline constexpr Key kRightShift = 0xe5;
inline constexpr Key kRightAlt = 0xe6;
inline constexpr Key kRightSuper = 0xe7;

/// Lights of a keyboard; the bits of a USB keyboard's output report.
inline constexpr uint8_t kNumLockLight = 1;
inline constexpr uint8_t kCapsLockLight = 2;
inline constexpr uint8_t kScrollLockLight = 4;

struct KeyEvent {
    Key key;
    bool pressed; // also for each repetition

    friend bool operator==(const KeyEvent& a, const KeyEvent& b) {
        return a.key == b.key && a.pressed == b.pressed;
    }
};

} // namespace input

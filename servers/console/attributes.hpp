// SPDX-License-Identifier: MIT
// The attributes of a terminal (console.idl): flags, what they are at first, and their way through devfs's
// control requests.
#pragma once

#include "servers/console/console_types.hpp"
#include "servers/devfs/control.hpp"

namespace console {

// The numbers are those of <termios.h> on Linux and in musl, so that the C library passes them on.
inline constexpr uint32_t kInputCarriageReturnToNewline = 0000400; // c_iflag ICRNL
inline constexpr uint32_t kInputUtf8 = 0040000;                    // c_iflag IUTF8
inline constexpr uint32_t kOutputProcess = 0000001;                // c_oflag OPOST
inline constexpr uint32_t kOutputNewline = 0000004;                // c_oflag ONLCR
inline constexpr uint32_t kSignals = 0000001;                      // c_lflag ISIG
inline constexpr uint32_t kCanonical = 0000002;                    // c_lflag ICANON
inline constexpr uint32_t kEcho = 0000010;                         // c_lflag ECHO
inline constexpr uint32_t kEchoControl = 0001000;                  // c_lflag ECHOCTL

/// Those of a terminal that nobody has changed.
inline constexpr Attributes kDefaultAttributes{.input = kInputCarriageReturnToNewline | kInputUtf8,
                                               .output = kOutputProcess | kOutputNewline,
                                               .local = kSignals | kCanonical | kEcho | kEchoControl,
                                               .minimum = 1,
                                               .time = 0,
                                               .interrupt = 0x03,
                                               .end = 0x04,
                                               .erase = 0x7f,
                                               .kill = 0x15,
                                               .suspend = 0x1a};

/// A value of console.idl as the words of a control request, which has three.
template<typename Value>
devfs::ControlWords control_words(const Value& value) {
    const async::Arguments words = words_of(value);
    return {words[0], words[1], words[2]};
}

template<typename Value>
Value from_control_words(const devfs::ControlWords& words) {
    return async::value_of<Value>({words[0], words[1], words[2]});
}

} // namespace console

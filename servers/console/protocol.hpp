// SPDX-License-Identifier: MIT
// What a terminal understands besides reading and writing. Terminal N is the device /dev/ttyN; a control
// request is the device control operation of devfs with a request number, up to three words, and up to
// three words back. The same requests are methods of interface "cons", whose connections name the terminal by
// their service number.
#pragma once

#include "kernel/abi/event.hpp"
#include "kernel/abi/interface.hpp"

#include <cstdint>

namespace console::protocol {

inline constexpr abi::InterfaceId kInterface = abi::interface_id("cons");

inline constexpr uint32_t kMaxLine = 4096;       // bytes of one line in canonical mode, with its newline
inline constexpr uint32_t kMaxQueue = 16 * 1024; // bytes typed ahead, ready to be read
inline constexpr uint32_t kMaxPending =
    256 * 1024; // bytes behind them, unprocessed; more stays in the device

/// Also the method numbers of kInterface.
enum class Control : uint64_t {
    /// Answer: a1 a2 a3 as in Attributes::pack.
    get_attributes = abi::kFirstUserMethod,
    /// a1 a2 a3 as in Attributes::pack. Takes effect for bytes that are not yet processed.
    set_attributes,
    /// The same, and drops input that was not read yet.
    set_attributes_flush,
    /// Answer: a1 columns, a2 rows, a3 how often the size has changed.
    get_size,
    /// a1 count of changes that the caller knows (from get_size), a2 task that waits. Answered as get_size
    /// when
    /// it differs.
    wait_size,
    /// a1 count of interrupts that the caller knows, a2 task that waits. Answered with a1 the new count as
    /// soon as it differs: somebody typed Ctrl-C (with kSignals). Asking with ~0 answers the count at once.
    /// When several tasks wait on one terminal, only the one that came last is answered, if it lives.
    wait_interrupt,
    /// Drops input that was not read yet.
    flush_input,
    /// Answered as soon as somebody looks at this terminal for the first time; terminal 0 is always open.
    wait_opened,
};

// Flags; the numbers are those of <termios.h> on Linux and in musl, so that the C library passes them on.
inline constexpr uint32_t kInputCarriageReturnToNewline = 0000400; // c_iflag ICRNL
inline constexpr uint32_t kInputUtf8 = 0040000;                    // c_iflag IUTF8
inline constexpr uint32_t kOutputProcess = 0000001;                // c_oflag OPOST
inline constexpr uint32_t kOutputNewline = 0000004;                // c_oflag ONLCR
inline constexpr uint32_t kSignals = 0000001;                      // c_lflag ISIG
inline constexpr uint32_t kCanonical = 0000002;                    // c_lflag ICANON
inline constexpr uint32_t kEcho = 0000010;                         // c_lflag ECHO
inline constexpr uint32_t kEchoControl = 0001000;                  // c_lflag ECHOCTL

/// What tcgetattr and tcsetattr carry. A control character 0 is switched off.
struct Attributes {
    uint32_t input = kInputCarriageReturnToNewline | kInputUtf8;
    uint32_t output = kOutputProcess | kOutputNewline;
    uint32_t local = kSignals | kCanonical | kEcho | kEchoControl;
    uint8_t minimum = 1;      // VMIN, bytes; raw mode only
    uint8_t time = 0;         // VTIME, tenths of a second; raw mode only
    uint8_t interrupt = 0x03; // VINTR
    uint8_t end = 0x04;       // VEOF
    uint8_t erase = 0x7f;     // VERASE
    uint8_t kill = 0x15;      // VKILL
    uint8_t suspend = 0x1a;   // VSUSP
    uint8_t reserved = 0;
};

/// The three words of Control::get_attributes and set_attributes.
struct AttributeWords {
    uint64_t word[3];
};

constexpr AttributeWords pack(const Attributes& a) {
    return {{a.input | uint64_t(a.output) << 32, a.local,
             uint64_t(a.minimum) | uint64_t(a.time) << 8 | uint64_t(a.interrupt) << 16 |
                 uint64_t(a.end) << 24 | uint64_t(a.erase) << 32 | uint64_t(a.kill) << 40 |
                 uint64_t(a.suspend) << 48}};
}

constexpr Attributes unpack(const AttributeWords& words) {
    const auto byte = [&](int number) { return uint8_t(words.word[2] >> (8 * number)); };
    return {.input = uint32_t(words.word[0]),
            .output = uint32_t(words.word[0] >> 32),
            .local = uint32_t(words.word[1]),
            .minimum = byte(0),
            .time = byte(1),
            .interrupt = byte(2),
            .end = byte(3),
            .erase = byte(4),
            .kill = byte(5),
            .suspend = byte(6)};
}

inline constexpr abi::MethodDescription kMethods[] = {
    {uint64_t(Control::get_attributes), "get_attributes", "", "input_output local characters"},
    {uint64_t(Control::set_attributes), "set_attributes", "input_output local characters", ""},
    {uint64_t(Control::set_attributes_flush), "set_attributes_flush", "input_output local characters", ""},
    {uint64_t(Control::get_size), "get_size", "", "columns rows changes"},
    {uint64_t(Control::wait_size), "wait_size", "changes task", "columns rows changes"},
    {uint64_t(Control::wait_interrupt), "wait_interrupt", "count task", "count"},
    {uint64_t(Control::flush_input), "flush_input", "", ""},
    {uint64_t(Control::wait_opened), "wait_opened", "", ""},
};
inline constexpr abi::InterfaceDescription kDescription{kInterface, "console", kMethods};

} // namespace console::protocol

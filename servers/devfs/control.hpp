// SPDX-License-Identifier: MIT
// Control operations of files that are more than bytes: terminals, pipes, devices. A program reaches them with
// vfs::Client::control; the C library makes ioctl, poll and the tc* functions of them.
#pragma once

#include <cstdint>

namespace devfs {

enum class Control : uint64_t {
    // Every file. a1 events (PollEvent), a2 timeout in microseconds (kNoTimeout: wait for ever, 0: only ask).
    // r1: events that are ready, 0 after the timeout. Reading or writing then would not block.
    poll = 1,

    // Terminals.
    terminal_size = 16,     // r1 columns, r2 rows
    get_terminal_mode = 17, // r1 TerminalMode bits, r2 minimum bytes of a raw read
    set_terminal_mode = 18, // a1 TerminalMode bits, a2 minimum bytes of a raw read (0: do not wait)
    flush_input = 19,       // forgets what was typed and not read

    // Waits until the user types a signal character (only if TerminalMode::signals is set) or the window
    // changes its size. r1: number of the signal (2 SIGINT, 3 SIGQUIT, 20 SIGTSTP, 28 SIGWINCH). Of several waiters
    // the newest is answered, so that the inner shell of two gets it; a waiter that is gone is skipped.
    wait_signal = 20,
};

inline constexpr uint64_t kNoTimeout = ~uint64_t(0);

enum PollEvent : uint64_t { kPollReadable = 1, kPollWritable = 4, kPollHangUp = 16 };

enum TerminalMode : uint64_t {
    kTerminalCanonical = 1,   // read by lines, with editing; otherwise every byte at once
    kTerminalEcho = 2,        // show what is typed
    kTerminalSignals = 4,     // Ctrl-C, Ctrl-\ and Ctrl-Z are signals, not bytes
    kTerminalMapReturn = 8,   // CR typed is read as NL
    kTerminalMapNewline = 16, // NL written goes out as CR NL
    kTerminalDefault = 31,
};

} // namespace devfs

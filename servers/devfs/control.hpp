// SPDX-License-Identifier: MIT
// Control requests of files that are more than bytes: an operation number, three words, three words back.
// A program makes them with vfs::Client::control; the C library makes ioctl, poll and the tc* functions of
// them. Operations from abi::kFirstUserMethod on belong to the device: those of terminals are
// console::protocol::Control (when several tasks wait for an interrupt on one terminal, the newest waiter
// alone is answered, so that the inner shell of two gets it; a waiter whose task is gone is skipped).
#pragma once

#include <array>
#include <cstdint>

namespace devfs {

using ControlWords = std::array<uint64_t, 3>;

/// Every file. Words: events of interest (PollEvent), timeout in microseconds (kNoTimeout: wait for ever, 0:
/// only ask). Answer: the events that are ready, 0 after the timeout. What is ready would not block.
inline constexpr uint64_t kControlPoll = 1;

/// Every file, no words. Answer: 1 if it is a terminal.
inline constexpr uint64_t kControlIsTerminal = 2;

inline constexpr uint64_t kNoTimeout = ~uint64_t(0);

enum PollEvent : uint64_t { kPollReadable = 1, kPollWritable = 4, kPollHangUp = 16 };

} // namespace devfs

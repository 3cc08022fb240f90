// SPDX-License-Identifier: MIT
// One call as the trace tells it: from the sender, over every forward, to the answer and back.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace inspector {

using Row = uint64_t; // place of a call in the log, counted from the first call ever seen
inline constexpr Row kNoRow = ~Row(0);

inline constexpr uint32_t kUnknownMethod = ~uint32_t(0); // of a call that the kernel refused at once

using Words = std::array<uint32_t, 5>;

/// The order of sequences, which begin again after 2^32.
inline bool is_before(uint32_t a, uint32_t b) {
    return static_cast<int32_t>(a - b) < 0;
}

/// When something happened. `sequence` 0: it has not happened, or its record was lost.
struct Moment {
    uint64_t time = 0;     // virtual microseconds since boot
    uint32_t sequence = 0; // number of the trace record
    uint32_t step = 0;     // number of the dispatch

    bool seen() const { return sequence != 0; }
};

/// One forward: `from` had the call and passed it on to `to`.
struct Hop {
    uint16_t from = 0;
    uint16_t to = 0;
    bool from_me = false; // the receiver sees `from` as the sender
    uint32_t interface = 0;
    uint32_t method = 0;
    Words words{};
    Moment passed;
    Moment delivered;
};

enum class CallState : uint8_t {
    sent,         // waits in the receiver's answerbox
    delivered,    // the receiver works on it
    answered,     // the answer waits at the sender
    returned,     // the sender has the answer
    refused,      // the kernel did not take it
    forgotten,    // the sender died
    lost,         // its end fell into a gap of the trace
    notification, // from the kernel; nobody answers
};

struct Call {
    uint32_t id = 0;     // number in the trace; 0 for notifications
    uint32_t parent = 0; // number of the call that the sender was serving; 0 for none
    uint32_t interface = 0;
    uint32_t method = 0;
    uint16_t sender = 0;
    uint16_t receiver = 0; // the first one; forwards are in hops
    uint16_t phone = 0;    // slot of the sender's phone
    CallState state = CallState::sent;
    bool automatic = false; // the kernel answered
    bool truncated = false; // a word did not fit into the record
    Words words{};
    Moment sent, delivered, answered, returned;
    uint16_t answerer = 0;
    uint32_t error = 0; // of the answer
    Words results{};
    uint64_t bytes = 0;        // copied by the kernel for this call
    uint64_t shared_bytes = 0; // of areas shared by this call
    std::vector<Hop> hops;

    Row parent_row = kNoRow;
    Row first_child = kNoRow, last_child = kNoRow, next_sibling = kNoRow;

    bool forwarded() const { return !hops.empty(); }
    bool has_answer() const { return state == CallState::answered || state == CallState::returned; }
    bool failed() const {
        return state == CallState::refused || state == CallState::forgotten || (has_answer() && error != 0);
    }
    /// False while records about it can still come.
    bool finished() const {
        return state != CallState::sent && state != CallState::delivered && state != CallState::answered;
    }
    /// Who has or had it last.
    uint16_t last_receiver() const { return hops.empty() ? receiver : hops.back().to; }
    const Moment& end() const { return returned.seen() ? returned : answered; }
};

} // namespace inspector

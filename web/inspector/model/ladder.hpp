// SPDX-License-Identifier: MIT
// The ladder of a call: its root, everything that the root caused, over all servers, in the order of the
// trace.
#pragma once

#include "web/inspector/model/call_log.hpp"

#include <vector>

namespace inspector {

/// One arrow between two columns.
struct Rung {
    enum class Kind { request, forward, answer, notification };
    Kind kind = Kind::request;
    Row row = kNoRow;  // the call it belongs to
    uint32_t hop = 0;  // number of the forward
    uint32_t from = 0; // columns
    uint32_t to = 0;
    bool arrived = false; // the partner took it
    Moment moment;
};

/// While a task works on a call; in rungs, both ends included.
struct Activation {
    uint32_t column = 0;
    Row row = kNoRow;
    uint32_t first = 0, last = 0;
    uint32_t depth = 0; // how many activations of the same column surround it
};

struct Ladder {
    static constexpr size_t kMaxCalls = 300; // more are cut off; a picture of them would tell nobody anything

    Row root = kNoRow;
    std::vector<uint16_t> columns; // tasks, in the order in which they appear
    std::vector<Rung> rungs;
    std::vector<Activation> activations;
    size_t hidden_calls = 0; // beyond kMaxCalls
};

/// The oldest ancestor that the log still has. A transfer of the kernel (data, share, delegate) that a client
/// made while another call through the same phone was open belongs to that call: they are one exchange.
Row root_of(const CallLog& log, Row row);

/// The row exists. Follows parents up and children down, as they are known now.
Ladder make_ladder(const CallLog& log, Row row);

/// The calls under `row` (itself and the rest of its exchange included) in the order in which they were sent,
/// at most `limit`.
std::vector<Row> calls_under(const CallLog& log, Row row, size_t limit, size_t* hidden);

} // namespace inspector

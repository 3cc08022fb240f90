// SPDX-License-Identifier: MIT
// The trace: one record of 64 bytes an event, in a ring that the kernel alone writes.
#pragma once

#include <cstdint>
#include <type_traits>

namespace abi {

enum class TraceKind : uint8_t {
    none = 0,
    task_created = 1,    // target = task, source = its creator; words = first 20 bytes of its name
    task_ended = 2,      // target = task; words[0] TaskState, words[1] status or FaultKind
    phone_connected = 3, // source -> target, handle = phone in source, interface
    phone_hung_up = 4,
    call = 5,      // source calls target through phone `handle`; method, words
    delivered = 6, // target takes the call from its answerbox; handle = call handle
    forward =
        7, // source passes the call on to target; words = arguments after the change; flags hold the mode
    answer = 8,        // source answers target (the first caller); method = error number; words = results
    answered = 9,      // target takes the answer
    data = 10,         // kernel copied words[0] bytes from source to target for call
    shared = 11,       // area of words[0] bytes: source -> target
    notification = 12, // kernel -> target; method
    dispatch = 13,     // target runs (only when TraceMask::dispatch is on)
    forgotten = 14,    // the caller of `call` died
    violation = 15,    // source broke Rule words[0] of interface; method; [1], [2]: detail; [3]: total
};

enum class TraceFlag : uint8_t {
    none = 0,
    truncated = 1, // a word did not fit 32 bits
    route_from_me = 2,
    automatic = 4, // the kernel answered
    refused = 8,   // the send was refused in the caller's own context
};

/// Words are cut to 32 bits; TraceFlag::truncated says when something was lost.
struct TraceRecord {
    uint64_t time;      // virtual time, microseconds since boot
    uint32_t sequence;  // 1, 2, 3 ..., low 32 bits; gaps mean that the reader was too slow
    uint32_t step;      // number of the dispatch in which it happened
    uint32_t call;      // trace id of the call; 0 if none
    uint32_t parent;    // trace id of the call that the sender was serving; 0 if none
    uint32_t interface; // four letters, or 0
    uint32_t method;    // method of a request, error number of an answer
    uint16_t source;    // task ids, low 16 bits
    uint16_t target;
    TraceKind kind;
    uint8_t flags;
    uint16_t handle; // slot of the phone or call handle
    uint32_t words[5];
    uint32_t reserved;
};
static_assert(sizeof(TraceRecord) == 64 && std::is_trivially_copyable_v<TraceRecord>);

inline constexpr uint32_t kTraceCapacity = 1u << 15; // records in the ring, a power of two

} // namespace abi

// SPDX-License-Identifier: MIT
// Calls, answers and the methods that the kernel itself takes part in.
// Model: HelenOS abi/ipc; the differences are marked with "ours".
#pragma once

#include "kernel/abi/error.hpp"
#include "kernel/abi/handle.hpp"

#include <array>
#include <cstdint>

namespace abi {

using TaskId = uint32_t; // unique for the life of the machine; 0 is the kernel

inline constexpr uint32_t kMaxActiveCalls = 64;        // a phone
inline constexpr uint64_t kMaxTransfer = 64 * 1024;    // bytes of one data read or data write
inline constexpr uint32_t kMaxForwards = 32;           // hops of one call (ours)
inline constexpr uint32_t kMaxTasks = 100;             // at one time; Chromium gives about 123 memories
inline constexpr uint64_t kMaxKernelMemory = 1u << 20; // bytes of kernel objects charged to one task
inline constexpr uint64_t kMaxImageSize = 16u << 20;
inline constexpr uint64_t kMaxImageMemory = 64u << 20; // bytes of executables that one task pays for

/// Word 0 is the method of a request and the Error of an answer; words 1..5 are arguments and results.
using Words = std::array<uint64_t, 6>;

/// System methods. Numbers below kFirstUserMethod belong to the kernel; those not listed are refused
/// with Error::not_supported (ours; HelenOS delivers them).
enum class SystemMethod : uint64_t {
    phone_hung_up = 0,
    connect_to_me = 1, // a1 interface, a2 a3 free, a5 label; the receiver finds in a5 its new phone
    connect_me_to = 2, // a1 interface, a2 a3 free, a4 ConnectFlag; the answer carries in a5 the label, the
                       // caller finds its phone there
    share_in = 4, // a1 size, a2 where the caller wants it, a3 free; answer: a1 base of the area, a2 AreaFlag
    share_out =
        5, // a1 base, a3 AreaFlag, (a2 filled with the size); answer: a1 base where the receiver wants it
    data_read = 6,  // a1 buffer, a2 size, a3 TransferFlag; answer: a1 source, a2 size
    data_write = 7, // a1 buffer, a2 size, a3 TransferFlag; answer: a1 destination, a2 size
    delegate = 8,   // (ours) a1 handle to move to the receiver, a2 free; the receiver finds in a1 its handle
    ping = 9,       // no effect in the kernel; servers answer ok
};
inline constexpr uint64_t kFirstUserMethod = 1024;

enum class ConnectFlag : uint64_t { none = 0, blocking = 1 }; // blocking: wait until the service exists
enum class TransferFlag : uint64_t {
    none = 0,
    restrict_size = 1
}; // clamp to kMaxTransfer instead of refusing
enum class ForwardMode : uint32_t { none = 0, route_from_me = 1 };
enum class AreaFlag : uint64_t { read = 1, write = 2 };

/// What a wait delivers. Priority: notifications, answers, calls; first in first out inside each.
enum class MessageKind : uint32_t {
    none = 0,  // woken by timeout, poke or start
    start = 1, // first entry of a task
    call = 2,
    answer = 3,
    notification = 4,
};

/// One delivered message. `label` is the label of the phone it came through (call), the cookie given to
/// ipc_call (answer), or unused (notification, whose method is words[0]).
struct Message {
    MessageKind kind = MessageKind::none;
    Handle call = kNoHandle; // the right to answer, only for MessageKind::call
    uint64_t label = 0;
    TaskId sender = 0;     // set by the kernel: who called, or who answered
    uint32_t trace_id = 0; // number of the call in the trace; pass it as `parent` of calls made to serve it
    Words words{};
};

} // namespace abi

// SPDX-License-Identifier: MIT
// The run-time monitor: the table of all interfaces that it checks messages against, and what it reports.
//
// A table is a MonitorHeader, and then, without holes, so many MonitorMethods, MonitorAttachments,
// MonitorConnects, MonitorInterfaces, MonitorEffects and MonitorTransitions as the header says, all of
// little-endian numbers. .tools/monitor.mjs makes it of what idlc wrote: /etc/interfaces.monitor, which init
// gives to the kernel.
#pragma once

#include "kernel/abi/interface.hpp"

#include <type_traits>

namespace abi {

inline constexpr uint32_t kMonitorMagic = interface_id("monT");
inline constexpr uint32_t kMonitorVersion = 1;
inline constexpr uint64_t kMaxMonitorTable = 64 * 1024; // bytes
inline constexpr uint32_t kMaxMonitorInterfaces = 256;
inline constexpr uint32_t kMaxMonitorStates = 16;      // of an interface
inline constexpr uint32_t kMaxMonitorAttachments = 16; // of a method
inline constexpr uint32_t kMaxMonitorHandles = 255;    // of a list

struct MonitorHeader {
    uint32_t magic;
    uint32_t version;
    uint32_t size; // bytes of the whole table
    uint16_t methods;
    uint16_t attachments;
    uint16_t connects;
    uint16_t interfaces;
    uint16_t effects;
    uint16_t transitions;
};
static_assert(sizeof(MonitorHeader) == 24);

/// Of MonitorMethod::flags. A method without `present` is a gap between ordinals.
enum class MonitorFlag : uint8_t { none = 0, present = 1, parks = 2, event = 4 };

struct MonitorMethod {
    uint64_t errors; // a bit for each error that it may be answered with; bit 0: ok
    uint16_t states; // a bit for each state in which it is allowed
    uint16_t first_attachment;
    uint16_t first_effect;
    uint16_t first_transition;
    uint8_t attachments; // how many
    uint8_t effects;
    uint8_t transitions;
    MonitorFlag flags;
    uint32_t reserved;
};
static_assert(sizeof(MonitorMethod) == 24);

/// An attachment as a message; one that always fits inline is none.
enum class MonitorKind : uint8_t {
    data_in = 1,
    data_out = 2,
    share_in = 3,
    share_out = 4,
    handle = 5,
    callback = 6,
    ping = 7,
};

/// Whether the message comes: the field (word, shift, bits) of the request decides.
enum class MonitorTest : uint8_t { always = 0, set = 1, equal = 2, mask = 3, count = 4 }; // count: so many

struct MonitorAttachment {
    MonitorKind kind;
    MonitorTest test;
    uint8_t word; // 1..5
    uint8_t shift;
    uint8_t bits;
    uint8_t inline_word; // 0: never inline; else there is a byte that is 255 when the message comes
    uint8_t inline_shift;
    uint8_t reserved;
    uint32_t most;   // bytes, or handles of a list
    uint32_t detail; // in: least bytes; callback: its interface
    uint64_t value;  // of the test
};
static_assert(sizeof(MonitorAttachment) == 24);

/// A connect that does not begin in the first state.
struct MonitorConnect {
    uint64_t number; // second word of connect_me_to
    uint16_t states; // one bit
    uint8_t any;     // 1: whatever the number
    uint8_t reserved[5];
};
static_assert(sizeof(MonitorConnect) == 16);

/// Sorted by id.
struct MonitorInterface {
    InterfaceId id;
    uint16_t first_method;
    uint16_t methods; // by ordinal
    uint16_t first_connect;
    uint16_t connects;
    uint16_t start; // a bit for the first state; 0: without states
    uint16_t reserved;
};
static_assert(sizeof(MonitorInterface) == 16);

inline constexpr uint16_t kAnyMethod = 0xffff;

struct MonitorEffect {
    uint16_t interface; // number in this table
    uint16_t method;    // ordinal, or kAnyMethod
};
static_assert(sizeof(MonitorEffect) == 4);

/// The state after an answer. Errors that are in none leave it.
struct MonitorTransition {
    uint8_t from;
    uint8_t to;
    uint16_t error; // 0: ok
};
static_assert(sizeof(MonitorTransition) == 4);

enum class Rule : uint8_t {
    unknown_method = 1,     // detail[0]: its number
    wrong_state = 2,        // detail[0]: states in which the connection may be, a bit each
    attachment_order = 3,   // detail[0]: the system method that came; [1]: what should, 0 if none
    attachment_size = 4,    // detail[0]: bytes, or handles of a list; [1]: the most, or the least
    attachment_missing = 5, // detail[1]: the system method that should have come
    answered_twice = 6,     // or what was never a call
    forgotten_answer = 7,   // detail[0]: how many earlier calls of the connection are left; 0: dropped
    undeclared_error = 8,   // detail[0]: the error
    undeclared_effect = 9,  // while the method was served; detail: interface and method that were called
};
inline constexpr uint32_t kRuleCount = 10;

/// What follows a violation: a record; or the call is also answered Error::protocol; or its connection ends,
/// too.
enum class Policy : uint8_t { report = 0, refuse = 1, end = 2 };
/// What a policy is for. Of those for everything, the interface, the caller and the callee the strictest
/// counts.
enum class PolicySubject : uint32_t { everything = 0, interface = 1, task = 2 };

struct Violation {
    uint64_t time;     // virtual microseconds since boot, of the latest
    uint64_t dispatch; // the dispatch in which that happened
    uint32_t sequence; // 1, 2, 3 ...; gaps mean that the reader was too slow
    uint32_t count;    // how many there were in a row that differ in nothing else
    TaskId culprit;
    TaskId partner; // 0: not known
    InterfaceId interface;
    uint32_t method; // of the call, as on the wire
    uint32_t call;   // trace ids of the latest
    uint32_t parent;
    uint32_t detail[2];
    Rule rule;
    Policy policy; // that was applied
    uint16_t reserved;
    uint32_t total; // violations since boot, this one included
};
static_assert(sizeof(Violation) == 64 && std::is_trivially_copyable_v<Violation>);

inline constexpr uint32_t kViolationCapacity = 128; // records kept, a power of two

} // namespace abi

// SPDX-License-Identifier: MIT
// A call: request and, in the same object, its answer.
//
//   sent -> incoming of the callee -> dispatched (callee holds a handle) -> answers of the caller -> taken
//
// A forward moves it to another callee's incoming queue. When the caller dies it is forgotten: it goes on
// without sender, and its answer is dropped.
#pragma once

#include "kernel/abi/interface.hpp"
#include "kernel/abi/ipc.hpp"
#include "kernel/lib/list.hpp"

namespace kernel {

struct Task;
struct Phone;
class Answerbox;

enum class CallState : uint8_t { idle, incoming, dispatched, answered };

struct Call {
    ListNode node;                 // queue of an answerbox
    ListNode sender_node;          // active calls of the sender
    abi::Words words{};            // request, then answer
    uint64_t label = 0;            // of the phone it came through last: the callee's name for the connection
    uint64_t cookie = 0;           // the caller's name for the call
    Task* sender = nullptr;        // nullptr: forgotten, or made by the kernel
    Phone* caller_phone = nullptr; // accounted here until the answer is taken, also after forwards
    Answerbox* callee = nullptr;   // who has it now
    Task* payer = nullptr;         // whose account holds its bytes
    uint64_t method = 0;           // of the request; system methods keep it over forwards
    uint64_t request_a1 = 0;       // words 1..3 of the request, for the hooks that act when it is answered
    uint64_t request_a2 = 0;
    uint64_t request_a3 = 0;
    uint64_t request_label = 0; // connect_to_me: label chosen by the sender
    Phone* new_phone = nullptr; // connect_*: made but not yet connected
    abi::Handle new_handle = 0; // handle of it, or reserved by delegate
    abi::Handle handle = 0;     // the callee's right to answer
    abi::TaskId visible_sender = 0;
    uint32_t trace_id = 0;
    uint32_t parent = 0;
    abi::InterfaceId interface = 0;
    uint8_t hops = 0;
    CallState state = CallState::idle;
    bool forwarded = false;
    bool embedded = false; // lives inside a phone: never freed on its own
    bool reported = false; // the monitor has said that its state does not allow it
    // What the monitor checks the answer against: numbers in its table, plus 1; 0: nothing.
    uint16_t rule = 0;
    uint16_t attachment = 0;
    uint16_t turn = 0;    // among the calls of its connection that have to be answered in their order
    bool ordered = false; // is one of those

    bool is(abi::SystemMethod system) const { return method == static_cast<uint64_t>(system); }
};

/// Ends the life of a call that is in no queue: refunds and frees it.
void release_call(Call& call);

/// Answers `call` on behalf of `answerer` (nullptr: the kernel). The call must be in no queue and have no
/// handle. Copies and connections that the answer asks for are made here. Returns what the answerer is to
/// know: ok, or why the answer could not be carried out (the caller then got an error instead).
abi::Error answer_call(Call& call, Task* answerer, const abi::Words& answer);

/// Turns a call that could not be sent into its own answer, in the sender's answerbox.
void refuse_call(Call& call, abi::Error error);

/// The sender died: the call goes on without it. Returns nothing; the call may be gone afterwards.
void forget_call(Call& call);

/// A call without sender changes hands: the bill moves to `holder`, who can make the call go away. False: the
/// account of `holder` is full, and nobody pays.
bool pass_forgotten_call(Call& call, Task& holder);

} // namespace kernel

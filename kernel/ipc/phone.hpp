// SPDX-License-Identifier: MIT
// The caller's end of a connection. The callee's end is only a label, chosen by the callee.
//
//   connecting -> connected -> hung_up   the owner closed it; lives on until its last answer is taken
//                           -> slammed   the callee closed it, or died; the handle stays until the owner
//                           closes it
#pragma once

#include "kernel/ipc/call.hpp"
#include "kernel/monitor/connection.hpp"

namespace kernel {

enum class PhoneState : uint32_t { connecting = 1, connected = 2, hung_up = 3, slammed = 4 };

struct Phone {
    ListNode callee_node; // connected phones of the callee's answerbox
    ListNode owner_node;  // phones of the owner
    Task* owner = nullptr;
    Answerbox* callee = nullptr; // while connected
    uint64_t label = 0;
    uint32_t active_calls = 0; // sent and not yet taken back
    PhoneState state = PhoneState::connecting;
    abi::InterfaceId interface = 0;
    abi::Handle handle = 0;
    MonitoredConnection monitored;
    Call hang_up_call; // so that hanging up needs no memory
};

/// A connecting phone in the table of `owner`, charged to it; nullptr when table or account is full.
Phone* create_phone(Task& owner, abi::InterfaceId interface);
/// The same at a fixed slot of a table.
Phone* create_phone_at(Task& owner, uint32_t slot, abi::InterfaceId interface);
/// `number`: the second word of the request that made it; `callback`: connect_to_me.
void connect_phone(Phone& phone, Answerbox& callee, uint64_t label, uint64_t number = 0,
                   bool callback = false);
/// Never connected: drops phone and handle.
void discard_phone(Phone& phone);
/// The owner closes the phone: its handle is gone, the callee gets phone_hung_up (if still connected).
void hang_up_phone(Phone& phone);
/// The callee closes the phone.
void slam_phone(Phone& phone);
/// The kernel closes the phone for both.
void end_phone(Phone& phone);
/// Gives the phone to another task, which pays for it from now on. Errors: limit, busy (active calls).
abi::Error move_phone(Phone& phone, Task& receiver, abi::Handle handle);
/// One call of the phone came home; a hung-up phone is freed with its last.
void phone_call_done(Phone& phone);
/// Frees a phone that was hung up when nothing needs it any more.
void release_phone_if_done(Phone& phone);

} // namespace kernel

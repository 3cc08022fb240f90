// SPDX-License-Identifier: MIT
#include "kernel/ipc/answerbox.hpp"

#include "kernel/ipc/system_method.hpp"
#include "kernel/kernel.hpp"

#include <new>

namespace kernel {

using abi::Error;
using abi::HandleType;
using abi::Message;
using abi::MessageKind;

namespace {
constexpr uint32_t kShare = 16; // of the free handles of a task, that one sender may hold
}

void Answerbox::enqueue_call(Call& call) {
    call.state = CallState::incoming;
    call.callee = this;
    incoming.push_back(call);
    kernel().scheduler.wake(owner_);
}

void Answerbox::enqueue_answer(Call& call) {
    answers.push_back(call);
    if (active_)
        kernel().scheduler.wake(owner_);
}

bool Answerbox::notify(const abi::Words& words) {
    if (!active_)
        return false;
    void* memory = allocate_charged(owner_, sizeof(Notification));
    if (!memory)
        return false;
    auto* notification = new (memory) Notification;
    notification->words = words;
    notifications.push_back(*notification);
    kernel().trace.notified(owner_, words);
    kernel().scheduler.wake(owner_);
    return true;
}

bool Answerbox::has_messages() const {
    return !incoming.empty() || !answers.empty() || !notifications.empty();
}

void Answerbox::take(Message& message) {
    message.kind = MessageKind::none;
    if (!notifications.empty())
        take_notification(message);
    else if (!answers.empty())
        take_answer(message);
    else
        while (!incoming.empty() && !take_call(message)) {
        }
}

void Answerbox::take_notification(Message& message) {
    Notification* notification = notifications.pop_front();
    message.kind = MessageKind::notification;
    message.call = abi::kNoHandle;
    message.label = 0;
    message.sender = 0;
    message.trace_id = 0;
    message.words = notification->words;
    release_charged(&owner_, notification, sizeof(Notification));
    ++owner_.notified;
}

void Answerbox::take_answer(Message& message) {
    Call& call = *answers.pop_front();
    Phone& phone = *call.caller_phone;
    if (call.forwarded && call.words[0] == static_cast<uint64_t>(Error::hung_up))
        call.words[0] = static_cast<uint64_t>(Error::forward_failed);
    kernel().trace.taken(call, owner_);
    message.kind = MessageKind::answer;
    message.call = abi::kNoHandle;
    message.label = call.cookie;
    message.sender = call.visible_sender;
    message.trace_id = call.trace_id;
    message.words = call.words;
    owner_.active_calls.remove(call);
    ++owner_.answers_received;
    release_call(call);
    phone_call_done(phone);
}

// When the table is half full, a sender gets another handle only while it holds less than a sixteenth of
// those that are free: however many tasks flood a server, there is something left for one more.
bool Answerbox::is_greedy(const Call& call) const {
    const uint32_t free = abi::kMaxHandles - 1 - owner_.handles.count();
    if (free >= abi::kMaxHandles / 2 || call.embedded)
        return false;
    return held_by(call.sender) >= free / kShare;
}

uint32_t Answerbox::held_by(const Task* sender) const {
    uint32_t held = 0;
    dispatched.for_each([&](const Call& call) { held += call.sender == sender; });
    return held;
}

// False: the call could not be delivered, and its caller got the reason.
bool Answerbox::take_call(Message& message) {
    Call& call = *incoming.pop_front();
    if (is_greedy(call)) {
        answer_call(call, nullptr, {static_cast<uint64_t>(Error::limit)});
        return false;
    }
    const SystemMethodHooks* hooks = hooks_of(call.method);
    Error error = hooks && hooks->deliver ? hooks->deliver(call, owner_) : Error::ok;
    call.state = CallState::dispatched; // what deliver made is undelivered from here on
    auto handle =
        error == Error::ok
            ? owner_.handles.add(HandleType::call, reinterpret_cast<uintptr_t>(&call), abi::Right::none)
            : abi::Result<abi::Handle>(error);
    if (!handle.ok()) {
        answer_call(call, nullptr, {static_cast<uint64_t>(Error::bad_party)});
        return false;
    }
    call.handle = *handle;
    dispatched.push_back(call);
    ++owner_.calls_received;
    kernel().trace.delivered(call, owner_);
    message.kind = MessageKind::call;
    message.call = call.handle;
    message.label = call.label;
    message.sender = call.visible_sender;
    message.trace_id = call.trace_id;
    message.words = call.words;
    return true;
}

} // namespace kernel

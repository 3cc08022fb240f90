// SPDX-License-Identifier: MIT
#include "kernel/ipc/call.hpp"

#include "kernel/ipc/system_method.hpp"
#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;

void release_call(Call& call) {
    call.state = CallState::idle;
    if (call.embedded) {
        release_phone_if_done(*call.caller_phone);
        return;
    }
    release_charged(call.payer, &call, sizeof(Call));
}

namespace {

// A server that answers hung_up closes the connection. Only the connection that leads to the answerer: the
// phone of a forwarded call leads to the broker, which did nothing (a bug of the model that is not copied).
void slam_if_asked(Call& call) {
    Phone* phone = call.caller_phone;
    if (call.words[0] == static_cast<uint64_t>(Error::hung_up) && !call.forwarded && phone &&
        phone->state == PhoneState::connected && phone->callee == call.callee)
        slam_phone(*phone);
}

// Lets the kernel do its part of a system method. Returns what the answerer is told.
Error carry_out(Call& call, const SystemMethodHooks& hooks, Task* answerer) {
    Error told = Error::ok;
    if (call.words[0] == static_cast<uint64_t>(Error::ok)) {
        Outcome outcome{Error::hung_up, Error::hung_up}; // the sender is gone
        abi::Words words = call.words;
        if (call.sender && answerer)
            outcome = hooks.answer(call, *call.sender, *answerer, words);
        call.words = words;
        if (outcome.caller != Error::ok)
            call.words = {static_cast<uint64_t>(outcome.caller)};
        told = outcome.answerer;
    }
    if (call.words[0] == static_cast<uint64_t>(Error::ok))
        return told;
    abi::Words answer = call.words;
    if (hooks.undeliver && call.state == CallState::dispatched)
        hooks.undeliver(call, call.callee->owner());
    if (hooks.abandon)
        hooks.abandon(call);
    call.words = answer;
    return told;
}

} // namespace

Error answer_call(Call& call, Task* answerer, const abi::Words& answer) {
    call.words = answer;
    kernel().monitor.answered(call, answerer, call.words);
    Error told = Error::ok;
    if (const SystemMethodHooks* hooks = hooks_of(call.method))
        told = carry_out(call, *hooks, answerer);
    slam_if_asked(call);
    if (answerer)
        ++answerer->answers_sent;
    kernel().trace.answered(call, answerer);
    call.state = CallState::answered;
    call.visible_sender = answerer ? answerer->id : 0;
    if (call.sender)
        call.sender->box.enqueue_answer(call);
    else
        release_call(call);
    return told;
}

void refuse_call(Call& call, Error error) {
    call.words = {static_cast<uint64_t>(error)};
    call.state = CallState::answered;
    call.visible_sender = 0;
    kernel().trace.refused(call, *call.sender, error);
    call.sender->box.enqueue_answer(call);
}

void forget_call(Call& call) {
    Task& sender = *call.sender;
    kernel().trace.forgotten(call, sender);
    sender.active_calls.remove(call);
    const SystemMethodHooks* hooks = hooks_of(call.method);
    if (hooks && hooks->abandon)
        hooks->abandon(call);
    Phone* phone = call.caller_phone;
    call.caller_phone = nullptr;
    call.sender = nullptr;
    phone_call_done(*phone);
    // From now on the callee pays: it is the one who can make the call go away.
    bool paid = pass_forgotten_call(call, call.callee->owner());
    if (!paid && call.state == CallState::incoming) {
        call.callee->incoming.remove(call);
        release_charged(nullptr, &call, sizeof(Call));
    }
}

bool pass_forgotten_call(Call& call, Task& holder) {
    constexpr uint64_t kBytes = Heap::block_size(sizeof(Call));
    if (call.payer)
        call.payer->account.refund(kBytes);
    call.payer = holder.account.charge(kBytes) ? &holder : nullptr;
    return call.payer != nullptr;
}

} // namespace kernel

// SPDX-License-Identifier: MIT
#include "kernel/ipc/forward.hpp"

#include "kernel/ipc/system_method.hpp"
#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;

namespace {

Error check_forward(const Call& call, const Phone* phone, const abi::Words& replacement) {
    if (call.is(abi::SystemMethod::phone_hung_up))
        return Error::permission;
    if (!phone)
        return Error::no_entry;
    if (phone->state != PhoneState::connected)
        return Error::hung_up;
    if (call.hops >= abi::kMaxForwards)
        return Error::limit;
    // A user method must not become a system method on the way: the sender never prepared one.
    if (call.method >= abi::kFirstUserMethod && replacement[0] < abi::kFirstUserMethod)
        return Error::not_supported;
    return Error::ok;
}

void replace_words(Call& call, const SystemMethodHooks* hooks, const abi::Words& replacement) {
    if (call.method >= abi::kFirstUserMethod) {
        call.method = replacement[0];
        for (int number = 0; number <= 3; ++number)
            call.words[number] = replacement[number];
    } else if (hooks && hooks->forward_replaces_words) {
        for (int number = 0; number <= 2; ++number)
            call.words[number + 1] = replacement[number];
        call.request_a2 = call.words[2];
    }
}

} // namespace

Error forward_call(Call& call, Task& forwarder, Phone* phone, const abi::Words& replacement,
                   abi::ForwardMode mode) {
    Error error = check_forward(call, phone, replacement);
    if (error != Error::ok) {
        answer_call(call, nullptr, {static_cast<uint64_t>(Error::forward_failed)});
        return error;
    }
    const SystemMethodHooks* hooks = hooks_of(call.method);
    if (hooks && hooks->undeliver)
        hooks->undeliver(call, forwarder);
    replace_words(call, hooks, replacement);
    error = kernel().monitor.forwarded(call, forwarder, *phone);
    if (error != Error::ok) {
        answer_call(call, nullptr, {static_cast<uint64_t>(Error::forward_failed)});
        return error;
    }
    bool route = mode == abi::ForwardMode::route_from_me;
    if (route)
        call.visible_sender = forwarder.id;
    // Labels belong to the server at the end of the phone, so the label is always that of the last phone.
    call.label = phone->label;
    call.interface = phone->interface ? phone->interface : call.interface;
    call.forwarded = true;
    ++call.hops;
    ++forwarder.forwards;
    if (!call.sender)
        pass_forgotten_call(call, phone->callee->owner());
    kernel().trace.forwarded(call, forwarder, phone->callee->owner(), route);
    phone->callee->enqueue_call(call);
    return Error::ok;
}

} // namespace kernel

// SPDX-License-Identifier: MIT
// New phones: connect_me_to gives one to the caller, connect_to_me gives one to the callee.
#include "kernel/ipc/system_method.hpp"
#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;

namespace {

void drop_new_phone(Call& call) {
    if (call.new_phone)
        discard_phone(*call.new_phone);
    call.new_phone = nullptr;
}

// connect_me_to: the phone is the sender's from the start, so that a full table refuses before anybody works.

Error prepare_connect_me_to(Call& call, Task& sender) {
    call.new_phone = create_phone(sender, static_cast<abi::InterfaceId>(call.words[1]));
    call.request_a2 = call.words[2];
    call.words[5] = 0;
    return call.new_phone ? Error::ok : Error::limit;
}

Outcome answer_connect_me_to(Call& call, Task&, Task& answerer, abi::Words& words) {
    Phone& phone = *call.new_phone;
    call.new_phone = nullptr;
    connect_phone(phone, answerer.box, words[5], call.request_a2);
    words[5] = phone.handle;
    return {};
}

// connect_to_me: the phone is made in whoever receives the call; the last receiver keeps it.

Error prepare_connect_to_me(Call& call, Task&) {
    call.request_label = call.words[5];
    return Error::ok;
}

Error deliver_connect_to_me(Call& call, Task& callee) {
    call.new_phone = create_phone(callee, static_cast<abi::InterfaceId>(call.words[1]));
    if (!call.new_phone)
        return Error::bad_party;
    call.words[5] = call.new_phone->handle;
    return Error::ok;
}

void undeliver_connect_to_me(Call& call, Task&) {
    drop_new_phone(call);
    call.words[5] = call.request_label;
}

Outcome answer_connect_to_me(Call& call, Task& sender, Task&, abi::Words& words) {
    Phone& phone = *call.new_phone;
    call.new_phone = nullptr;
    connect_phone(phone, sender.box, call.request_label, 0, true);
    words[5] = 0;
    return {};
}

} // namespace

const SystemMethodHooks kConnectMeToHooks{prepare_connect_me_to, nullptr,        nullptr,
                                          answer_connect_me_to,  drop_new_phone, true};
const SystemMethodHooks kConnectToMeHooks{prepare_connect_to_me,
                                          deliver_connect_to_me,
                                          undeliver_connect_to_me,
                                          answer_connect_to_me,
                                          nullptr,
                                          true};

} // namespace kernel

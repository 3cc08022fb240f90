// SPDX-License-Identifier: MIT
#include "kernel/ipc/phone.hpp"

#include "kernel/kernel.hpp"

#include <new>

namespace kernel {

using abi::Error;
using abi::HandleType;
using abi::Right;

namespace {

Phone* allocate_phone(Task& owner, abi::InterfaceId interface) {
    void* memory = allocate_charged(owner, sizeof(Phone));
    if (!memory)
        return nullptr;
    auto* phone = new (memory) Phone;
    phone->owner = &owner;
    phone->interface = interface;
    phone->hang_up_call.embedded = true;
    phone->hang_up_call.caller_phone = phone;
    return phone;
}

Phone* enter_phone(Phone* phone, abi::Result<abi::Handle> handle) {
    if (!handle.ok()) {
        release_charged(phone->owner, phone, sizeof(Phone));
        return nullptr;
    }
    phone->handle = *handle;
    phone->owner->phones.push_back(*phone);
    return phone;
}

// The phone was connected.
void tell_callee(Phone& phone) {
    Answerbox* callee = phone.callee;
    phone.callee = nullptr;
    callee->connected_phones.remove(phone);
    Call& call = phone.hang_up_call;
    call.words = {};
    call.method = static_cast<uint64_t>(abi::SystemMethod::phone_hung_up);
    call.label = phone.label;
    call.interface = phone.interface;
    call.visible_sender = phone.owner->id;
    call.trace_id = kernel().next_call_id();
    callee->enqueue_call(call);
}

} // namespace

Phone* create_phone(Task& owner, abi::InterfaceId interface) {
    Phone* phone = allocate_phone(owner, interface);
    return phone ? enter_phone(phone, owner.handles.reserve()) : nullptr;
}

Phone* create_phone_at(Task& owner, uint32_t slot, abi::InterfaceId interface) {
    Phone* phone = allocate_phone(owner, interface);
    if (!phone)
        return nullptr;
    return enter_phone(phone, owner.handles.add_at(slot, HandleType::phone,
                                                   reinterpret_cast<uintptr_t>(phone), Right::transfer));
}

void connect_phone(Phone& phone, Answerbox& callee, uint64_t label, uint64_t number, bool callback) {
    phone.state = PhoneState::connected;
    phone.callee = &callee;
    phone.label = label;
    callee.connected_phones.push_back(phone);
    phone.owner->handles.publish(phone.handle, HandleType::phone, reinterpret_cast<uintptr_t>(&phone),
                                 Right::transfer);
    kernel().trace.connected(phone);
    kernel().monitor.connected(phone, number, callback);
}

void discard_phone(Phone& phone) {
    phone.owner->handles.remove(phone.handle);
    phone.owner->phones.remove(phone);
    release_charged(phone.owner, &phone, sizeof(Phone));
}

void hang_up_phone(Phone& phone) {
    kernel().trace.hung_up(phone, false);
    phone.owner->handles.remove(phone.handle);
    phone.handle = abi::kNoHandle;
    bool was_connected = phone.state == PhoneState::connected;
    phone.state = PhoneState::hung_up;
    if (was_connected)
        tell_callee(phone);
    release_phone_if_done(phone);
}

void end_phone(Phone& phone) {
    kernel().trace.hung_up(phone, true);
    phone.state = PhoneState::slammed;
    tell_callee(phone);
    phone.label = 0;
}

void slam_phone(Phone& phone) {
    kernel().trace.hung_up(phone, true);
    phone.callee->connected_phones.remove(phone);
    phone.callee = nullptr;
    phone.label = 0;
    phone.state = PhoneState::slammed;
}

Error move_phone(Phone& phone, Task& receiver, abi::Handle handle) {
    if (phone.active_calls > 0)
        return Error::busy;
    if (&receiver != phone.owner && !receiver.account.charge(Heap::block_size(sizeof(Phone))))
        return Error::limit;
    if (&receiver != phone.owner)
        phone.owner->account.refund(Heap::block_size(sizeof(Phone)));
    phone.owner->phones.remove(phone);
    receiver.phones.push_back(phone);
    phone.owner = &receiver;
    phone.handle = handle;
    return Error::ok;
}

void phone_call_done(Phone& phone) {
    --phone.active_calls;
    release_phone_if_done(phone);
}

void release_phone_if_done(Phone& phone) {
    if (phone.state != PhoneState::hung_up || phone.active_calls > 0 ||
        phone.hang_up_call.state != CallState::idle)
        return;
    if (phone.owner)
        phone.owner->phones.remove(phone);
    release_charged(phone.hang_up_call.payer ? phone.hang_up_call.payer : phone.owner, &phone, sizeof(Phone));
}

} // namespace kernel

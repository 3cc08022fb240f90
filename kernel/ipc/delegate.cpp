// SPDX-License-Identifier: MIT
// Delegate: a handle moves from the caller to the callee when the callee says ok. Between the two the caller
// still holds it, and may close it: everything is checked again at the answer.
#include "kernel/ipc/system_method.hpp"
#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;
using abi::HandleType;
using abi::Right;

namespace {

Error check_movable(Task& sender, uint64_t word) {
    auto handle = static_cast<abi::Handle>(word);
    HandleEntry* entry = sender.handles.find(handle);
    if (!entry || handle != word)
        return Error::no_entry;
    if (entry->type == static_cast<uint32_t>(HandleType::call) || !includes(entry->rights, Right::transfer))
        return Error::permission;
    Resource* resource = resource_of(*entry);
    if (resource && resource->in_use())
        return Error::busy;
    if (entry->type != static_cast<uint32_t>(HandleType::phone))
        return Error::ok;
    auto* phone = reinterpret_cast<Phone*>(entry->object);
    if (phone->state == PhoneState::connecting || phone->active_calls > 0)
        return Error::busy;
    return Error::ok;
}

Error prepare(Call& call, Task& sender) {
    call.request_a1 = call.words[1];
    return check_movable(sender, call.words[1]);
}

Error deliver(Call& call, Task& callee) {
    auto reserved = callee.handles.reserve();
    if (!reserved.ok())
        return Error::bad_party;
    call.new_handle = *reserved;
    call.words[1] = *reserved;
    return Error::ok;
}

void undeliver(Call& call, Task& callee) {
    if (call.new_handle != abi::kNoHandle)
        callee.handles.remove(call.new_handle);
    call.new_handle = abi::kNoHandle;
    call.words[1] = call.request_a1;
}

Outcome answer(Call& call, Task& sender, Task& answerer, abi::Words& words) {
    auto handle = static_cast<abi::Handle>(call.request_a1);
    Error error = check_movable(sender, handle);
    if (error != Error::ok)
        return {error, Error::bad_party};
    HandleEntry entry = *sender.handles.find(handle);
    if (entry.type == static_cast<uint32_t>(HandleType::phone)) {
        error = move_phone(*reinterpret_cast<Phone*>(entry.object), answerer, call.new_handle);
        if (error != Error::ok)
            return {Error::bad_party, error};
    } else if (Resource* resource = resource_of(entry)) {
        error = move_resource(*resource, answerer);
        if (error != Error::ok)
            return {Error::bad_party, error};
    }
    sender.handles.remove(handle);
    answerer.handles.publish(call.new_handle, static_cast<HandleType>(entry.type), entry.object,
                             entry.rights);
    call.new_handle = abi::kNoHandle;
    words[1] = 0;
    return {};
}

} // namespace

const SystemMethodHooks kDelegateHooks{prepare, deliver, undeliver, answer, nullptr, false};

} // namespace kernel

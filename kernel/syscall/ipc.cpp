// SPDX-License-Identifier: MIT
#include "kernel/ipc/system_method.hpp"
#include "kernel/syscall/door.hpp"
#include "kernel/syscall/table.hpp"

#include <new>

namespace kernel {

using abi::Error;
using abi::HandleType;

namespace {

Call* create_call(Task& sender, Phone& phone, const abi::Words& words) {
    void* memory = allocate_charged(sender, sizeof(Call));
    if (!memory)
        return nullptr;
    Call* call = new (memory) Call;
    call->words = words;
    call->method = words[0];
    call->sender = call->payer = &sender;
    call->caller_phone = &phone;
    call->label = phone.label;
    call->interface = phone.interface;
    call->visible_sender = sender.id;
    call->trace_id = kernel().next_call_id();
    sender.active_calls.push_back(*call);
    ++phone.active_calls;
    ++sender.calls_sent;
    return call;
}

void send(Call& call, Task& sender, Phone& phone) {
    kernel().trace.sent(call, sender, phone);
    Error error = phone.state == PhoneState::connected ? Error::ok : Error::hung_up;
    const SystemMethodHooks* hooks = hooks_of(call.method);
    if (error == Error::ok && hooks)
        error = hooks->prepare(call, sender);
    if (error == Error::ok) {
        error = kernel().monitor.sent(call, sender, phone);
        if (error != Error::ok && hooks && hooks->abandon)
            hooks->abandon(call);
    }
    if (error != Error::ok)
        refuse_call(call, error);
    else
        phone.callee->enqueue_call(call);
}

/// Takes the right to answer away from the task: the call is then in no queue and has no handle.
Call* take_right(Task& task, abi::Handle handle) {
    Call* call = task.handles.find_object<Call>(handle, HandleType::call);
    if (!call) {
        kernel().monitor.answered_nothing(task);
        return nullptr;
    }
    task.handles.remove(handle);
    task.box.dispatched.remove(*call);
    return call;
}

} // namespace

} // namespace kernel

using namespace kernel;
using abi::Error;
using abi::HandleType;

int64_t sys_ipc_call(uint32_t phone_handle, uint64_t method, uint64_t a1, uint64_t a2, uint64_t a3,
                     uint64_t a4, uint64_t a5, uint64_t cookie, uint32_t parent) {
    ENTER_KERNEL();
    Phone* phone = task.handles.find_object<Phone>(phone_handle, HandleType::phone);
    if (!phone)
        return refuse(Error::no_entry);
    if (phone->active_calls >= abi::kMaxActiveCalls)
        return refuse(Error::limit);
    if (!is_sendable(method))
        return refuse(Error::not_supported);
    Call* call = create_call(task, *phone, {method, a1, a2, a3, a4, a5});
    if (!call)
        return refuse(Error::limit);
    call->cookie = cookie;
    call->parent = parent;
    send(*call, task, *phone);
    return 0;
}

int64_t sys_ipc_answer(uint32_t handle, uint64_t error, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4,
                       uint64_t a5) {
    ENTER_KERNEL();
    Call* call = take_right(task, handle);
    if (!call)
        return refuse(Error::no_entry);
    return result(answer_call(*call, &task, {error, a1, a2, a3, a4, a5}));
}

int64_t sys_ipc_forward(uint32_t handle, uint32_t phone_handle, uint64_t method, uint64_t a1, uint64_t a2,
                        uint64_t a3, uint32_t mode) {
    ENTER_KERNEL();
    if (mode > static_cast<uint32_t>(abi::ForwardMode::route_from_me))
        return refuse(Error::invalid);
    Call* call = take_right(task, handle);
    if (!call)
        return refuse(Error::no_entry);
    Phone* phone = task.handles.find_object<Phone>(phone_handle, HandleType::phone);
    return result(
        forward_call(*call, task, phone, {method, a1, a2, a3, 0, 0}, static_cast<abi::ForwardMode>(mode)));
}

int64_t sys_ipc_hangup(uint32_t handle) {
    ENTER_KERNEL();
    Phone* phone = task.handles.find_object<Phone>(handle, HandleType::phone);
    if (!phone)
        return refuse(Error::no_entry);
    hang_up_phone(*phone);
    return 0;
}

int64_t sys_ipc_poke() {
    ENTER_KERNEL();
    task.must_enter = true;
    return 0;
}

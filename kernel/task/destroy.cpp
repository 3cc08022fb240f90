// SPDX-License-Identifier: MIT
#include "kernel/kernel.hpp"
#include "kernel/task/task.hpp"

namespace kernel {

using abi::Error;
using abi::HandleType;

void* allocate_charged(Task& payer, size_t size) {
    uint64_t bytes = Heap::block_size(size);
    if (bytes == 0 || !payer.account.charge(bytes))
        return nullptr;
    void* memory = kernel().heap.allocate(size);
    if (!memory)
        payer.account.refund(bytes);
    return memory;
}

void release_charged(Task* payer, void* object, size_t size) {
    if (payer)
        payer->account.refund(Heap::block_size(size));
    kernel().heap.release(object, size);
}

namespace {

void hang_up_all(Task& task) {
    task.phones.for_each([](Phone& phone) {
        if (phone.state == PhoneState::connected || phone.state == PhoneState::slammed)
            hang_up_phone(phone);
    });
}

void slam_all(Task& task) {
    task.box.connected_phones.for_each([](Phone& phone) { slam_phone(phone); });
}

// The rights to answer go first, so that nobody can answer what the kernel answers now.
void answer_all(Task& task) {
    constexpr auto kHungUp = static_cast<uint64_t>(Error::hung_up);
    while (Call* call = task.box.dispatched.pop_front()) {
        task.handles.remove(call->handle);
        answer_call(*call, nullptr, {kHungUp});
    }
    while (Call* call = task.box.incoming.pop_front())
        answer_call(*call, nullptr, {kHungUp});
}

void forget_all(Task& task) {
    task.active_calls.for_each([&](Call& call) {
        if (call.state != CallState::answered) {
            forget_call(call);
            return;
        }
        Phone* phone = call.caller_phone;
        task.box.answers.remove(call);
        task.active_calls.remove(call);
        release_call(call);
        phone_call_done(*phone);
    });
}

// Phones that only wait for their hang-up to be read: from now on the one who has to read it pays.
void donate_phones(Task& task) {
    task.phones.for_each([&](Phone& phone) {
        task.phones.remove(phone);
        task.account.refund(Heap::block_size(sizeof(Phone)));
        phone.owner = nullptr;
        Task& reader = phone.hang_up_call.callee->owner();
        bool paid = reader.account.charge(Heap::block_size(sizeof(Phone)));
        phone.hang_up_call.payer = paid ? &reader : nullptr;
    });
}

void close_handles(Task& task) {
    task.handles.for_each([&](abi::Handle handle, HandleEntry& entry) {
        if (entry.type == static_cast<uint32_t>(HandleType::image))
            kernel().drop_image(*reinterpret_cast<Image*>(entry.object));
        else if (Resource* resource = resource_of(entry))
            close_resource(*resource);
        task.handles.remove(handle);
    });
    kernel().images_lose_payer(task);
    kernel().monitor.lose_payer(task);
}

void release_memory(Task& task) {
    task.areas.for_each([](AreaMapping& mapping) { forget_area(mapping); });
    while (Notification* notification = task.box.notifications.pop_front())
        release_charged(&task, notification, sizeof(Notification));
    if (task.arguments)
        release_charged(&task, task.arguments, task.arguments_size);
    task.arguments = nullptr;
    close_handles(task);
    task.handles.clear();
    arch::task_release(task.slot);
}

} // namespace

void destroy_task(Task& task, const End& end) {
    task.state = end.state;
    if (kernel().naming == &task)
        kernel().naming = nullptr;
    kernel().scheduler.forget(task);
    kernel().timeouts.set(task, -1);
    task.box.deactivate();
    hang_up_all(task);
    kernel().events.drop_subscriber(task);
    slam_all(task);
    answer_all(task);
    forget_all(task);
    donate_phones(task);
    kernel().scheduler.forget(task); // calls to itself may have woken it
    release_memory(task);
    kernel().trace.task_ended(task, static_cast<uint32_t>(end.state), end.detail);
    abi::TaskId id = task.id;
    kernel().tasks.free(task);
    kernel().events.task_ended(task, id, end);
}

} // namespace kernel

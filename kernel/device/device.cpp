// SPDX-License-Identifier: MIT
#include "kernel/device/device.hpp"

#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;
using abi::Event;

uint32_t Device::input(const char* data, uint32_t size) {
    uint32_t free = kQueueSize - waiting();
    uint32_t taken = size < free ? size : free;
    for (uint32_t at = 0; at < taken; ++at)
        queue_[tail_++ % kQueueSize] = data[at];
    if (taken > 0)
        announce();
    return taken;
}

abi::Result<uint32_t> Device::read(Task& task, uint64_t address, uint32_t size) {
    uint32_t total = size < waiting() ? size : waiting();
    uint32_t first = kQueueSize - head_ % kQueueSize;
    if (first > total)
        first = total;
    auto source = reinterpret_cast<uintptr_t>(&queue_[head_ % kQueueSize]);
    // Both pieces are checked before either is copied.
    if (!arch::reachable(task.slot, address, total))
        return Error::bad_memory;
    arch::copy(task.slot, address, 0, source, first);
    arch::copy(task.slot, address + first, 0, reinterpret_cast<uintptr_t>(queue_), total - first);
    head_ += total;
    if (waiting() == 0)
        input_.masked = false;
    return total;
}

void Device::state_changed(abi::DeviceState state, uint32_t a3, uint32_t a4) {
    if (state_.task)
        state_.task->box.notify({state_.method, number_, static_cast<uint64_t>(state), a3, a4, 0});
}

Error Device::subscribe(Task& task, Event event, uint64_t method) {
    if (event != Event::device_input && event != Event::device_state)
        return Error::invalid;
    Subscription& subscription = event == Event::device_input ? input_ : state_;
    if (subscription.task)
        return Error::exists;
    subscription = {.task = &task, .method = method};
    if (event == Event::device_input && waiting() > 0)
        announce();
    return Error::ok;
}

Error Device::unsubscribe(Task& task, Event event) {
    if (event != Event::device_input && event != Event::device_state)
        return Error::invalid;
    Subscription& subscription = event == Event::device_input ? input_ : state_;
    if (subscription.task != &task)
        return Error::no_entry;
    subscription = {};
    return Error::ok;
}

void Device::drop_subscriber(Task& task) {
    if (input_.task == &task)
        input_ = {};
    if (state_.task == &task)
        state_ = {};
}

void Device::announce() {
    if (!input_.task || input_.masked)
        return;
    input_.masked = input_.task->box.notify({input_.method, number_, waiting(), 0, 0, 0});
}

} // namespace kernel

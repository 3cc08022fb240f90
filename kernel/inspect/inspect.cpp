// SPDX-License-Identifier: MIT
#include "kernel/inspect/inspect.hpp"

#include "kernel/kernel.hpp"

#include <cstring>

namespace kernel {

abi::TaskInfo describe_task(const Task& task) {
    abi::TaskInfo info{};
    info.id = task.id;
    info.creator = task.creator;
    std::memcpy(info.name, task.name, sizeof(info.name));
    info.state = task.state;
    info.phones = task.phones.size();
    info.handles = task.handles.count();
    info.incoming = task.box.incoming.size();
    info.dispatched = task.box.dispatched.size();
    info.answers = task.box.answers.size();
    info.notifications = task.box.notifications.size();
    info.memory = arch::task_memory(task.slot);
    info.kernel_memory = task.account.used();
    info.dispatches = task.dispatches;
    info.calls_sent = task.calls_sent;
    info.calls_received = task.calls_received;
    info.answers_sent = task.answers_sent;
    info.answers_received = task.answers_received;
    info.forwards = task.forwards;
    info.notified = task.notified;
    return info;
}

abi::MachineInfo describe_machine() {
    abi::MachineInfo info{};
    info.uptime = static_cast<uint64_t>(kernel().clock.uptime());
    info.real_time = static_cast<uint64_t>(kernel().clock.real_time());
    info.dispatches = kernel().scheduler.dispatches();
    info.kernel_memory = kernel().heap.used();
    info.tasks = kernel().tasks.count();
    info.max_tasks = abi::kMaxTasks;
    info.trace_on = kernel().trace.mask();
    std::strncpy(info.build, "switchboard 0.1", sizeof(info.build) - 1);
    std::strncpy(info.machine, arch::name(), sizeof(info.machine) - 1);
    return info;
}

uint32_t list_phones(Task& task, abi::PhoneInfo* to, uint32_t capacity) {
    uint32_t count = 0;
    task.phones.for_each([&](Phone& phone) {
        if (count < capacity)
            to[count++] = {.handle = phone.handle,
                           .state = static_cast<uint32_t>(phone.state),
                           .peer = phone.callee ? phone.callee->owner().id : 0,
                           .active_calls = phone.active_calls,
                           .interface = phone.interface,
                           .reserved = 0};
    });
    return count;
}

uint32_t list_calls(Task& task, abi::CallInfo* to, uint32_t capacity) {
    uint32_t count = 0;
    uint32_t queue = 1;
    auto add = [&](Call& call) {
        if (count < capacity)
            to[count++] = {.queue = queue,
                           .trace_id = call.trace_id,
                           .sender = call.visible_sender,
                           .interface = call.interface,
                           .words = call.words};
    };
    task.box.incoming.for_each(add);
    queue = 2;
    task.box.dispatched.for_each(add);
    queue = 3;
    task.box.answers.for_each(add);
    return count;
}

} // namespace kernel

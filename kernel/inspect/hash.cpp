// SPDX-License-Identifier: MIT
#include "kernel/inspect/inspect.hpp"
#include "kernel/kernel.hpp"

namespace kernel {

namespace {

class Hash {
  public:
    void add(uint64_t word) {
        value_ = (value_ ^ word) * 0x100000001b3;
        value_ ^= value_ >> 29;
    }
    void add_text(const char* text, uint64_t size) {
        for (uint64_t at = 0; at < size; ++at)
            add(static_cast<unsigned char>(text[at]));
    }
    uint64_t value() const { return value_; }

  private:
    uint64_t value_ = 0xcbf29ce484222325;
};

void add_call(Hash& hash, const Call& call) {
    hash.add(call.trace_id);
    hash.add(call.label);
    hash.add(call.cookie);
    hash.add(call.handle);
    hash.add(static_cast<uint64_t>(call.state) | uint64_t(call.hops) << 8 | uint64_t(call.forwarded) << 16);
    hash.add(call.rule | uint64_t(call.attachment) << 16 | uint64_t(call.turn) << 32 |
             uint64_t(call.ordered) << 48 | uint64_t(call.reported) << 49);
    for (uint64_t word : call.words)
        hash.add(word);
}

void add_phone(Hash& hash, const Phone& phone) {
    hash.add(phone.handle);
    hash.add(static_cast<uint64_t>(phone.state) | uint64_t(phone.active_calls) << 8);
    hash.add(phone.label);
    hash.add(phone.callee ? phone.callee->owner().id : 0);
    const MonitoredConnection& monitored = phone.monitored;
    hash.add(monitored.contract | uint64_t(monitored.states) << 16 | uint64_t(monitored.ahead) << 32 |
             uint64_t(monitored.in_flight) << 48 | uint64_t(monitored.mode) << 56);
    hash.add(monitored.expected | uint64_t(monitored.rule) << 16 | uint64_t(monitored.call) << 32);
    hash.add(monitored.last_turn | uint64_t(monitored.turn) << 16 | uint64_t(monitored.handles_left) << 32 |
             uint64_t(monitored.callback) << 40);
}

void add_monitor(Hash& hash, const Monitor& monitor) {
    const abi::Violation& last = monitor.violations().last();
    hash.add(monitor.violations().total() | uint64_t(last.sequence) << 32);
    hash.add(last.culprit | uint64_t(last.partner) << 32);
    hash.add(last.call | uint64_t(last.rule) << 32 | uint64_t(last.policy) << 40);
    hash.add(monitor.memory_size());
}

void add_task(Hash& hash, Task& task) {
    hash.add(task.id);
    hash.add_text(task.name, sizeof(task.name));
    hash.add(static_cast<uint64_t>(task.state) | uint64_t(task.must_enter) << 8 |
             uint64_t(task.exiting) << 9 | uint64_t(task.killed) << 10);
    hash.add(static_cast<uint64_t>(task.deadline));
    hash.add(task.account.used());
    hash.add(task.image_bytes);
    hash.add(static_cast<uint64_t>(task.policy));
    hash.add(task.dispatches);
    task.handles.for_each([&](abi::Handle handle, HandleEntry& entry) {
        hash.add(handle);
        hash.add(entry.type | static_cast<uint64_t>(entry.rights) << 8);
    });
    task.phones.for_each([&](Phone& phone) { add_phone(hash, phone); });
    task.box.incoming.for_each([&](Call& call) { add_call(hash, call); });
    task.box.dispatched.for_each([&](Call& call) { add_call(hash, call); });
    task.box.answers.for_each([&](Call& call) { add_call(hash, call); });
    task.box.notifications.for_each([&](Notification& notification) {
        for (uint64_t word : notification.words)
            hash.add(word);
    });
    task.areas.for_each([&](AreaMapping& mapping) {
        hash.add(mapping.base);
        hash.add(mapping.area->size << 2 | mapping.flags);
    });
}

} // namespace

uint64_t hash_kernel() {
    Hash hash;
    Kernel& state = kernel();
    hash.add(state.scheduler.dispatches());
    hash.add(static_cast<uint64_t>(state.clock.uptime()));
    hash.add(static_cast<uint64_t>(state.clock.real_time()));
    hash.add(state.random.state());
    hash.add(state.last_call_id());
    hash.add(state.heap.used());
    add_monitor(hash, state.monitor);
    state.tasks.for_each([&](Task& task) { add_task(hash, task); });
    for (const Task* task = state.scheduler.ready().front(); task; task = state.scheduler.ready().next(*task))
        hash.add(task->id);
    for (const Device& device : state.devices)
        for (uint32_t at = 0; at < device.waiting(); ++at)
            hash.add(static_cast<unsigned char>(device.peek(at)));
    state.hardware.resources.for_each([&](Resource& resource) {
        hash.add(resource.owner->id);
        hash.add(static_cast<uint64_t>(resource.kind) | uint64_t(resource.in_use()) << 8);
        hash.add(resource.base);
        hash.add(resource.size);
    });
    char text[256];
    uint64_t position = state.log.position() > Log::kSize ? state.log.position() - Log::kSize : 0;
    while (uint32_t size = state.log.read(position, text, sizeof(text))) {
        hash.add_text(text, size);
        position += size;
    }
    return hash.value();
}

} // namespace kernel

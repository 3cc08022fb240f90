// SPDX-License-Identifier: MIT
#include "kernel/syscall/door.hpp"
#include "kernel/syscall/table.hpp"

using namespace kernel;
using abi::Error;
using abi::Event;
using abi::HandleType;
using abi::Right;

namespace {

Device* find_device(Task& task, abi::Handle handle) {
    HandleEntry* entry = task.handles.find(handle, HandleType::device);
    return entry ? &kernel::kernel().devices[entry->object] : nullptr;
}

Resource* find_interrupt(Task& task, abi::Handle handle) {
    return task.handles.find_object<Resource>(handle, HandleType::interrupt);
}

} // namespace

int64_t sys_event_subscribe(uint32_t source, uint32_t event, uint64_t method) {
    ENTER_KERNEL();
    if (Device* device = find_device(task, source))
        return result(device->subscribe(task, static_cast<Event>(event), method));
    if (Resource* interrupt = find_interrupt(task, source))
        return result(static_cast<Event>(event) == Event::interrupt ? subscribe_interrupt(*interrupt, method)
                                                                    : Error::invalid);
    Error error = check_system(task, source, Right::events);
    if (error != Error::ok)
        return refuse(error);
    return result(kernel::kernel().events.subscribe(task, static_cast<Event>(event), method));
}

int64_t sys_event_unsubscribe(uint32_t source, uint32_t event) {
    ENTER_KERNEL();
    if (Device* device = find_device(task, source))
        return result(device->unsubscribe(task, static_cast<Event>(event)));
    if (Resource* interrupt = find_interrupt(task, source))
        return result(static_cast<Event>(event) == Event::interrupt ? unsubscribe_interrupt(*interrupt)
                                                                    : Error::invalid);
    return result(kernel::kernel().events.unsubscribe(task, static_cast<Event>(event)));
}

int64_t sys_event_unmask(uint32_t source, uint32_t event) {
    ENTER_KERNEL();
    if (find_device(task, source))
        return 0; // device_read unmasks
    if (Resource* interrupt = find_interrupt(task, source))
        return result(static_cast<Event>(event) == Event::interrupt ? unmask_interrupt(*interrupt)
                                                                    : Error::invalid);
    return result(kernel::kernel().events.unmask(task, static_cast<Event>(event)));
}

int64_t sys_device_open(uint32_t system, uint32_t device) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::devices);
    if (error != Error::ok)
        return refuse(error);
    if (device >= arch::terminal_count())
        return refuse(Error::no_device);
    auto handle = task.handles.add(HandleType::device, device, Right::transfer | Right::duplicate);
    return handle.ok() ? static_cast<int64_t>(*handle) : refuse(handle.error());
}

int64_t sys_device_read(uint32_t handle, uint64_t address, uint64_t size) {
    ENTER_KERNEL();
    Device* device = find_device(task, handle);
    if (!device)
        return refuse(Error::no_entry);
    auto taken = device->read(task, address,
                              size < Device::kQueueSize ? static_cast<uint32_t>(size) : Device::kQueueSize);
    return taken.ok() ? static_cast<int64_t>(*taken) : refuse(taken.error());
}

int64_t sys_device_write(uint32_t handle, uint64_t address, uint64_t size) {
    ENTER_KERNEL();
    HandleEntry* entry = task.handles.find(handle, HandleType::device);
    if (!entry)
        return refuse(Error::no_entry);
    if (size > abi::kMaxTransfer)
        return refuse(Error::limit);
    if (!arch::reachable(task.slot, address, size))
        return refuse(Error::bad_memory);
    arch::device_write(static_cast<uint32_t>(entry->object), task.slot, address, size);
    return static_cast<int64_t>(size);
}

int64_t sys_device_control(uint32_t handle, uint32_t control, uint64_t argument) {
    ENTER_KERNEL();
    HandleEntry* entry = task.handles.find(handle, HandleType::device);
    if (!entry)
        return refuse(Error::no_entry);
    int32_t answer = arch::device_control(static_cast<uint32_t>(entry->object), control, argument);
    return answer < 0 ? refuse(Error::not_supported) : answer;
}

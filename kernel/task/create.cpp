// SPDX-License-Identifier: MIT
#include "kernel/task/create.hpp"

#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;
using abi::HandleType;
using abi::Right;

namespace {

constexpr abi::InterfaceId kNamingInterface = abi::interface_id("name");

bool give_naming_phone(Task& task) {
    if (!kernel().naming)
        return true;
    Phone* phone = create_phone_at(task, abi::kNamingHandle, kNamingInterface);
    if (phone)
        connect_phone(*phone, kernel().naming->box, 0);
    return phone != nullptr;
}

} // namespace

abi::Result<Task*> create_task(std::string_view name, int32_t image, abi::TaskId creator) {
    Task* task = TRY(kernel().tasks.create(name, creator));
    int32_t status = arch::task_instantiate(task->slot, image);
    if (status != 0) {
        kernel().tasks.free(*task);
        return status == -2 ? Error::no_memory : Error::bad_executable;
    }
    task->image = image;
    kernel().trace.task_created(*task);
    if (!give_naming_phone(*task)) {
        destroy_task(*task, {abi::TaskState::killed, 0, 0});
        return Error::no_memory;
    }
    return task;
}

Error grant_handle(Task& giver, abi::Handle handle, Task& receiver, uint32_t slot, Right rights, bool keep) {
    HandleEntry* found = giver.handles.find(handle);
    if (!found)
        return Error::no_entry;
    HandleEntry entry = *found;
    auto type = static_cast<HandleType>(entry.type);
    bool allowed = keep ? is_duplicable(entry) : abi::includes(entry.rights, Right::transfer);
    if (!allowed || type == HandleType::call)
        return Error::permission;
    auto* phone = type == HandleType::phone ? reinterpret_cast<Phone*>(entry.object) : nullptr;
    if (phone && (phone->state == PhoneState::connecting || phone->active_calls > 0))
        return Error::busy;
    Resource* resource = resource_of(entry);
    auto added = receiver.handles.add_at(slot, type, entry.object, entry.rights & rights);
    if (!added.ok())
        return added.error();
    Error error = phone      ? move_phone(*phone, receiver, *added)
                  : resource ? move_resource(*resource, receiver)
                             : Error::ok;
    if (error != Error::ok) {
        receiver.handles.remove(*added);
        return error;
    }
    if (!keep)
        giver.handles.remove(handle);
    else if (type == HandleType::image)
        ++reinterpret_cast<Image*>(entry.object)->references;
    return Error::ok;
}

void start_task(Task& task) {
    task.must_enter = true;
    kernel().scheduler.wake(task);
}

void kill_task(Task& task) {
    if (kernel().scheduler.running() == &task) {
        // Its frames are below us; the dispatch ends it.
        task.exiting = true;
        task.killed = true;
        return;
    }
    destroy_task(task, {abi::TaskState::killed, 0, 0});
}

} // namespace kernel

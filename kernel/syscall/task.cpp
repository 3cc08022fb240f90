// SPDX-License-Identifier: MIT
#include "kernel/syscall/door.hpp"
#include "kernel/syscall/table.hpp"
#include "kernel/task/create.hpp"

#include <new>

using namespace kernel;
using abi::Error;
using abi::HandleType;
using abi::Right;

namespace {

constexpr uint64_t kMaxArguments = 160 * 1024; // three blobs of the loader, and their lengths

/// The task behind a task handle with the wanted right; no_entry when it has ended.
abi::Result<Task*> find_task(Task& task, abi::Handle handle, Right right) {
    HandleEntry* entry = task.handles.find(handle, HandleType::task);
    if (!entry)
        return Error::no_entry;
    if (!abi::includes(entry->rights, right))
        return Error::permission;
    Task* found = kernel::kernel().tasks.find(static_cast<abi::TaskId>(entry->object));
    if (!found)
        return Error::no_entry;
    return found;
}

/// Takes over the number, which is released when there is an error. `size`: bytes of the executable.
abi::Result<abi::Handle> add_image(Task& task, int32_t number, uint64_t size) {
    void* memory = allocate_charged(task, sizeof(Image));
    if (!memory) {
        arch::image_release(number);
        return Error::limit;
    }
    auto* image = new (memory) Image{
        .node = {}, .number = number, .size = static_cast<uint32_t>(size), .references = 1, .payer = &task};
    task.image_bytes += size;
    kernel::kernel().images.push_back(*image);
    auto handle = task.handles.add(HandleType::image, reinterpret_cast<uintptr_t>(image),
                                   Right::transfer | Right::duplicate);
    if (!handle.ok())
        kernel::kernel().drop_image(*image);
    return handle;
}

Error set_arguments(Task& creator, Task& created, uint64_t address, uint64_t size) {
    if (size == 0)
        return Error::ok;
    auto* blob = static_cast<char*>(allocate_charged(created, size));
    if (!blob)
        return Error::limit;
    if (!copy_in(creator, blob, address, size)) {
        release_charged(&created, blob, size);
        return Error::bad_memory;
    }
    created.arguments = blob;
    created.arguments_size = static_cast<uint32_t>(size);
    return Error::ok;
}

} // namespace

int64_t sys_image_create(uint32_t system, uint64_t address, uint64_t size) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::spawn);
    if (error != Error::ok)
        return refuse(error);
    if (size > abi::kMaxImageSize || size > abi::kMaxImageMemory - task.image_bytes)
        return refuse(Error::limit);
    if (!arch::reachable(task.slot, address, size))
        return refuse(Error::bad_memory);
    int32_t number = arch::image_create(task.slot, address, size);
    if (number < 0)
        return refuse(number == -2 ? Error::no_memory : Error::bad_executable);
    auto handle = add_image(task, number, size);
    return handle.ok() ? static_cast<int64_t>(*handle) : refuse(handle.error());
}

int64_t sys_task_create(uint32_t system, uint32_t image_handle, uint64_t name, uint64_t name_size,
                        uint64_t arguments, uint64_t arguments_size) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::spawn);
    if (error != Error::ok)
        return refuse(error);
    auto* image = task.handles.find_object<Image>(image_handle, HandleType::image);
    if (!image)
        return refuse(Error::no_entry);
    if (name_size >= abi::kTaskNameSize)
        name_size = abi::kTaskNameSize - 1;
    if (arguments_size > kMaxArguments)
        return refuse(Error::limit);
    char text[abi::kTaskNameSize];
    if (!copy_in(task, text, name, name_size))
        return refuse(Error::bad_memory);
    auto created = create_task({text, static_cast<size_t>(name_size)}, image->number, task.id);
    if (!created.ok())
        return refuse(created.error());
    error = set_arguments(task, **created, arguments, arguments_size);
    auto handle = error == Error::ok
                      ? task.handles.add(HandleType::task, (*created)->id,
                                         Right::transfer | Right::duplicate | Right::kill | Right::grant)
                      : abi::Result<abi::Handle>(error);
    if (!handle.ok()) {
        destroy_task(**created, {abi::TaskState::killed, 0, 0});
        return refuse(handle.error());
    }
    return *handle;
}

int64_t sys_task_grant(uint32_t handle, uint32_t granted, uint32_t slot, uint32_t rights, uint32_t keep) {
    ENTER_KERNEL();
    auto target = find_task(task, handle, Right::grant);
    if (!target.ok())
        return refuse(target.error());
    if ((*target)->state != abi::TaskState::created || (*target)->must_enter)
        return refuse(Error::busy);
    return result(grant_handle(task, granted, **target, slot, static_cast<Right>(rights), keep != 0));
}

int64_t sys_task_start(uint32_t handle) {
    ENTER_KERNEL();
    auto target = find_task(task, handle, Right::grant);
    if (!target.ok())
        return refuse(target.error());
    if ((*target)->state != abi::TaskState::created || (*target)->must_enter)
        return refuse(Error::busy);
    start_task(**target);
    return 0;
}

int64_t sys_task_kill(uint32_t handle) {
    ENTER_KERNEL();
    auto target = find_task(task, handle, Right::kill);
    if (!target.ok())
        return refuse(target.error());
    kill_task(**target);
    return 0;
}

int64_t sys_task_query(uint32_t handle) {
    ENTER_KERNEL();
    auto* entry = task.handles.find(handle, HandleType::task);
    return entry ? static_cast<int64_t>(entry->object) : refuse(Error::no_entry);
}

int64_t sys_task_id() {
    ENTER_KERNEL();
    return task.id;
}

int64_t sys_task_exit(uint32_t status) {
    ENTER_KERNEL();
    task.exiting = true;
    task.exit_status = status;
    return 0;
}

int64_t sys_task_arguments(uint64_t address, uint64_t size) {
    ENTER_KERNEL();
    if (address == 0 && size == 0)
        return task.arguments_size;
    if (size < task.arguments_size)
        return refuse(Error::overflow);
    if (!copy_out(task, address, task.arguments, task.arguments_size))
        return refuse(Error::bad_memory);
    return task.arguments_size;
}

// SPDX-License-Identifier: MIT
#include "kernel/syscall/door.hpp"
#include "kernel/syscall/table.hpp"

using namespace kernel;
using abi::Error;
using abi::HandleType;
using abi::Right;

namespace kernel {

/// Phones and calls cannot be duplicated: a phone is one sequence of calls, a call one right to answer. Nor
/// can hardware, which has one owner: its handles never have the right.
bool is_duplicable(const HandleEntry& entry) {
    auto type = static_cast<HandleType>(entry.type);
    return type != HandleType::phone && type != HandleType::call &&
           abi::includes(entry.rights, Right::duplicate);
}

void close_handle(Task& task, abi::Handle handle, HandleEntry& entry) {
    switch (static_cast<HandleType>(entry.type)) {
    case HandleType::phone:
        hang_up_phone(*reinterpret_cast<Phone*>(entry.object));
        return;
    case HandleType::image:
        kernel().drop_image(*reinterpret_cast<Image*>(entry.object));
        break;
    case HandleType::ports:
    case HandleType::memory_range:
    case HandleType::interrupt:
        close_resource(*resource_of(entry));
        break;
    default:
        break;
    }
    task.handles.remove(handle);
}

} // namespace kernel

int64_t sys_handle_duplicate(uint32_t handle, uint32_t rights) {
    ENTER_KERNEL();
    HandleEntry* entry = task.handles.find(handle);
    if (!entry)
        return refuse(Error::no_entry);
    if (!is_duplicable(*entry))
        return refuse(Error::permission);
    HandleEntry copy = *entry; // add may move the table
    auto added = task.handles.add(static_cast<HandleType>(copy.type), copy.object,
                                  copy.rights & static_cast<Right>(rights));
    if (!added.ok())
        return refuse(added.error());
    if (copy.type == static_cast<uint32_t>(HandleType::image))
        ++reinterpret_cast<Image*>(copy.object)->references;
    return *added;
}

int64_t sys_handle_close(uint32_t handle) {
    ENTER_KERNEL();
    HandleEntry* entry = task.handles.find(handle);
    if (!entry)
        return refuse(Error::no_entry);
    // The right to answer ends only by answering.
    if (entry->type == static_cast<uint32_t>(HandleType::call))
        return refuse(Error::permission);
    close_handle(task, handle, *entry);
    return 0;
}

int64_t sys_handle_query(uint32_t handle) {
    ENTER_KERNEL();
    HandleEntry* entry = task.handles.find(handle);
    if (!entry)
        return refuse(Error::no_entry);
    return static_cast<int64_t>(entry->type) << 32 | static_cast<int64_t>(entry->rights);
}

// SPDX-License-Identifier: MIT
#include "kernel/task/table.hpp"

#include <new>

namespace kernel {

void Task::set_name(std::string_view text) {
    size_t length = text.size() < sizeof(name) - 1 ? text.size() : sizeof(name) - 1;
    // Names are shown on terminals and in the log: no escape sequences, no forged lines.
    for (size_t at = 0; at < length; ++at)
        name[at] = static_cast<unsigned char>(text[at]) < ' ' || text[at] == 0x7f ? '?' : text[at];
    name[length] = 0;
}

abi::Result<Task*> TaskTable::create(std::string_view name, abi::TaskId creator) {
    for (uint32_t slot = 1; slot < kSlots; ++slot) {
        Task& task = tasks_[slot];
        if (task.alive())
            continue;
        task.~Task();
        new (&task) Task();
        task.id = ++last_id_;
        task.slot = slot;
        task.creator = creator;
        task.set_name(name);
        task.box.activate();
        ++count_;
        return &task;
    }
    return abi::Error::limit;
}

Task* TaskTable::find(abi::TaskId id) {
    if (id == 0)
        return nullptr;
    for (uint32_t slot = 1; slot < kSlots; ++slot)
        if (tasks_[slot].id == id)
            return &tasks_[slot];
    return nullptr;
}

void TaskTable::free(Task& task) {
    task.id = 0;
    --count_;
}

} // namespace kernel

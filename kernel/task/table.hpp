// SPDX-License-Identifier: MIT
// All tasks, by slot.
#pragma once

#include "kernel/task/task.hpp"

namespace kernel {

class TaskTable {
  public:
    static constexpr uint32_t kSlots = abi::kMaxTasks + 1;

    /// A task in state `created` with name and id, without memory. Error limit: all slots are taken.
    abi::Result<Task*> create(std::string_view name, abi::TaskId creator);
    /// nullptr when there is none.
    Task* find(abi::TaskId id);
    Task& at(arch::Slot slot) { return tasks_[slot]; }
    uint32_t count() const { return count_; }
    void free(Task& task);

    template<typename Function>
    void for_each(Function function) {
        for (uint32_t slot = 1; slot < kSlots; ++slot)
            if (tasks_[slot].alive())
                function(tasks_[slot]);
    }

  private:
    Task tasks_[kSlots];
    abi::TaskId last_id_ = 0;
    uint32_t count_ = 0;
};

} // namespace kernel

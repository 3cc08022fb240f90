// SPDX-License-Identifier: MIT
// What programs ask the kernel through the system handle that they were given.
#pragma once

#include "kernel/abi/result.hpp"
#include "kernel/abi/system.hpp"

#include <string>
#include <vector>

namespace apps {

using abi::Result;

// Errors of all of them: no_entry (no system handle), permission (it lacks the right).

Result<abi::MachineInfo> machine_info();
/// Sorted by id.
Result<std::vector<abi::TaskInfo>> list_tasks();
Result<std::vector<abi::PhoneInfo>> list_phones(abi::TaskId task);
Result<std::vector<abi::CallInfo>> list_calls(abi::TaskId task);

/// "cat: what: sentence", with a hint when the system handle or a right is missing; returns 1.
int complain_about(const std::string& what, abi::Error error);

/// The task that `text` names: a number, or a name that only one task has. Complains and returns 0 when there
/// is none.
abi::TaskId find_task(const std::string& text);

/// Names of tasks by id; those that have ended keep the name that was seen last.
class TaskNames {
  public:
    /// Reads the list again.
    void refresh();
    void add(abi::TaskId id, const std::string& name);
    /// "vfs#5"; "kernel" for 0.
    std::string name(abi::TaskId id) const;

  private:
    struct Entry {
        abi::TaskId id;
        std::string name;
    };
    std::vector<Entry> entries_;
};

const char* describe(abi::TaskState state);

} // namespace apps

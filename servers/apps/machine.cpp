// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/apps/program.hpp"

#include <algorithm>

namespace apps {

using abi::kSystemHandle;
using fibril::address_of;

namespace {

constexpr size_t kMaxEntries = 4096; // phones or calls of one task that are shown

/// Calls `fill(array, capacity)` with growing arrays until everything fits.
template<typename Entry, typename Fill>
Result<std::vector<Entry>> collect(size_t capacity, Fill fill) {
    std::vector<Entry> entries(capacity);
    for (;;) {
        int64_t count = fill(address_of(entries.data()), entries.size());
        if (count < 0)
            return fibril::error_of(count);
        if (size_t(count) < entries.size() || entries.size() >= kMaxEntries) {
            entries.resize(size_t(count));
            return entries;
        }
        entries.resize(entries.size() * 4);
    }
}

} // namespace

Result<abi::MachineInfo> machine_info() {
    abi::MachineInfo info{};
    int64_t result = sys_system_machine(kSystemHandle, address_of(&info), sizeof info);
    if (result < 0)
        return fibril::error_of(result);
    return info;
}

Result<std::vector<abi::TaskInfo>> list_tasks() {
    auto tasks = TRY(collect<abi::TaskInfo>(abi::kMaxTasks + 1, [](uint64_t address, size_t capacity) {
        return sys_system_tasks(kSystemHandle, address, capacity);
    }));
    std::sort(tasks.begin(), tasks.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return tasks;
}

Result<std::vector<abi::PhoneInfo>> list_phones(abi::TaskId task) {
    return collect<abi::PhoneInfo>(64, [task](uint64_t address, size_t capacity) {
        return sys_system_phones(kSystemHandle, task, address, capacity);
    });
}

Result<std::vector<abi::CallInfo>> list_calls(abi::TaskId task) {
    return collect<abi::CallInfo>(64, [task](uint64_t address, size_t capacity) {
        return sys_system_calls(kSystemHandle, task, address, capacity);
    });
}

int complain_about(const std::string& what, abi::Error error) {
    // The same words that the C library has for a path that leads nowhere.
    const bool missing = error == abi::Error::no_entry;
    std::string text = what + ": " + (missing ? "no such file or directory" : abi::describe(error));
    if (sys_handle_query(kSystemHandle) < 0)
        text = what + ": this program was started without the system handle";
    else if (error == abi::Error::permission)
        text += " (the system handle of this program lacks a right)";
    return complain(text);
}

abi::TaskId find_task(const std::string& text) {
    auto tasks = list_tasks();
    if (!tasks.ok()) {
        complain_about("tasks", tasks.error());
        return 0;
    }
    long long number = 0;
    bool numeric = parse_number(text, number);
    abi::TaskId found = 0;
    unsigned count = 0;
    for (const auto& task : *tasks) {
        if (numeric ? task.id == abi::TaskId(number) : base_name(task.name) == text) {
            found = task.id;
            ++count;
        }
    }
    if (count == 1)
        return found;
    complain(text + (count == 0 ? ": no such task" : ": several tasks have this name; give the number"));
    return 0;
}

void TaskNames::refresh() {
    auto tasks = list_tasks();
    if (tasks.ok())
        for (const auto& task : *tasks)
            add(task.id, base_name(task.name));
}

void TaskNames::add(abi::TaskId id, const std::string& name) {
    for (auto& entry : entries_) {
        if (entry.id == id) {
            entry.name = name;
            return;
        }
    }
    entries_.push_back({id, name});
}

std::string TaskNames::name(abi::TaskId id) const {
    if (id == 0)
        return "kernel";
    for (const auto& entry : entries_)
        if (entry.id == id)
            return entry.name + "#" + std::to_string(id);
    return "#" + std::to_string(id);
}

const char* describe(abi::TaskState state) {
    switch (state) {
    case abi::TaskState::created:
        return "created";
    case abi::TaskState::running:
        return "running";
    case abi::TaskState::exited:
        return "exited";
    case abi::TaskState::faulted:
        return "faulted";
    case abi::TaskState::killed:
        return "killed";
    }
    return "?";
}

} // namespace apps

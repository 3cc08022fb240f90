// SPDX-License-Identifier: MIT
#include "web/inspector/model/task_table.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace inspector {

using abi::TaskState;
using abi::TraceKind;

namespace {

uint32_t key_of(uint32_t id) {
    return id & 0xffff;
}

std::string text_of(const char* text, size_t size) {
    std::string name(text, strnlen(text, size));
    bool readable =
        std::all_of(name.begin(), name.end(), [](char letter) { return letter > ' ' && letter <= '~'; });
    return readable ? name : "";
}

// Indexed by abi::FaultKind.
constexpr const char* kFaultNames[] = {"none",         "unreachable",    "out of bounds",
                                       "division",     "stack overflow", "wrong call",
                                       "runaway loop", "conversion",     "no memory"};

std::string fault_name(uint32_t kind) {
    return kind < std::size(kFaultNames) ? kFaultNames[kind] : "other";
}

void copy_figures(TaskFacts& facts, const abi::TaskInfo& info) {
    facts.id = info.id;
    facts.creator = info.creator;
    if (std::string name = text_of(info.name, abi::kTaskNameSize); !name.empty())
        facts.name = std::move(name);
    facts.state = uint32_t(info.state);
    facts.phones = info.phones;
    facts.handles = info.handles;
    facts.incoming = info.incoming;
    facts.dispatched = info.dispatched;
    facts.answers = info.answers;
    facts.notifications = info.notifications;
    facts.memory = info.memory;
    facts.kernel_memory = info.kernel_memory;
    facts.dispatches = info.dispatches;
    facts.calls_sent = info.calls_sent;
    facts.calls_received = info.calls_received;
    facts.forwards = info.forwards;
    facts.notified = info.notified;
}

} // namespace

void TaskTable::append(const abi::TraceRecord& record) {
    last_time_ = record.time;
    if (record.kind == TraceKind::task_created) {
        TaskFacts& task = tasks_[key_of(record.target)];
        task = {};
        task.id = record.target;
        task.creator = record.source;
        task.born = record.time;
        task.state = uint32_t(TaskState::created);
        task.name = text_of(reinterpret_cast<const char*>(record.words), sizeof record.words);
        ++revision_;
    } else if (record.kind == TraceKind::task_ended) {
        TaskFacts& task = tasks_[key_of(record.target)];
        task.id = record.target;
        bury(task, record.words[0], record.words[1], record.time);
        ++revision_;
    }
}

void TaskTable::update(const abi::TaskInfo* tasks, size_t count) {
    std::vector<uint32_t> listed;
    for (size_t i = 0; i < count; ++i) {
        uint32_t key = key_of(tasks[i].id);
        listed.push_back(key);
        TaskFacts& task = tasks_[key];
        // The trace is newer than the snapshot when it already told of the end.
        if (!task.alive && task.id == tasks[i].id && task.died != 0 &&
            uint32_t(tasks[i].state) < uint32_t(TaskState::exited))
            continue;
        copy_figures(task, tasks[i]);
        task.alive = task.state < uint32_t(TaskState::exited);
    }
    std::sort(listed.begin(), listed.end());
    for (auto& [key, task] : tasks_)
        if (task.alive && task.memory != 0 && !std::binary_search(listed.begin(), listed.end(), key))
            bury(task, uint32_t(TaskState::exited), 0, last_time_);
    ++revision_;
}

void TaskTable::bury(TaskFacts& task, uint32_t state, uint32_t detail, uint64_t time) {
    task.state = state;
    task.end_detail = detail;
    task.died = time;
    task.alive = false;
    task.incoming = task.dispatched = task.answers = task.notifications = 0;
    task.phones = task.handles = 0;
    task.memory = task.kernel_memory = 0;
    graves_.push_back(key_of(task.id));
    if (graves_.size() > kMaxDead)
        forget_oldest_dead();
}

void TaskTable::forget_oldest_dead() {
    auto oldest = tasks_.find(graves_.front());
    graves_.erase(graves_.begin());
    if (oldest == tasks_.end() || oldest->second.alive)
        return;
    old_names_[oldest->first] = std::move(oldest->second.name);
    tasks_.erase(oldest);
    if (old_names_.size() > kMaxNames)
        old_names_.erase(old_names_.begin());
}

void TaskTable::clear() {
    tasks_.clear();
    graves_.clear();
    old_names_.clear();
    ++revision_;
}

const TaskFacts* TaskTable::find(uint32_t id) const {
    auto found = tasks_.find(key_of(id));
    return found == tasks_.end() ? nullptr : &found->second;
}

std::string TaskTable::name(uint32_t id) const {
    if (id == 0)
        return "kernel";
    const TaskFacts* task = find(id);
    if (task && !task->name.empty())
        return task->name;
    auto old = old_names_.find(key_of(id));
    return !task && old != old_names_.end() && !old->second.empty() ? old->second
                                                                    : "task " + std::to_string(id);
}

std::vector<const TaskFacts*> TaskTable::sorted() const {
    std::vector<const TaskFacts*> rows;
    for (const auto& entry : tasks_)
        rows.push_back(&entry.second);
    std::stable_sort(rows.begin(), rows.end(), [](const TaskFacts* a, const TaskFacts* b) {
        if (a->alive != b->alive)
            return a->alive;
        return a->alive ? a->id < b->id : a->died > b->died;
    });
    return rows;
}

size_t TaskTable::living() const {
    return size_t(
        std::count_if(tasks_.begin(), tasks_.end(), [](const auto& entry) { return entry.second.alive; }));
}

std::string state_text(const TaskFacts& task) {
    switch (TaskState(task.state)) {
    case TaskState::created:
        return "created";
    case TaskState::running:
        return "running";
    case TaskState::exited:
        return "exited " + std::to_string(task.end_detail);
    case TaskState::faulted:
        return "faulted: " + fault_name(task.end_detail);
    case TaskState::killed:
        return "killed";
    }
    return "unknown";
}

} // namespace inspector

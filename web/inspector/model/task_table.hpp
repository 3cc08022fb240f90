// SPDX-License-Identifier: MIT
// The tasks: who they are, how they do, when they came and went. Fed by the trace (births and deaths at once)
// and by snapshots of the kernel's own figures a few times a second.
#pragma once

#include "kernel/abi/system.hpp"
#include "kernel/abi/trace.hpp"

#include <map>
#include <string>
#include <vector>

namespace inspector {

struct TaskFacts {
    uint32_t id = 0;
    uint32_t creator = 0;
    std::string name;        // empty until a snapshot or a birth record told it
    uint32_t state = 0;      // abi::TaskState; 0 while unknown
    uint32_t end_detail = 0; // exit status or fault kind
    uint32_t phones = 0, handles = 0;
    uint32_t incoming = 0, dispatched = 0, answers = 0, notifications = 0;
    uint64_t memory = 0, kernel_memory = 0; // bytes
    uint64_t dispatches = 0;
    uint64_t calls_sent = 0, calls_received = 0, forwards = 0, notified = 0;
    uint64_t born = 0, died = 0; // virtual microseconds; 0: before the trace, or not yet
    bool alive = true;
};

class TaskTable {
  public:
    static constexpr size_t kMaxDead = 500;    // older dead tasks lose their row
    static constexpr size_t kMaxNames = 5'000; // of tasks without a row; calls still speak of them

    void append(const abi::TraceRecord& record);

    /// All living tasks. A task that is missing here and was listed before has ended.
    void update(const abi::TaskInfo* tasks, size_t count);

    void clear();

    /// Null when nobody ever told about the task.
    const TaskFacts* find(uint32_t id) const;

    /// The name, "kernel" for 0, else "task 17".
    std::string name(uint32_t id) const;

    /// Living tasks by id, then the dead, the last one first.
    std::vector<const TaskFacts*> sorted() const;

    size_t living() const;
    uint64_t revision() const { return revision_; }

  private:
    void bury(TaskFacts& task, uint32_t state, uint32_t detail, uint64_t time);
    void forget_oldest_dead();

    std::map<uint32_t, TaskFacts> tasks_; // by id, low 16 bits as in the trace
    std::map<uint32_t, std::string> old_names_;
    std::vector<uint32_t> graves_; // keys of the dead, the oldest first
    uint64_t last_time_ = 0;
    uint64_t revision_ = 0;
};

/// "running", "exited 3", "faulted: divide" ...
std::string state_text(const TaskFacts& task);

} // namespace inspector

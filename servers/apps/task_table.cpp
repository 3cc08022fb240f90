// SPDX-License-Identifier: MIT
#include "servers/apps/task_table.hpp"

#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace apps {

bool parse_order(std::string_view name, TaskOrder& order) {
    constexpr const char* kNames[] = {"id", "name", "memory", "calls", "runs"};
    for (int i = 0; i < 5; ++i) {
        if (name == kNames[i]) {
            order = TaskOrder(i);
            return true;
        }
    }
    return false;
}

void sort_tasks(std::vector<abi::TaskInfo>& tasks, TaskOrder order) {
    std::stable_sort(tasks.begin(), tasks.end(), [order](const abi::TaskInfo& a, const abi::TaskInfo& b) {
        switch (order) {
        case TaskOrder::name:
            return strcmp(a.name, b.name) < 0;
        case TaskOrder::memory:
            return a.memory > b.memory;
        case TaskOrder::calls:
            return a.calls_sent + a.calls_received > b.calls_sent + b.calls_received;
        case TaskOrder::runs:
            return a.dispatches > b.dispatches;
        default:
            return a.id < b.id;
        }
    });
}

const char* task_heading() {
    return "TASK NAME           STATE   MEMORY KERNEL PHONES QUEUES    SENT   RECVD    RUNS";
}

std::string task_row(const abi::TaskInfo& task) {
    char row[160];
    std::string queues = std::to_string(task.incoming) + "/" + std::to_string(task.dispatched) + "/" +
                         std::to_string(task.answers);
    snprintf(row, sizeof row, "%4u %-14.14s %-7s %6s %6s %6u %-7s %6llu %7llu %7llu", task.id,
             base_name(task.name).c_str(), describe(task.state), human_size(task.memory).c_str(),
             human_size(task.kernel_memory).c_str(), task.phones, queues.c_str(),
             static_cast<unsigned long long>(task.calls_sent),
             static_cast<unsigned long long>(task.calls_received),
             static_cast<unsigned long long>(task.dispatches));
    return row;
}

} // namespace apps

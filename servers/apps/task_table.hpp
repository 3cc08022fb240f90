// SPDX-License-Identifier: MIT
// The table of tasks as tasks and top print it.
#pragma once

#include "kernel/abi/system.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace apps {

enum class TaskOrder { id, name, memory, calls, runs };

bool parse_order(std::string_view name, TaskOrder& order);
/// Largest first, but names and numbers upwards.
void sort_tasks(std::vector<abi::TaskInfo>& tasks, TaskOrder order);

const char* task_heading();
std::string task_row(const abi::TaskInfo& task);

} // namespace apps

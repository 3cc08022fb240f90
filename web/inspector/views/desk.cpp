// SPDX-License-Identifier: MIT
#include "web/inspector/views/desk.hpp"

#include "web/inspector/model/format.hpp"

namespace inspector {

void Desk::choose(Row row) {
    if (row == chosen || !model.calls.contains(row))
        return;
    chosen = row;
    announcement = spoken(model.calls.at(row), model.tasks, model.names);
}

void Desk::show_calls_of(uint32_t task_id) {
    const TaskFacts* facts = model.tasks.find(task_id);
    filter = "task:" + (facts && !facts->name.empty() ? facts->name : std::to_string(task_id));
    page = Page::calls;
}

void Desk::open_task(uint32_t task_id) {
    task = task_id;
    page = Page::tasks;
}

} // namespace inspector

// SPDX-License-Identifier: MIT
// All tasks with their memory and queues; a click opens the page of one.
#pragma once

#include "web/inspector/views/task_page.hpp"
#include "web/inspector/views/view.hpp"

namespace inspector {

class TasksView : public View {
  public:
    const char* title() const override { return "Tasks"; }
    void draw(Desk& desk, Box box) override;
    bool key(Desk& desk, Key key) override;
    std::string mirror(const Desk& desk) const override;

    void restart() override { at_ = 0; }

  private:
    struct Columns {
        float name = 0, memory = 0, queues = 0, calls = 0, end = 0;
        bool has_calls = false;
    };

    static Columns columns_for(Box box);
    void draw_header(Box box, const Columns& columns);
    void draw_task(Desk& desk, const TaskFacts& task, Box box, const Columns& columns);
    void draw_dead(Desk& desk, const TaskFacts& task, Box box, const Columns& columns);

    void move(Desk& desk, int by);
    bool key_of_list(Desk& desk, Key key);
    bool key_of_page(Desk& desk, Key key);

    TaskPage page_;
    uint32_t at_ = 0;      // the task that the keyboard is at, 0 before the first arrow
    bool show_ = false;    // it has moved and may be out of sight
    uint64_t largest_ = 1; // bytes of the largest task: its bar is full
};

/// The four queues of a task as lamps with a bar and a number.
void draw_queues(const TaskFacts& task, Box box);

ImU32 state_color(const TaskFacts& task);

} // namespace inspector

// SPDX-License-Identifier: MIT
// One task: its figures, phones and the contents of its queues; and the button that ends it.
#pragma once

#include "web/inspector/views/desk.hpp"
#include "web/inspector/views/widgets.hpp"

namespace inspector {

class TaskPage {
  public:
    void draw(Desk& desk, Box box);

    /// The button, or the key for it: the first press asks, the second one for the same task ends it.
    void press_kill(Desk& desk);
    /// Takes the question back. False when there was none.
    bool forget_kill();

  private:
    void draw_head(Desk& desk, const TaskFacts* task, Box box);
    void draw_kill(Desk& desk, float right, float y);
    void draw_figures(const TaskFacts& task);
    void draw_phones(Desk& desk);
    void draw_queue(Desk& desk, uint32_t queue, const char* title);

    uint32_t asked_ = 0; // the task that the user may end with the next press
};

} // namespace inspector

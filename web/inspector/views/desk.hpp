// SPDX-License-Identifier: MIT
// What all views look at together: the model, and what the user has chosen.
#pragma once

#include "web/inspector/model/model.hpp"

#include <string>

namespace inspector {

enum class Page { calls, ladder, tasks, board, rules };
inline constexpr int kPageCount = 5;

struct Desk {
    Model model;
    Page page = Page::calls;
    Row chosen = kNoRow;      // the call that ladder and detail show
    uint32_t task = 0;        // the task whose page is open, 0 for the list
    std::string filter;       // of the log of calls; any view may change it
    bool paused = false;      // the trace is off
    bool still = false;       // the user wants no motion
    uint32_t kill = 0;        // a task that shall end
    std::string announcement; // to be spoken
    bool moving = false;      // the view on screen wants another frame soon

    void choose(Row row);
    void show_calls_of(uint32_t task_id);
    void open_task(uint32_t task_id);
};

} // namespace inspector

// SPDX-License-Identifier: MIT
// The inspector as a whole: tabs on top, the chosen view, a line of facts at the bottom.
#pragma once

#include "web/inspector/views/view.hpp"

#include <array>
#include <memory>

namespace inspector {

class App {
  public:
    App();

    Model& model() { return desk_.model; }

    /// Everything, inside an open Dear ImGui frame.
    void draw();

    /// Milliseconds until the next frame is wanted although nothing happens, -1 for never.
    int next_frame() const;

    /// A key or letter that no text field wants.
    void key(Key key);
    void letter(char letter);
    void restart();
    /// Another view, as if the user had chosen it. `filter` of the log of calls; null: the one there is.
    void show(Page page, const char* filter);
    void set_still(bool still) { desk_.still = still; }

    uint32_t wanted_task() const { return desk_.page == Page::tasks ? desk_.task : 0; }
    uint32_t take_kill();
    bool paused() const { return desk_.paused; }
    const char* mirror();
    const char* take_announcement();

  private:
    View& view() { return *views_[size_t(desk_.page)]; }
    void draw_tabs(Box box);
    void draw_status(Box box);
    void follow_pause();

    Desk desk_;
    std::array<std::unique_ptr<View>, kPageCount> views_;
    std::string mirror_, spoken_;
    bool was_paused_ = false;
    int fresh_frames_ = 0; // Dear ImGui needs a second frame for hover and focus
};

App& app();

} // namespace inspector

// SPDX-License-Identifier: MIT
// Everything about the chosen call, in a panel below the log.
#pragma once

#include "web/inspector/views/desk.hpp"
#include "web/inspector/views/widgets.hpp"

namespace inspector {

class CallDetail {
  public:
    /// How high the panel is, given the height of what it shares with the log.
    float height(float available);

    /// The chosen call exists.
    void draw(Desk& desk, Box box);

  private:
    void draw_grip(Box box);
    void draw_head(Desk& desk, const Call& call, Box box);
    void draw_facts(Desk& desk, const Call& call);
    void draw_relatives(Desk& desk, const Call& call);

    float wanted_ = 230; // pixels of the page
};

} // namespace inspector

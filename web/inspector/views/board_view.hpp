// SPDX-License-Identifier: MIT
// The switchboard: a panel a task, a cord a connection, a light that travels a message.
#pragma once

#include "web/inspector/model/board_layout.hpp"
#include "web/inspector/views/view.hpp"

#include <map>
#include <vector>

namespace inspector {

class BoardView : public View {
  public:
    const char* title() const override { return "Board"; }
    void draw(Desk& desk, Box box) override;
    std::string mirror(const Desk& desk) const override;
    void restart() override;

  private:
    struct Light {
        Pulse pulse;
        float age = 0; // seconds; negative while it waits for its turn
    };
    struct Cord {
        ImVec2 from, from_pull, to_pull, to;
    };

    void take_pulses(Desk& desk);
    void grow_older(float seconds);
    void lay_out(const Desk& desk, Box box);
    void draw_panel(Desk& desk, uint32_t task, Box box);
    void draw_lamps(const TaskFacts& task, Box box);
    void draw_cords(const Desk& desk);
    void draw_cord(const Cable& cable);
    void draw_jacks(const Desk& desk);
    void draw_lights();
    void draw_hint(const Desk& desk, Box box);
    bool cord_between(uint32_t from, uint32_t to, Cord& cord) const;
    ImVec2 jack_of(const Box& panel, uint32_t other, bool caller) const;

    BoardLayout layout_;
    std::map<uint32_t, Box> panels_;
    std::map<uint32_t, float> heat_; // of cords, from << 16 | to; 1 just used, 0 cold
    std::map<uint32_t, float> glow_; // of panels
    std::vector<Light> lights_;
    uint32_t hovered_ = 0;
};

} // namespace inspector

// SPDX-License-Identifier: MIT
// The ladder of the chosen call: a column a task, an arrow a message, time downwards.
#pragma once

#include "web/inspector/model/ladder.hpp"
#include "web/inspector/views/scroller.hpp"
#include "web/inspector/views/view.hpp"

namespace inspector {

class LadderView : public View {
  public:
    const char* title() const override { return "Ladder"; }
    void draw(Desk& desk, Box box) override;
    bool key(Desk& desk, Key key) override;
    std::string mirror(const Desk& desk) const override;
    void restart() override;

  private:
    void refresh(const Desk& desk);
    void draw_head(Desk& desk, Box box);
    void draw_columns(const Desk& desk, Box box, Box lines);
    void draw_activation(const Activation& activation, Box box);
    void draw_band(Desk& desk, const Rung& rung, size_t index, Box box);
    void draw_rung(const Desk& desk, const Rung& rung, size_t index, Box box);
    void draw_straight(const Rung& rung, float y, ImU32 color, bool dashed);
    void draw_loop(const Rung& rung, float y, ImU32 color);
    void draw_label(const Desk& desk, const Rung& rung, float y, ImU32 color, Box box);
    void lay_out(Box box);

    float column_x(uint32_t column) const;
    float row_y(size_t rung) const;

    Ladder ladder_;
    Row shown_ = kNoRow;
    uint64_t revision_ = 0;
    double refreshed_ = -1;
    Scroller scroller_;
    float left_ = 0, top_ = 0, column_width_ = 1, shift_ = 0; // layout of this frame, pixels of the screen
};

} // namespace inspector

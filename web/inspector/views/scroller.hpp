// SPDX-License-Identifier: MIT
// Scrolls a list of any length by hand: the toolkit's own scrolling loses its precision in long lists.
#pragma once

#include "web/inspector/views/widgets.hpp"

#include <cstddef>

namespace inspector {

class Scroller {
  public:
    /// Once a frame: reacts to wheel and bar. `dropped` counts rows that ever left at the front.
    void update(Box box, size_t rows, float row_height, uint64_t dropped);

    /// The bar at the right edge of the box.
    void draw_bar(Box box);

    size_t first_row() const { return size_t(top_); }
    /// How far the first row is moved up, in pixels.
    float offset() const { return float(top_ - double(first_row())) * row_height_; }

    /// New rows keep the end in sight; scrolling up ends it, scrolling to the end begins it.
    bool follows() const { return follow_; }
    void follow(bool on) { follow_ = on; }

    void show(size_t row);
    void scroll(double rows) { move_to(top_ + rows); }
    static float bar_width() { return theme().px(10); }

  private:
    double last_top() const { return rows_ > page_ ? rows_ - page_ : 0; }
    void move_to(double top);

    double top_ = 0, rows_ = 0, page_ = 1;
    float row_height_ = 1;
    uint64_t dropped_ = 0;
    bool follow_ = true;
    float grabbed_at_ = 0;
};

} // namespace inspector

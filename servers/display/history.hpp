// SPDX-License-Identifier: MIT
// Lines that have left a screen at its top, the newest last, so that a person can look back.
#pragma once

#include "servers/display/cell.hpp"

#include <cstddef>
#include <deque>
#include <vector>

namespace display {

class History {
  public:
    static constexpr size_t kMaxLines = 500;

    /// Keeps a copy of `count` cells; the oldest line goes when there are too many. Blanks at the end take no
    /// room.
    void add(const Cell* cells, int count);
    void clear() { lines_.clear(); }
    int size() const { return int(lines_.size()); }
    /// Line 0 is the oldest. A column behind the end of the line is a blank.
    Cell at(int line, int column) const;

  private:
    std::deque<std::vector<Cell>> lines_;
};

} // namespace display

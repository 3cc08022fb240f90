// SPDX-License-Identifier: MIT
// A rectangle of cells. It knows nothing of cursors; positions outside and counts too large are cut to what
// is there. Half of a two-column character is never left alone: the other half becomes a blank.
#pragma once

#include "servers/display/cell.hpp"

#include <vector>

namespace display {

class Grid {
  public:
    static constexpr int kMaxSide = 1000; // columns or rows

    Grid(int columns, int rows);

    int columns() const { return columns_; }
    int rows() const { return rows_; }
    const Cell& at(int row, int column) const { return line(row)[column]; }

    /// Puts a character of one or two columns; of two, the next column must exist.
    void put(int row, int column, const Cell& cell);
    /// Cells [from, to) of a row become `fill`.
    void erase(int row, int from, int to, const Cell& fill);
    /// Makes `count` places at `column`; what is pushed out at the right is lost.
    void insert(int row, int column, int count, const Cell& fill);
    /// Takes `count` cells out; blanks come in from the right.
    void remove(int row, int column, int count, const Cell& fill);
    /// Rows [top, bottom) move up (count > 0) or down (count < 0).
    void scroll(int top, int bottom, int count, const Cell& fill);

    /// Whether a row may have changed since it was last asked for.
    bool take_change(int row);
    void change_all();

  private:
    Cell* line(int row) { return &cells_[size_t(order_[size_t(row)]) * size_t(columns_)]; }
    const Cell* line(int row) const { return &cells_[size_t(order_[size_t(row)]) * size_t(columns_)]; }
    void part(int row, int column);
    bool contains(int row) const { return row >= 0 && row < rows_; }

    int columns_;
    int rows_;
    std::vector<Cell> cells_;
    std::vector<uint16_t> order_; // row on the screen -> line in cells_, so that scrolling moves no cells
    std::vector<uint8_t> changed_;
};

} // namespace display

// SPDX-License-Identifier: MIT
#include "servers/display/grid.hpp"

#include <algorithm>
#include <numeric>

namespace display {

Grid::Grid(int columns, int rows)
    : columns_(std::clamp(columns, 1, kMaxSide)), rows_(std::clamp(rows, 1, kMaxSide)),
      cells_(size_t(columns_) * size_t(rows_)), order_(size_t(rows_)), changed_(size_t(rows_), 1) {
    std::iota(order_.begin(), order_.end(), uint16_t(0));
}

// Before the left edge of `column` something is going to change: a character across the edge falls apart.
void Grid::part(int row, int column) {
    if (column <= 0 || column >= columns_)
        return;
    Cell* const cells = line(row);
    if (cells[column].columns != 0)
        return;
    for (const int half : {column - 1, column}) {
        cells[half].character = U' ';
        cells[half].columns = 1;
    }
}

void Grid::put(int row, int column, const Cell& cell) {
    const int end = column + cell.columns;
    if (!contains(row) || column < 0 || end > columns_)
        return;
    part(row, column);
    part(row, end);
    Cell* const cells = line(row);
    cells[column] = cell;
    if (cell.columns == 2)
        cells[column + 1] = {U' ', cell.style, 0};
    changed_[size_t(row)] = 1;
}

void Grid::erase(int row, int from, int to, const Cell& fill) {
    from = std::max(from, 0);
    to = std::min(to, columns_);
    if (!contains(row) || from >= to)
        return;
    part(row, from);
    part(row, to);
    std::fill(line(row) + from, line(row) + to, fill);
    changed_[size_t(row)] = 1;
}

void Grid::insert(int row, int column, int count, const Cell& fill) {
    if (!contains(row) || column < 0 || column >= columns_ || count <= 0)
        return;
    count = std::min(count, columns_ - column);
    part(row, column);
    part(row, columns_ - count);
    Cell* const cells = line(row);
    std::move_backward(cells + column, cells + columns_ - count, cells + columns_);
    erase(row, column, column + count, fill);
}

void Grid::remove(int row, int column, int count, const Cell& fill) {
    if (!contains(row) || column < 0 || column >= columns_ || count <= 0)
        return;
    count = std::min(count, columns_ - column);
    part(row, column);
    part(row, column + count);
    Cell* const cells = line(row);
    std::move(cells + column + count, cells + columns_, cells + column);
    std::fill(cells + columns_ - count, cells + columns_, fill);
    changed_[size_t(row)] = 1;
}

void Grid::scroll(int top, int bottom, int count, const Cell& fill) {
    top = std::max(top, 0);
    bottom = std::min(bottom, rows_);
    if (top >= bottom || count == 0)
        return;
    const int height = bottom - top;
    const int distance = std::min(count > 0 ? count : -count, height);
    const auto first = order_.begin() + top;
    const auto last = order_.begin() + bottom;
    std::rotate(first, count > 0 ? first + distance : last - distance, last);
    const int empty = count > 0 ? bottom - distance : top;
    for (int row = empty; row < empty + distance; row++)
        std::fill(line(row), line(row) + columns_, fill);
    std::fill(changed_.begin() + top, changed_.begin() + bottom, uint8_t(1));
}

bool Grid::take_change(int row) {
    const bool changed = changed_[size_t(row)] != 0;
    changed_[size_t(row)] = 0;
    return changed;
}

void Grid::change_all() {
    std::fill(changed_.begin(), changed_.end(), uint8_t(1));
}

} // namespace display

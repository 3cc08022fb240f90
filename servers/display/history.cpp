// SPDX-License-Identifier: MIT
#include "servers/display/history.hpp"

namespace display {

void History::add(const Cell* cells, int count) {
    while (count > 0 && cells[count - 1] == Cell())
        count--;
    if (lines_.size() == kMaxLines)
        lines_.pop_front();
    lines_.emplace_back(cells, cells + count);
}

Cell History::at(int line, int column) const {
    const auto& cells = lines_[size_t(line)];
    return size_t(column) < cells.size() ? cells[size_t(column)] : Cell();
}

} // namespace display

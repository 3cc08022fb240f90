// SPDX-License-Identifier: MIT
// Which place on the switchboard a task has. A task keeps its place as long as it lives, so the picture never
// jumps; a newcomer takes the first free one.
#pragma once

#include "web/inspector/model/task_table.hpp"

#include <map>
#include <vector>

namespace inspector {

class BoardLayout {
  public:
    /// Gives places to the living and takes them from the dead.
    void update(const std::vector<const TaskFacts*>& tasks);

    /// Task -> place, counted from 0.
    const std::map<uint32_t, uint32_t>& places() const { return places_; }

    /// One more than the highest place in use.
    uint32_t extent() const;

  private:
    std::map<uint32_t, uint32_t> places_;
};

} // namespace inspector

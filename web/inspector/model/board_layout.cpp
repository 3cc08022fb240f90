// SPDX-License-Identifier: MIT
#include "web/inspector/model/board_layout.hpp"

#include <algorithm>
#include <set>

namespace inspector {

void BoardLayout::update(const std::vector<const TaskFacts*>& tasks) {
    std::map<uint32_t, uint32_t> kept;
    std::set<uint32_t> taken;
    std::vector<uint32_t> newcomers;
    for (const TaskFacts* task : tasks) {
        if (!task->alive)
            continue;
        auto place = places_.find(task->id);
        if (place == places_.end()) {
            newcomers.push_back(task->id);
            continue;
        }
        kept.insert(*place);
        taken.insert(place->second);
    }
    std::sort(newcomers.begin(), newcomers.end());
    uint32_t free_place = 0;
    for (uint32_t task : newcomers) {
        while (taken.count(free_place))
            ++free_place;
        taken.insert(free_place);
        kept[task] = free_place;
    }
    places_ = std::move(kept);
}

uint32_t BoardLayout::extent() const {
    uint32_t extent = 0;
    for (const auto& entry : places_)
        extent = std::max(extent, entry.second + 1);
    return extent;
}

} // namespace inspector

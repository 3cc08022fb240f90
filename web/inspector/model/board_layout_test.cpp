// SPDX-License-Identifier: MIT
#include "web/inspector/model/board_layout.hpp"

#include <gtest/gtest.h>

namespace inspector {

namespace {

void show(BoardLayout& layout, const std::vector<uint32_t>& living) {
    std::vector<TaskFacts> facts(living.size());
    std::vector<const TaskFacts*> tasks;
    for (size_t i = 0; i < living.size(); ++i) {
        facts[i].id = living[i];
        tasks.push_back(&facts[i]);
    }
    layout.update(tasks);
}

} // namespace

TEST(BoardLayout, a_task_keeps_its_place_while_others_come_and_go) {
    BoardLayout layout;
    show(layout, {1, 2, 3});
    show(layout, {1, 3, 9});
    EXPECT_EQ(layout.places().at(1), 0u);
    EXPECT_EQ(layout.places().at(3), 2u);
    EXPECT_EQ(layout.places().at(9), 1u) << "the newcomer takes the free place";
    EXPECT_EQ(layout.places().count(2), 0u);
}

TEST(BoardLayout, the_dead_have_no_place) {
    BoardLayout layout;
    TaskFacts dead;
    dead.id = 4;
    dead.alive = false;
    layout.update({&dead});
    EXPECT_TRUE(layout.places().empty());
    EXPECT_EQ(layout.extent(), 0u);
}

TEST(BoardLayout, extent_covers_the_highest_place) {
    BoardLayout layout;
    show(layout, {1, 2, 3});
    show(layout, {3});
    EXPECT_EQ(layout.extent(), 3u);
}

} // namespace inspector

// SPDX-License-Identifier: MIT
#include "servers/loader/children.hpp"

#include "servers/loader/loader_types.hpp"

#include <gtest/gtest.h>

namespace loader {
namespace {

using abi::Error;
using abi::FaultKind;
using abi::TaskState;

constexpr SessionId kShell = 1;
constexpr SessionId kOther = 2;

TEST(Children, the_status_of_an_ended_child_is_kept_until_it_is_collected_and_then_forgotten) {
    Children children;
    children.add(kShell, 10, 100);
    auto running = children.collect(kShell, 10);
    ASSERT_TRUE(running.ok());
    EXPECT_FALSE(running->has_value());
    EXPECT_EQ(children.ended(10, TaskState::exited, 3).handle, 100u);
    auto status = children.collect(kShell, 10);
    ASSERT_TRUE(status.ok() && status->has_value());
    EXPECT_EQ((*status)->task, 10u);
    EXPECT_EQ((*status)->status, 3);
    EXPECT_FALSE((*status)->faulted || (*status)->killed);
    EXPECT_EQ(children.collect(kShell, 10).error(), Error::no_entry);
}

TEST(Children, a_fault_names_its_kind) {
    Children children;
    children.add(kShell, 10, 100);
    children.ended(10, TaskState::faulted, uint64_t(FaultKind::divide));
    auto status = children.collect(kShell, kAnyChild);
    ASSERT_TRUE(status.ok() && status->has_value());
    EXPECT_TRUE((*status)->faulted);
    EXPECT_EQ((*status)->fault, FaultKind::divide);
}

TEST(Children, a_kill_reports_the_signal_of_the_parent_or_9_if_it_was_somebody_else) {
    Children children;
    children.add(kShell, 10, 100);
    children.add(kShell, 11, 101);
    auto handle = children.prepare_kill(kShell, 10, 2);
    ASSERT_TRUE(handle.ok());
    EXPECT_EQ(*handle, 100u);
    children.ended(10, TaskState::killed, 0);
    children.ended(11, TaskState::killed, 0);
    EXPECT_EQ(children.collect(kShell, 10).value()->signal, 2);
    EXPECT_EQ(children.collect(kShell, 11).value()->signal, 9);
}

TEST(Children, a_child_that_a_signal_of_its_own_ended_was_killed_by_it) {
    Children children;
    children.add(1, 10, 100);
    children.ended(10, TaskState::exited, kEndedBySignal + 15);
    const auto status = children.collect(1, 10);
    EXPECT_TRUE((*status.value()).killed);
    EXPECT_EQ((*status.value()).signal, 15);
}

TEST(Children, a_child_that_exits_before_the_kill_arrives_has_exited) {
    Children children;
    children.add(kShell, 10, 100);
    ASSERT_TRUE(children.prepare_kill(kShell, 10, 2).ok());
    children.ended(10, TaskState::exited, 0);
    auto status = children.collect(kShell, 10);
    EXPECT_FALSE((*status)->killed);
    EXPECT_EQ((*status)->signal, 0);
}

TEST(Children, nobody_may_wait_for_kill_or_detach_the_child_of_another_session) {
    Children children;
    children.add(kShell, 10, 100);
    EXPECT_EQ(children.collect(kOther, 10).error(), Error::no_entry);
    EXPECT_EQ(children.collect(kOther, kAnyChild).error(), Error::no_entry);
    EXPECT_EQ(children.prepare_kill(kOther, 10, 9).error(), Error::no_entry);
    EXPECT_EQ(children.detach(kOther, 10).error(), Error::no_entry);
}

TEST(Children, an_ended_child_cannot_be_killed) {
    Children children;
    children.add(kShell, 10, 100);
    children.ended(10, TaskState::exited, 0);
    EXPECT_EQ(children.prepare_kill(kShell, 10, 9).error(), Error::no_entry);
}

TEST(Children, a_parked_wait_is_answered_at_the_end_of_its_child_only) {
    Children children;
    children.add(kShell, 10, 100);
    children.add(kShell, 11, 101);
    children.park(kShell, 11, 500);
    EXPECT_TRUE(children.ended(10, TaskState::exited, 0).answers.empty());
    const auto ended = children.ended(11, TaskState::exited, 7);
    ASSERT_EQ(ended.answers.size(), 1u);
    EXPECT_EQ(ended.answers[0].call, 500u);
    EXPECT_EQ(ended.answers[0].status->status, 7);
    EXPECT_EQ(children.collect(kShell, 11).error(), Error::no_entry) << "collected by the waiter";
    EXPECT_TRUE(children.collect(kShell, 10)->has_value());
}

TEST(Children, any_child_collects_in_the_order_of_the_ends) {
    Children children;
    for (abi::TaskId task = 10; task < 13; task++)
        children.add(kShell, task, 100 + task);
    children.ended(12, TaskState::exited, 0);
    children.ended(10, TaskState::exited, 0);
    EXPECT_EQ(children.collect(kShell, kAnyChild).value()->task, 12u);
    EXPECT_EQ(children.collect(kShell, kAnyChild).value()->task, 10u);
    EXPECT_FALSE(children.collect(kShell, kAnyChild)->has_value());
}

TEST(Children, each_end_answers_one_of_several_waiters_the_oldest_first) {
    Children children;
    children.add(kShell, 10, 100);
    children.add(kShell, 11, 101);
    children.park(kShell, kAnyChild, 500);
    children.park(kShell, kAnyChild, 501);
    auto first = children.ended(11, TaskState::exited, 0);
    ASSERT_EQ(first.answers.size(), 1u);
    EXPECT_EQ(first.answers[0].call, 500u);
    auto second = children.ended(10, TaskState::exited, 0);
    ASSERT_EQ(second.answers.size(), 1u);
    EXPECT_EQ(second.answers[0].call, 501u);
}

TEST(Children, a_waiter_whose_child_another_one_collected_is_told_instead_of_waiting_for_ever) {
    Children children;
    children.add(kShell, 10, 100);
    children.park(kShell, 10, 500);
    children.park(kShell, 10, 501);
    children.park(kShell, kAnyChild, 502);
    const auto ended = children.ended(10, TaskState::exited, 0);
    ASSERT_EQ(ended.answers.size(), 3u);
    EXPECT_TRUE(ended.answers[0].status.has_value());
    EXPECT_FALSE(ended.answers[1].status.has_value());
    EXPECT_FALSE(ended.answers[2].status.has_value());
}

TEST(Children, a_detached_child_is_not_reported_but_its_handle_is_given_back) {
    Children children;
    children.add(kShell, 10, 100);
    children.park(kShell, 10, 500);
    auto answers = children.detach(kShell, 10);
    ASSERT_TRUE(answers.ok());
    ASSERT_EQ(answers->size(), 1u);
    EXPECT_FALSE((*answers)[0].status.has_value());
    const auto ended = children.ended(10, TaskState::exited, 0);
    EXPECT_EQ(ended.handle, 100u);
    EXPECT_TRUE(ended.answers.empty());
    EXPECT_EQ(children.collect(kShell, kAnyChild).error(), Error::no_entry);
}

TEST(Children, the_end_of_a_session_frees_statuses_and_waiters_and_leaves_running_children) {
    Children children;
    children.add(kShell, 10, 100);
    children.add(kShell, 11, 101);
    children.add(kOther, 12, 102);
    children.park(kShell, 11, 500);
    children.ended(10, TaskState::exited, 0);
    EXPECT_EQ(children.drop_session(kShell), (std::vector<abi::Handle>{500}));
    EXPECT_EQ(children.ended(11, TaskState::exited, 0).handle, 101u);
    EXPECT_EQ(children.ended(10, TaskState::exited, 0).handle, abi::kNoHandle);
    EXPECT_FALSE(children.collect(kOther, 12)->has_value());
}

TEST(Children, the_end_of_a_task_of_somebody_else_is_nobodys_business) {
    Children children;
    const auto ended = children.ended(99, TaskState::faulted, 1);
    EXPECT_EQ(ended.handle, abi::kNoHandle);
    EXPECT_TRUE(ended.answers.empty());
}

TEST(Children, ended_children_count_against_the_limit_until_they_are_collected) {
    Children children;
    for (uint32_t i = 0; i < kMaxChildren; i++) {
        ASSERT_TRUE(children.check_room(kShell).ok());
        children.add(kShell, 1000 + i, 1 + i);
        children.ended(1000 + i, TaskState::exited, 0);
    }
    EXPECT_EQ(children.check_room(kShell).error(), Error::limit);
    EXPECT_TRUE(children.check_room(kOther).ok());
    ASSERT_TRUE(children.collect(kShell, kAnyChild).ok());
    EXPECT_TRUE(children.check_room(kShell).ok());
}

} // namespace
} // namespace loader

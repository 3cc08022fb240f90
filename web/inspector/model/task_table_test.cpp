// SPDX-License-Identifier: MIT
#include "web/inspector/model/model.hpp"

#include "web/inspector/tests/fake_trace.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace inspector {

using testing::FakeTrace;

namespace {

abi::TaskInfo info(uint32_t id, const char* name) {
    abi::TaskInfo task{};
    task.id = id;
    std::strncpy(task.name, name, sizeof task.name);
    task.state = abi::TaskState::running;
    task.memory = 1 << 20;
    return task;
}

void feed(TaskTable& table, FakeTrace& trace) {
    for (const abi::TraceRecord& record : trace.take())
        table.append(record);
}

} // namespace

TEST(TaskTable, a_snapshot_names_the_task) {
    TaskTable table;
    abi::TaskInfo tasks[] = {info(3, "vfs")};
    table.update(tasks, 1);
    EXPECT_EQ(table.name(3), "vfs");
    EXPECT_EQ(table.name(0), "kernel");
    EXPECT_EQ(table.name(99), "task 99");
}

TEST(TaskTable, a_birth_record_may_carry_the_name) {
    TaskTable table;
    FakeTrace trace;
    trace.task_created(2, 12, "cat");
    trace.task_created(2, 13);
    feed(table, trace);
    EXPECT_EQ(table.name(12), "cat");
    EXPECT_EQ(table.name(13), "task 13");
    EXPECT_EQ(table.find(12)->creator, 2u);
}

TEST(TaskTable, the_dead_keep_their_name_and_tell_how_they_died) {
    TaskTable table;
    FakeTrace trace;
    abi::TaskInfo tasks[] = {info(12, "fault")};
    table.update(tasks, 1);
    trace.task_ended(12, uint32_t(abi::TaskState::faulted), uint32_t(abi::FaultKind::divide));
    feed(table, trace);
    ASSERT_NE(table.find(12), nullptr);
    EXPECT_FALSE(table.find(12)->alive);
    EXPECT_EQ(state_text(*table.find(12)), "faulted: division");
    EXPECT_EQ(table.name(12), "fault");
}

TEST(TaskTable, an_old_snapshot_does_not_raise_the_dead) {
    TaskTable table;
    FakeTrace trace;
    trace.task_created(1, 12, "ls");
    trace.task_ended(12, uint32_t(abi::TaskState::exited), 0);
    feed(table, trace);
    abi::TaskInfo tasks[] = {info(12, "ls")};
    table.update(tasks, 1);
    EXPECT_FALSE(table.find(12)->alive);
}

TEST(TaskTable, a_task_missing_in_the_snapshot_has_ended) {
    TaskTable table;
    abi::TaskInfo tasks[] = {info(3, "vfs"), info(4, "tmpfs")};
    table.update(tasks, 2);
    table.update(tasks, 1);
    EXPECT_EQ(table.living(), 1u);
    EXPECT_FALSE(table.find(4)->alive);
}

TEST(TaskTable, a_newborn_that_no_snapshot_listed_yet_is_alive) {
    TaskTable table;
    FakeTrace trace;
    trace.task_created(1, 12);
    feed(table, trace);
    table.update(nullptr, 0);
    EXPECT_TRUE(table.find(12)->alive);
}

TEST(TaskTable, the_number_of_dead_and_of_their_names_is_bounded) {
    TaskTable table;
    FakeTrace trace;
    for (uint16_t id = 1; id <= 20'000; ++id) {
        trace.task_created(1, id, "ls");
        trace.task_ended(id, uint32_t(abi::TaskState::exited), 0);
    }
    feed(table, trace);
    EXPECT_EQ(table.sorted().size(), TaskTable::kMaxDead);
    EXPECT_EQ(table.name(20'000), "ls");
    EXPECT_EQ(table.name(19'000), "ls") << "calls in the log still speak of tasks without a row";
    EXPECT_EQ(table.name(1), "task 1");
}

TEST(TaskTable, the_living_come_first_by_id_then_the_dead_the_last_one_first) {
    TaskTable table;
    FakeTrace trace;
    for (uint16_t id : {9, 4, 6, 5})
        trace.task_created(1, id);
    trace.task_ended(4, uint32_t(abi::TaskState::exited), 0);
    trace.advance(10, 1);
    trace.task_ended(5, uint32_t(abi::TaskState::killed), 0);
    feed(table, trace);
    std::vector<uint32_t> ids;
    for (const TaskFacts* task : table.sorted())
        ids.push_back(task->id);
    EXPECT_EQ(ids, (std::vector<uint32_t>{6, 9, 5, 4}));
}

TEST(TaskTable, names_with_unreadable_letters_are_not_shown) {
    TaskTable table;
    FakeTrace trace;
    trace.task_created(1, 12, "a\x01\x02");
    feed(table, trace);
    EXPECT_EQ(table.name(12), "task 12");
}

TEST(Model, phones_and_queues_belong_to_one_task_at_a_time) {
    Model model;
    abi::PhoneInfo phone{5, 2, 3, 1, 0, 0};
    abi::CallInfo call{};
    call.queue = 1;
    call.words[0] = 1024;
    call.words[5] = 55;
    model.set_phones(7, &phone, 1);
    model.set_calls(7, &call, 1);
    ASSERT_EQ(model.detail.calls.size(), 1u);
    EXPECT_EQ(model.detail.calls[0].words[4], 55u);
    model.set_phones(8, nullptr, 0);
    EXPECT_TRUE(model.detail.calls.empty())
        << "queues of the task before do not stay on the page of the next";
}

TEST(Model, a_restart_forgets_the_machine_and_keeps_the_names_of_protocols) {
    Model model;
    FakeTrace trace;
    model.names.add_interface(abi::interface_id("vfs "), "vfs");
    trace.task_created(0, 3, "vfs");
    trace.whole_call(7, 3, abi::interface_id("vfs "), 1024);
    model.append(trace.records().data(), trace.records().size());
    model.restart();
    EXPECT_EQ(model.calls.size(), 0u);
    EXPECT_EQ(model.tasks.find(3), nullptr);
    EXPECT_TRUE(model.traffic.cables().empty());
    EXPECT_EQ(model.names.interface_name(abi::interface_id("vfs ")), "vfs");
}

} // namespace inspector

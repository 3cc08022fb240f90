// SPDX-License-Identifier: MIT
#include "web/inspector/model/ladder.hpp"

#include "web/inspector/tests/fake_trace.hpp"

#include <gtest/gtest.h>

namespace inspector {

using testing::FakeTrace;

namespace {

constexpr uint32_t kVfs = abi::interface_id("vfs ");
constexpr uint16_t kCat = 7, kVfsTask = 3, kTmpfs = 5;

/// read by forward: cat asks vfs, vfs passes on to tmpfs, tmpfs answers cat.
uint32_t forwarded_read(FakeTrace& trace) {
    uint32_t id = trace.call(kCat, kVfsTask, kVfs, 1030);
    trace.delivered(id, kVfsTask);
    trace.forward(id, kVfsTask, kTmpfs, kVfs, 1030);
    trace.delivered(id, kTmpfs);
    trace.answer(id, kTmpfs, kCat);
    trace.returned(id, kCat);
    return id;
}

CallLog log_of(FakeTrace& trace) {
    CallLog log;
    for (const abi::TraceRecord& record : trace.take())
        log.append(record);
    return log;
}

} // namespace

TEST(Ladder, a_forward_is_one_arrow_and_the_answer_goes_to_the_first_caller) {
    FakeTrace trace;
    forwarded_read(trace);
    CallLog log = log_of(trace);
    Ladder ladder = make_ladder(log, 0);
    EXPECT_EQ(ladder.columns, (std::vector<uint16_t>{kCat, kVfsTask, kTmpfs}));
    ASSERT_EQ(ladder.rungs.size(), 3u);
    EXPECT_EQ(ladder.rungs[1].kind, Rung::Kind::forward);
    EXPECT_EQ(ladder.rungs[2].kind, Rung::Kind::answer);
    EXPECT_EQ(ladder.rungs[2].from, 2u);
    EXPECT_EQ(ladder.rungs[2].to, 0u);
}

TEST(Ladder, starts_at_the_root_whichever_call_is_chosen) {
    FakeTrace trace;
    uint32_t root = trace.call(kCat, kVfsTask, kVfs, 1024);
    uint32_t child = trace.call(kVfsTask, kTmpfs, kVfs, 1025, {}, root);
    trace.whole_call(kTmpfs, 9, kVfs, 1026, {}, child);
    trace.whole_call(20, 21, kVfs, 1027);
    CallLog log = log_of(trace);
    EXPECT_EQ(root_of(log, 2), 0u);
    Ladder ladder = make_ladder(log, 2);
    EXPECT_EQ(ladder.root, 0u);
    EXPECT_EQ(calls_under(log, 0, 100, nullptr).size(), 3u) << "calls of others stay out";
    EXPECT_EQ(ladder.columns.size(), 4u);
}

TEST(Ladder, a_data_transfer_belongs_to_the_call_that_it_serves) {
    FakeTrace trace;
    uint32_t read = trace.call(kCat, kVfsTask, kVfs, 1030);
    uint32_t data = trace.call(kCat, kVfsTask, kVfs, 6);
    trace.delivered(read, kVfsTask);
    trace.forward(data, kVfsTask, kTmpfs, kVfs, 6);
    trace.answer(data, kTmpfs, kCat);
    trace.answer(read, kVfsTask, kCat);
    trace.returned(read, kCat);
    trace.whole_call(kCat, kVfsTask, kVfs, 6);
    CallLog log = log_of(trace);
    EXPECT_EQ(root_of(log, log.find(data)), log.find(read));
    EXPECT_EQ(calls_under(log, log.find(read), 100, nullptr).size(), 2u)
        << "a later transfer is another exchange";
}

TEST(Ladder, a_transfer_of_another_task_stays_out) {
    FakeTrace trace;
    trace.call(kCat, kVfsTask, kVfs, 1030);
    trace.call(8, kVfsTask, kVfs, 6);
    CallLog log = log_of(trace);
    EXPECT_EQ(root_of(log, 1), 1u);
}

TEST(Ladder, rungs_are_in_the_order_of_the_trace) {
    FakeTrace trace;
    uint32_t root = trace.call(kCat, kVfsTask, kVfs, 1024);
    uint32_t child = trace.call(kVfsTask, kTmpfs, kVfs, 1025, {}, root);
    trace.answer(child, kTmpfs, kVfsTask);
    trace.answer(root, kVfsTask, kCat);
    CallLog log = log_of(trace);
    Ladder ladder = make_ladder(log, 0);
    for (size_t i = 1; i < ladder.rungs.size(); ++i)
        EXPECT_LT(ladder.rungs[i - 1].moment.sequence, ladder.rungs[i].moment.sequence);
}

TEST(Ladder, a_task_is_active_from_request_to_forward_or_answer) {
    FakeTrace trace;
    forwarded_read(trace);
    CallLog log = log_of(trace);
    Ladder ladder = make_ladder(log, 0);
    ASSERT_EQ(ladder.activations.size(), 2u);
    EXPECT_EQ(ladder.activations[0].column, 1u);
    EXPECT_EQ(ladder.activations[0].last, 1u);
    EXPECT_EQ(ladder.activations[1].column, 2u);
    EXPECT_EQ(ladder.activations[1].last, 2u);
}

TEST(Ladder, an_unanswered_call_stays_active_to_the_end) {
    FakeTrace trace;
    trace.call(kCat, kVfsTask, kVfs, 1024);
    CallLog log = log_of(trace);
    Ladder ladder = make_ladder(log, 0);
    ASSERT_EQ(ladder.activations.size(), 1u);
    EXPECT_EQ(ladder.activations[0].last, 1u);
}

TEST(Ladder, huge_trees_are_cut_and_the_cut_is_told) {
    FakeTrace trace;
    uint32_t root = trace.call(kCat, kVfsTask, kVfs, 1024);
    for (size_t i = 0; i < Ladder::kMaxCalls + 50; ++i)
        trace.whole_call(kVfsTask, kTmpfs, kVfs, 1025, {}, root);
    CallLog log = log_of(trace);
    EXPECT_EQ(make_ladder(log, 0).hidden_calls, 51u);
}

} // namespace inspector

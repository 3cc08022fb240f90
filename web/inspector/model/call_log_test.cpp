// SPDX-License-Identifier: MIT
#include "web/inspector/model/call_log.hpp"

#include "web/inspector/tests/fake_trace.hpp"

#include <gtest/gtest.h>

namespace inspector {

using testing::FakeTrace;

namespace {

constexpr uint32_t kVfs = abi::interface_id("vfs ");
constexpr uint32_t kFs = abi::interface_id("fs  ");

void feed(CallLog& log, FakeTrace& trace) {
    for (const abi::TraceRecord& record : trace.take())
        log.append(record);
}

} // namespace

TEST(CallLog, a_call_and_its_answer_are_one_row) {
    FakeTrace trace;
    CallLog log;
    uint32_t id = trace.whole_call(7, 3, kVfs, 1024, {1, 2, 3}, 0, 0, {42});
    feed(log, trace);
    ASSERT_EQ(log.size(), 1u);
    const Call& call = log.at(log.find(id));
    EXPECT_EQ(call.sender, 7);
    EXPECT_EQ(call.receiver, 3);
    EXPECT_EQ(call.method, 1024u);
    EXPECT_EQ(call.words[2], 3u);
    EXPECT_EQ(call.state, CallState::returned);
    EXPECT_EQ(call.results[0], 42u);
    EXPECT_EQ(call.end().step - call.sent.step, 2u);
}

TEST(CallLog, numbers_that_begin_again_lose_nothing) {
    FakeTrace trace;
    CallLog log;
    trace.number_from(0xfffffffa, 0xfffffffe);
    uint32_t first = trace.whole_call(7, 3, kVfs, 1024);  // records ...fa to ...fd
    uint32_t second = trace.whole_call(7, 3, kVfs, 1025); // records ...fe to 1
    uint32_t third = trace.whole_call(7, 3, kVfs, 1026, {}, second);
    EXPECT_EQ(second, 0xffffffffu);
    EXPECT_EQ(third, 1u);
    feed(log, trace);
    EXPECT_EQ(log.missing_records(), 0u);
    for (uint32_t id : {first, second, third})
        EXPECT_EQ(log.at(log.find(id)).state, CallState::returned);
    EXPECT_EQ(log.at(log.find(third)).parent_row, log.find(second));
}

TEST(CallLog, a_gap_around_the_last_number_is_counted) {
    FakeTrace trace;
    CallLog log;
    trace.number_from(0xfffffffa, 1);
    trace.whole_call(7, 3, kVfs, 1024);
    trace.lose(10);
    trace.whole_call(7, 3, kVfs, 1025);
    feed(log, trace);
    EXPECT_EQ(log.missing_records(), 10u);
}

TEST(CallLog, forwards_keep_one_row_with_hops) {
    FakeTrace trace;
    CallLog log;
    uint32_t id = trace.call(7, 3, kVfs, 1030);
    trace.delivered(id, 3);
    trace.forward(id, 3, 5, kFs, 2048);
    trace.delivered(id, 5);
    trace.forward(id, 5, 6, kFs, 2049);
    trace.delivered(id, 6);
    trace.answer(id, 6, 7);
    trace.returned(id, 7);
    feed(log, trace);
    ASSERT_EQ(log.size(), 1u);
    const Call& call = log.at(0);
    ASSERT_EQ(call.hops.size(), 2u);
    EXPECT_EQ(call.hops[0].to, 5);
    EXPECT_EQ(call.hops[1].method, 2049u);
    EXPECT_TRUE(call.hops[1].delivered.seen());
    EXPECT_EQ(call.method, 1030u) << "the row keeps what the first caller asked";
    EXPECT_EQ(call.last_receiver(), 6);
    EXPECT_EQ(call.answerer, 6);
}

TEST(CallLog, an_endless_forward_does_not_fill_the_memory) {
    FakeTrace trace;
    CallLog log;
    uint32_t id = trace.call(1, 2, kVfs, 1024);
    for (int i = 0; i < 1000; ++i)
        trace.forward(id, 2, 2, kVfs, 1024);
    feed(log, trace);
    EXPECT_EQ(log.at(0).hops.size(), CallLog::kMaxHops);
}

TEST(CallLog, an_answer_without_seen_call_is_ignored) {
    FakeTrace trace;
    CallLog log;
    trace.delivered(900, 3);
    trace.forward(900, 3, 4, kFs, 2048);
    trace.data(900, 3, 7, 100);
    trace.answer(900, 4, 7);
    trace.returned(900, 7);
    trace.forgotten(901, 7);
    feed(log, trace);
    EXPECT_EQ(log.size(), 0u);
    EXPECT_EQ(log.records_without_start(), 6u);
}

TEST(CallLog, a_gap_does_not_corrupt_what_follows) {
    FakeTrace trace;
    CallLog log;
    uint32_t before = trace.call(7, 3, kVfs, 1024);
    trace.lose(10);
    uint32_t after = trace.whole_call(8, 3, kVfs, 1025);
    feed(log, trace);
    EXPECT_EQ(log.missing_records(), 10u);
    EXPECT_EQ(log.at(log.find(before)).state, CallState::lost);
    EXPECT_EQ(log.at(log.find(after)).state, CallState::returned);
}

TEST(CallLog, a_call_that_lived_through_a_gap_is_found_again) {
    FakeTrace trace;
    CallLog log;
    uint32_t id = trace.call(7, 3, kVfs, 1024);
    trace.lose(3);
    trace.answer(id, 3, 7, 1);
    trace.returned(id, 7);
    feed(log, trace);
    EXPECT_EQ(log.at(0).state, CallState::returned);
    EXPECT_EQ(log.at(0).error, 1u);
}

TEST(CallLog, a_return_without_its_answer_is_lost_and_not_a_success) {
    FakeTrace trace;
    CallLog log;
    uint32_t id = trace.call(7, 3, kVfs, 1024);
    trace.returned(id, 7);
    feed(log, trace);
    EXPECT_EQ(log.at(0).state, CallState::lost);
    EXPECT_FALSE(log.at(0).has_answer());
}

TEST(CallLog, a_sequence_that_starts_again_is_not_counted_as_missing) {
    FakeTrace first, second;
    CallLog log;
    for (int i = 0; i < 5; ++i)
        first.whole_call(7, 3, kVfs, 1024);
    second.whole_call(7, 3, kVfs, 1024);
    feed(log, first);
    feed(log, second);
    EXPECT_EQ(log.missing_records(), 0u);
    EXPECT_EQ(log.size(), 6u);
}

TEST(CallLog, children_are_found_by_their_parent) {
    FakeTrace trace;
    CallLog log;
    uint32_t root = trace.call(7, 3, kVfs, 1024);
    uint32_t first = trace.whole_call(3, 5, kFs, 2048, {}, root);
    uint32_t other = trace.whole_call(9, 5, kFs, 2048);
    uint32_t second = trace.whole_call(3, 5, kFs, 2049, {}, root);
    feed(log, trace);
    const Call& parent = log.at(log.find(root));
    ASSERT_EQ(parent.first_child, log.find(first));
    EXPECT_EQ(log.at(parent.first_child).next_sibling, log.find(second));
    EXPECT_EQ(log.at(log.find(second)).next_sibling, kNoRow);
    EXPECT_EQ(log.at(log.find(other)).parent_row, kNoRow);
}

TEST(CallLog, a_call_with_an_unknown_parent_is_a_root) {
    FakeTrace trace;
    CallLog log;
    trace.whole_call(3, 5, kFs, 2048, {}, 4711);
    feed(log, trace);
    EXPECT_EQ(log.at(0).parent_row, kNoRow);
    EXPECT_EQ(log.at(0).parent, 4711u);
}

TEST(CallLog, memory_is_bounded_and_the_oldest_go_first) {
    FakeTrace trace;
    CallLog log(100);
    for (int i = 0; i < 1000; ++i)
        trace.whole_call(7, 3, kVfs, 1024);
    feed(log, trace);
    EXPECT_EQ(log.size(), 100u);
    EXPECT_EQ(log.first_row(), 900u);
    EXPECT_EQ(log.at(log.first_row()).id, 901u);
    EXPECT_EQ(log.find(900), kNoRow);
}

TEST(CallLog, children_of_a_dropped_parent_become_roots) {
    FakeTrace trace;
    CallLog log(3);
    uint32_t root = trace.call(7, 3, kVfs, 1024);
    trace.whole_call(3, 5, kFs, 2048, {}, root);
    trace.whole_call(3, 5, kFs, 2048, {}, root);
    trace.whole_call(3, 5, kFs, 2048, {}, root);
    feed(log, trace);
    ASSERT_EQ(log.find(root), kNoRow);
    for (Row row = log.first_row(); row < log.end_row(); ++row)
        EXPECT_EQ(log.at(row).parent_row, kNoRow);
}

TEST(CallLog, records_about_a_dropped_call_change_nothing) {
    FakeTrace trace;
    CallLog log(2);
    uint32_t old = trace.call(7, 3, kVfs, 1024);
    trace.whole_call(7, 3, kVfs, 1024);
    trace.whole_call(7, 3, kVfs, 1024);
    trace.answer(old, 3, 7, 5);
    feed(log, trace);
    for (Row row = log.first_row(); row < log.end_row(); ++row)
        EXPECT_EQ(log.at(row).error, 0u);
}

TEST(CallLog, a_call_refused_at_once_has_a_row_of_its_own) {
    FakeTrace trace;
    CallLog log;
    trace.refused(7, 3);
    feed(log, trace);
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(log.at(0).state, CallState::refused);
    EXPECT_EQ(log.at(0).sender, 7);
    EXPECT_EQ(log.at(0).error, 3u);
    EXPECT_TRUE(log.at(0).failed());
}

TEST(CallLog, an_answer_of_the_kernel_is_marked) {
    FakeTrace trace;
    CallLog log;
    uint32_t id = trace.call(7, 3, kVfs, 1024);
    trace.answer(id, 0, 7, 7, {}, uint8_t(abi::TraceFlag::automatic));
    feed(log, trace);
    EXPECT_TRUE(log.at(0).automatic);
    EXPECT_EQ(log.at(0).state, CallState::answered);
}

TEST(CallLog, a_call_whose_sender_died_is_forgotten_even_if_an_answer_follows) {
    FakeTrace trace;
    CallLog log;
    uint32_t id = trace.call(7, 3, kVfs, 1024);
    trace.forgotten(id, 7);
    trace.answer(id, 3, 7);
    feed(log, trace);
    EXPECT_EQ(log.at(0).state, CallState::forgotten);
}

TEST(CallLog, bytes_are_added_up_and_areas_without_call_are_harmless) {
    FakeTrace trace;
    CallLog log;
    uint32_t id = trace.call(7, 3, 0, 6);
    trace.data(id, 3, 7, 4096);
    trace.data(id, 3, 7, 10);
    trace.data(0, 3, 7, 10);
    feed(log, trace);
    EXPECT_EQ(log.at(0).bytes, 4106u);
    EXPECT_EQ(log.records_without_start(), 0u);
}

TEST(CallLog, after_a_pause_open_calls_are_lost_and_rows_stay) {
    FakeTrace trace;
    CallLog log;
    trace.call(7, 3, kVfs, 1024);
    trace.notification(7, 9);
    feed(log, trace);
    log.note_gap();
    EXPECT_EQ(log.at(0).state, CallState::lost);
    EXPECT_EQ(log.at(1).state, CallState::notification);
    trace.lose(50);
    trace.whole_call(7, 3, kVfs, 1024);
    feed(log, trace);
    EXPECT_EQ(log.missing_records(), 0u) << "nobody wanted the records of the pause";
    EXPECT_EQ(log.size(), 3u);
}

TEST(CallLog, clear_keeps_row_numbers_growing) {
    FakeTrace trace;
    CallLog log;
    trace.whole_call(7, 3, kVfs, 1024);
    feed(log, trace);
    log.clear();
    EXPECT_EQ(log.size(), 0u);
    EXPECT_EQ(log.seen(), 0u);
    EXPECT_EQ(log.first_row(), 1u);
    EXPECT_EQ(log.find(1), kNoRow);
}

} // namespace inspector

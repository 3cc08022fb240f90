// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Message;
using abi::SystemMethod;
using abi::TraceFlag;
using abi::TraceKind;
using abi::TraceRecord;

namespace {

class TraceTest : public ConversationTest {
  protected:
    TraceRing& trace_ = kernel::kernel().trace;
    uint32_t seen_ = 0;

    TraceTest() { trace_.set_mask(TraceRing::kOn); }

    /// Records since the last look.
    std::vector<TraceRecord> look() {
        std::vector<TraceRecord> records(1000);
        records.resize(trace_.read(seen_ + 1, records.data(), 1000));
        if (!records.empty())
            seen_ = records.back().sequence;
        return records;
    }
    std::vector<TraceKind> kinds() {
        std::vector<TraceKind> found;
        for (const TraceRecord& record : look())
            found.push_back(record.kind);
        return found;
    }
    static bool has(const TraceRecord& record, TraceFlag flag) {
        return (record.flags & static_cast<uint8_t>(flag)) != 0;
    }
};

TEST_F(TraceTest, record_numbers_go_on_behind_32_bits) {
    constexpr uint64_t kFirst = (uint64_t{1} << 32) - 2;
    trace_.skip_to(kFirst);
    client_.ipc_call(phone_, kMethod, 1u, 2u, 3u, 4u, 5u, 0u, 0u);
    server_.answer(receive_call(server_), abi::Error::ok, 0);
    receive_answer(client_);
    EXPECT_EQ(trace_.next(), kFirst + 4);
    TraceRecord records[8];
    ASSERT_EQ(trace_.read(kFirst, records, 8), 4u);
    const uint32_t expected[] = {0xfffffffe, 0xffffffff, 0, 1};
    for (int at = 0; at < 4; ++at)
        EXPECT_EQ(records[at].sequence, expected[at]);
    EXPECT_EQ(trace_.read(kFirst + 3, records, 8), 1u);
    EXPECT_EQ(records[0].kind, TraceKind::answered);
    EXPECT_EQ(trace_.read(kFirst + 4, records, 8), 0u);
}

TEST_F(TraceTest, a_call_is_four_records_with_one_number) {
    client_.ipc_call(phone_, kMethod + 3, 1u, 2u, 3u, 4u, 5u, 0u, 77u);
    Message call = receive_call(server_);
    server_.answer(call, abi::Error::busy, 9);
    receive_answer(client_);
    auto records = look();
    ASSERT_EQ(records.size(), 4u);
    const TraceKind expected[] = {TraceKind::call, TraceKind::delivered, TraceKind::answer,
                                  TraceKind::answered};
    for (int at = 0; at < 4; ++at) {
        EXPECT_EQ(records[at].kind, expected[at]);
        EXPECT_EQ(records[at].call, call.trace_id);
        EXPECT_EQ(records[at].parent, 77u);
        EXPECT_EQ(records[at].sequence, static_cast<uint32_t>(at + 1));
    }
    EXPECT_EQ(records[0].source, client_.id());
    EXPECT_EQ(records[0].target, server_.id());
    EXPECT_EQ(records[0].method, kMethod + 3);
    EXPECT_EQ(records[0].words[4], 5u);
    EXPECT_EQ(records[0].handle, phone_);
    EXPECT_EQ(records[2].method, static_cast<uint32_t>(abi::Error::busy));
    EXPECT_EQ(records[2].source, server_.id());
    EXPECT_EQ(records[2].target, client_.id());
    EXPECT_EQ(records[2].words[0], 9u);
}

TEST_F(TraceTest, a_forward_names_both_servers_the_change_and_the_mode) {
    TestTask third = spawn("third");
    abi::Handle onward = connect(server_, third);
    look();
    client_.send(phone_, kMethod, 1);
    server_.forward(receive_call(server_), onward, kMethod + 1, 11, 0, 0, abi::ForwardMode::route_from_me);
    receive_call(third);
    auto records = look();
    ASSERT_EQ(records.size(), 4u);
    EXPECT_EQ(records[2].kind, TraceKind::forward);
    EXPECT_EQ(records[2].call, records[0].call);
    EXPECT_EQ(records[2].source, server_.id());
    EXPECT_EQ(records[2].target, third.id());
    EXPECT_EQ(records[2].method, kMethod + 1);
    EXPECT_EQ(records[2].words[0], 11u);
    EXPECT_TRUE(has(records[2], TraceFlag::route_from_me));
    EXPECT_EQ(records[3].kind, TraceKind::delivered);
}

TEST_F(TraceTest, a_refused_send_is_marked) {
    client_.send(phone_, SystemMethod::data_read, 0, ~0ull);
    auto records = look();
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[1].kind, TraceKind::answer);
    EXPECT_TRUE(has(records[1], TraceFlag::refused));
}

TEST_F(TraceTest, an_answer_of_the_kernel_is_marked_automatic) {
    client_.send(phone_, kMethod);
    look();
    server_.kill();
    auto records = look();
    for (const TraceRecord& record : records)
        if (record.kind == TraceKind::answer) {
            EXPECT_TRUE(has(record, TraceFlag::automatic));
            EXPECT_EQ(record.method, static_cast<uint32_t>(abi::Error::hung_up));
            return;
        }
    FAIL() << "no answer was traced";
}

TEST_F(TraceTest, transfers_shares_hang_ups_notifications_and_deaths_are_traced) {
    client_.send(phone_, SystemMethod::data_read, 0, 10);
    server_.answer(receive_call(server_), abi::Error::ok, 0, 4);
    receive_answer(client_);
    EXPECT_EQ(kinds(), (std::vector{TraceKind::call, TraceKind::delivered, TraceKind::data, TraceKind::answer,
                                    TraceKind::answered}));
    client_.area_create(0u, 8u, 1u);
    client_.send(phone_, SystemMethod::share_out, 0, 0, 1);
    server_.answer(receive_call(server_), abi::Error::ok, 0);
    auto share = look();
    ASSERT_EQ(share.size(), 4u);
    EXPECT_EQ(share[2].kind, TraceKind::shared);
    EXPECT_EQ(share[2].words[0], 8u);
    EXPECT_NE(share[2].call, 0u);
    EXPECT_EQ(share[2].call, share[0].call) << "an area belongs to the call that shared it";
    client_.task().box.notify({5});
    EXPECT_EQ(kinds(), std::vector{TraceKind::notification});
    client_.send(phone_, kMethod);
    look();
    client_.kill();
    EXPECT_EQ(kinds(), (std::vector{TraceKind::phone_hung_up, TraceKind::forgotten, TraceKind::task_ended}));
    spawn("new");
    EXPECT_EQ(kinds(), std::vector{TraceKind::task_created});
}

TEST_F(TraceTest, a_new_phone_is_traced_with_its_ends_and_interface) {
    connect(client_, server_, 1, abi::interface_id("echo"));
    auto records = look();
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].kind, TraceKind::phone_connected);
    EXPECT_EQ(records[0].source, client_.id());
    EXPECT_EQ(records[0].target, server_.id());
    EXPECT_EQ(records[0].interface, abi::interface_id("echo"));
}

TEST_F(TraceTest, words_that_do_not_fit_are_cut_and_marked) {
    client_.send(phone_, kMethod, 1ull << 32 | 5);
    auto records = look();
    EXPECT_EQ(records[0].words[0], 5u);
    EXPECT_TRUE(has(records[0], TraceFlag::truncated));
}

TEST_F(TraceTest, off_means_off) {
    trace_.set_mask(0);
    client_.send(phone_, kMethod);
    serve(client_, server_);
    EXPECT_EQ(trace_.next(), 1u);
}

TEST_F(TraceTest, dispatches_are_traced_only_on_request) {
    kernel::kernel().scheduler.wake(client_.task());
    client_.task().must_enter = true;
    kernel::kernel().scheduler.run(10);
    EXPECT_EQ(look().size(), 0u);
    trace_.set_mask(TraceRing::kOn | TraceRing::kDispatches);
    client_.task().must_enter = true;
    kernel::kernel().scheduler.wake(client_.task());
    kernel::kernel().scheduler.run(10);
    EXPECT_EQ(kinds(), std::vector{TraceKind::dispatch});
}

TEST_F(TraceTest, a_full_ring_keeps_the_newest_and_the_numbers_show_the_gap) {
    for (uint32_t number = 0; number < abi::kTraceCapacity + 100; ++number)
        trace_.task_created(client_.task());
    TraceRecord record;
    ASSERT_EQ(trace_.read(1, &record, 1), 1u);
    EXPECT_EQ(record.sequence, 101u);
    EXPECT_EQ(trace_.read(abi::kTraceCapacity + 101, &record, 1), 0u);
}

TEST_F(TraceTest, reading_and_switching_the_trace_needs_the_right) {
    abi::Handle system = grant_system(client_, abi::Right::trace);
    abi::Handle weak = grant_system(client_, abi::Right::inspect);
    EXPECT_ERROR(client_.trace_control(weak, 0u), permission);
    EXPECT_ERROR(client_.trace_read(weak, 0u, 0u, 1u), permission);
    EXPECT_ERROR(client_.trace_control(phone_, 0u), no_entry);
    EXPECT_OK(client_.trace_control(system, 1u));
    client_.send(phone_, kMethod);
    EXPECT_EQ(client_.trace_read(system, 0u, 0x1000u, 10u), 1);
    EXPECT_EQ(client_.trace_read(system, 2u, 0x1000u, 10u), 0);
    EXPECT_ERROR(client_.trace_read(system, 0u, ~0ull, 10u), bad_memory);
    EXPECT_OK(client_.trace_control(system, ~0u));
    EXPECT_EQ(trace_.mask(), TraceRing::kOn | TraceRing::kDispatches);
}

} // namespace

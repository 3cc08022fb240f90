// SPDX-License-Identifier: MIT
#include "kernel/monitor/monitor.hpp"

#include "kernel/arch/host/door_fixture.hpp"
#include "kernel/inspect/inspect.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Message;
using abi::Policy;
using abi::PolicySubject;
using abi::Right;
using abi::Rule;
using abi::SystemMethod;

namespace {

TEST_F(MonitorTest, a_refused_call_never_reaches_the_server_and_neither_does_what_follows) {
    set_policy(Policy::refuse);
    client_.send(door_, kPut);
    client_.send(door_, SystemMethod::data_write, 0x100, 10);
    EXPECT_EQ(error_of(receive_answer(client_)), Error::protocol);
    EXPECT_EQ(error_of(receive_answer(client_)), Error::protocol);
    expect_nothing(server_);
    EXPECT_EQ(take(), Rules{Rule::wrong_state});
    call_door(kOpen);
    EXPECT_EQ(take(), Rules{});
}

TEST_F(MonitorTest, a_refused_answer_becomes_an_error_of_the_protocol) {
    set_policy(Policy::refuse);
    EXPECT_EQ(error_of(call_door(kOpen, Error::no_space)), Error::protocol);
    call_door(kOpen);
    put(10, 1000);
    answer_put(10, 51);
    EXPECT_EQ(take(), (Rules{Rule::undeclared_error, Rule::attachment_size}));
}

TEST_F(MonitorTest, a_refused_request_for_a_phone_gives_the_phone_back) {
    set_policy(Policy::refuse);
    const uint32_t before = server_.task().handles.count();
    client_.send(door_, SystemMethod::connect_to_me, kBell, 0, 0, 0, 5);
    EXPECT_EQ(error_of(receive_answer(client_)), Error::protocol);
    EXPECT_EQ(server_.task().handles.count(), before);
    EXPECT_CONSISTENT();
}

TEST_F(MonitorTest, an_ended_connection_is_closed_for_both) {
    set_policy(Policy::end, PolicySubject::interface, kDoor);
    call_door(kWait);
    client_.send(door_, kClose);
    EXPECT_EQ(error_of(receive_answer(client_)), Error::protocol);
    const Message goodbye = receive_call(server_);
    EXPECT_EQ(goodbye.words[0], uint64_t(SystemMethod::phone_hung_up));
    EXPECT_EQ(goodbye.label, kLabel);
    EXPECT_CONSISTENT();
    client_.send(door_, kOpen);
    EXPECT_EQ(error_of(receive_answer(client_)), Error::hung_up);
    server_.answer(goodbye);
    EXPECT_OK(client_.ipc_hangup(door_));
    expect_nothing(server_);
}

TEST_F(MonitorTest, an_ended_connection_outlives_its_owner_until_the_server_has_read_it) {
    set_policy(Policy::end);
    client_.send(door_, kClose);
    client_.kill();
    EXPECT_CONSISTENT();
    const Message goodbye = receive_call(server_);
    EXPECT_EQ(goodbye.words[0], uint64_t(SystemMethod::phone_hung_up));
    server_.answer(goodbye);
    EXPECT_CONSISTENT();
}

TEST_F(MonitorTest, an_answer_can_end_a_connection_too) {
    set_policy(Policy::end);
    EXPECT_EQ(error_of(call_door(kOpen, Error::no_space)), Error::protocol);
    EXPECT_EQ(receive_call(server_).words[0], uint64_t(SystemMethod::phone_hung_up));
    client_.send(door_, kOpen);
    EXPECT_EQ(error_of(receive_answer(client_)), Error::hung_up);
}

TEST_F(MonitorTest, the_strictest_policy_counts) {
    set_policy(Policy::refuse, PolicySubject::task, server_.id());
    call_door(kWait);
    client_.send(door_, kClose);
    EXPECT_EQ(error_of(receive_answer(client_)), Error::protocol);
    set_policy(Policy::report, PolicySubject::task, server_.id());
    call_door(kClose);
    set_policy(Policy::end, PolicySubject::task, client_.id());
    client_.send(door_, kClose);
    EXPECT_EQ(receive_call(server_).words[0], uint64_t(SystemMethod::phone_hung_up));
}

TEST_F(MonitorTest, policies_and_records_need_rights_and_exist) {
    const abi::Handle inspect = grant_system(client_, Right::inspect);
    const abi::Handle kill = grant_system(client_, Right::kill_any);
    EXPECT_ERROR(client_.monitor_policy(inspect, 0u, 0u, 1u), permission);
    EXPECT_ERROR(client_.monitor_policy(kill, 3u, 0u, 1u), invalid);
    EXPECT_ERROR(client_.monitor_policy(kill, 0u, 0u, 3u), invalid);
    EXPECT_ERROR(client_.monitor_policy(kill, 1u, 1u, 1u), no_entry);
    EXPECT_ERROR(client_.monitor_policy(kill, 2u, 999u, 1u), no_entry);
    EXPECT_ERROR(client_.monitor_read(kill, 1u, 0x1000u, 10u), permission);
    call_door(kGap);
    EXPECT_ERROR(client_.monitor_read(inspect, 1u, ~0ull, 10u), bad_memory);
    EXPECT_EQ(client_.monitor_read(inspect, 1u, 0x1000u, 10u), 1);
    EXPECT_EQ(client_.monitor_read(inspect, 2u, 0x1000u, 10u), 0);
}

TEST_F(MonitorTest, a_table_is_loaded_once_by_whoever_may) {
    const auto bytes = SampleTable().bytes();
    client_.store(0x1000, {bytes.data(), bytes.size()});
    const abi::Handle weak = grant_system(client_, Right::inspect);
    EXPECT_ERROR(client_.monitor_load(weak, 0x1000u, uint64_t(bytes.size())), permission);
    EXPECT_ERROR(client_.monitor_load(system_, 0x1000u, uint64_t(bytes.size())), exists);
    kernel::kernel().monitor.reset();
    EXPECT_ERROR(client_.monitor_policy(system_, 0u, 0u, 1u), not_supported);
    EXPECT_ERROR(client_.monitor_load(system_, 0x1000u, uint64_t(bytes.size() - 4)), invalid);
    EXPECT_ERROR(client_.monitor_load(system_, 0x1000u, abi::kMaxMonitorTable + 1), overflow);
    EXPECT_ERROR(client_.monitor_load(system_, ~0ull, uint64_t(bytes.size())), bad_memory);
    EXPECT_CONSISTENT();
    EXPECT_OK(client_.monitor_load(system_, 0x1000u, uint64_t(bytes.size())));
    EXPECT_CONSISTENT();
    client_.kill();
    EXPECT_CONSISTENT();
}

TEST_F(MonitorTest, what_was_under_way_before_the_table_came_is_not_judged) {
    kernel::kernel().monitor.reset();
    const abi::Handle early = connect(client_, server_, kLabel, kDoor);
    client_.send(early, kPut);
    const auto bytes = SampleTable().bytes();
    client_.store(0x1000, {bytes.data(), bytes.size()});
    EXPECT_OK(client_.monitor_load(system_, 0x1000u, uint64_t(bytes.size())));
    client_.send(early, SystemMethod::data_write, 0x100, 1000);
    server_.answer(receive_call(server_), Error::no_space);
    client_.send(early, kClose);
    EXPECT_EQ(take(), Rules{});
    client_.send(early, kGap);
    EXPECT_EQ(take(), Rules{Rule::unknown_method});
}

TEST_F(MonitorTest, the_newest_records_are_kept) {
    for (uint32_t number = 0; number < abi::kViolationCapacity + 5; ++number) {
        client_.send(door_, 5000 + number);
        serve(client_, server_);
    }
    const auto all = violations();
    EXPECT_EQ(all.size(), abi::kViolationCapacity);
    EXPECT_EQ(all.front().sequence, 6u);
    EXPECT_EQ(all.back().total, abi::kViolationCapacity + 5);
}

TEST_F(MonitorTest, the_hash_sees_what_the_monitor_knows) {
    const uint64_t before = hash_kernel();
    server_.ipc_answer(12345u, 0u, 0u, 0u, 0u, 0u, 0u);
    EXPECT_NE(hash_kernel(), before);
}

TEST_F(MonitorTest, a_violation_is_in_the_trace) {
    kernel::kernel().trace.set_mask(1);
    const uint64_t first = kernel::kernel().trace.next();
    client_.send(door_, kGap);
    abi::TraceRecord records[4];
    const uint32_t count = kernel::kernel().trace.read(first, records, 4);
    ASSERT_EQ(count, 2u);
    EXPECT_EQ(records[1].kind, abi::TraceKind::violation);
    EXPECT_EQ(records[1].words[0], uint32_t(Rule::unknown_method));
    EXPECT_EQ(records[1].source, client_.id());
}

} // namespace

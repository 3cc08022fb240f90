// SPDX-License-Identifier: MIT
#include "kernel/monitor/monitor.hpp"

#include "kernel/arch/host/door_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Message;
using abi::Rule;
using abi::SystemMethod;

namespace {

TEST_F(MonitorTest, a_session_that_keeps_to_the_description_is_not_mentioned) {
    call_door(kOpen, Error::busy);
    call_door(kOpen);
    put(100, 1000);
    answer_put(100, 50);
    call_door(kClose);
    call_door(kWait);
    EXPECT_EQ(take(), Rules{});
    EXPECT_EQ(kernel::kernel().monitor.violations().total(), 0u);
}

TEST_F(MonitorTest, a_method_that_the_interface_has_not_is_reported_with_all_that_is_known) {
    call_door(kGap);
    call_door(5000);
    ASSERT_EQ(take(), (Rules{Rule::unknown_method, Rule::unknown_method}));
    const auto found = violations()[0];
    EXPECT_EQ(found.culprit, client_.id());
    EXPECT_EQ(found.partner, server_.id());
    EXPECT_EQ(found.interface, kDoor);
    EXPECT_EQ(found.method, kGap);
    EXPECT_EQ(found.count, 1u);
    EXPECT_NE(found.call, 0u);
}

TEST_F(MonitorTest, only_a_callback_carries_events) {
    call_door(kNews);
    EXPECT_EQ(take(), Rules{Rule::unknown_method});
    client_.send(door_, SystemMethod::connect_to_me, kDoor, 0, 0, 0, 5);
    const Message request = receive_call(server_);
    const auto back = static_cast<abi::Handle>(request.words[5]);
    server_.answer(request);
    receive_answer(client_);
    take();
    server_.send(back, kNews);
    serve(server_, client_);
    EXPECT_EQ(take(), Rules{});
}

TEST_F(MonitorTest, a_skipped_state_is_reported_once) {
    call_door(kClose, Error::protocol);
    EXPECT_EQ(take(), Rules{Rule::wrong_state});
    call_door(kOpen);
    call_door(kClose);
    EXPECT_EQ(take(), Rules{});
}

TEST_F(MonitorTest, a_connect_may_begin_in_a_later_state) {
    client_.send(connect(client_, server_, kLabel, 0), SystemMethod::connect_me_to, kDoor, 7);
    const Message request = receive_call(server_);
    server_.answer(request, Error::ok, 0, 0, 0, 0, 9);
    door_ = static_cast<abi::Handle>(receive_answer(client_).words[5]);
    call_door(kClose);
    EXPECT_EQ(take(), Rules{});
}

TEST_F(MonitorTest, calls_under_way_decide_what_is_allowed_behind_them) {
    client_.send(door_, kOpen);
    client_.send(door_, kClose); // allowed if the first succeeds
    EXPECT_EQ(take(), Rules{});
    serve(client_, server_);
    serve(client_, server_);
    EXPECT_EQ(take(), Rules{});
    client_.send(door_, kOpen);
    client_.send(door_, kClose);
    serve(client_, server_, Error::busy);
    serve(client_, server_, Error::protocol); // known only now
    EXPECT_EQ(take(), Rules{Rule::wrong_state});
}

TEST_F(MonitorTest, an_attachment_has_a_most_and_a_least) {
    call_door(kOpen);
    put(101, 50);
    answer_put(101, 50, Error::overflow);
    put(0, 50);
    answer_put(0, 50, Error::invalid);
    EXPECT_EQ(take(), (Rules{Rule::attachment_size, Rule::attachment_size}));
    EXPECT_EQ(violations()[0].detail[0], 101u);
    EXPECT_EQ(violations()[0].detail[1], 100u);
    EXPECT_EQ(violations()[0].method, kPut);
}

TEST_F(MonitorTest, attachments_out_of_order_are_reported_once) {
    call_door(kOpen);
    client_.send(door_, kPut);
    client_.send(door_, SystemMethod::data_read, 0x100, 10);
    client_.send(door_, SystemMethod::data_write, 0x100, 10);
    ASSERT_EQ(take(), Rules{Rule::attachment_order});
    EXPECT_EQ(violations()[0].detail[0], uint32_t(SystemMethod::data_read));
    EXPECT_EQ(violations()[0].detail[1], uint32_t(SystemMethod::data_write));
}

TEST_F(MonitorTest, an_attachment_without_a_call_is_reported_and_a_ping_is_not) {
    client_.send(door_, SystemMethod::data_write, 0x100, 10);
    EXPECT_EQ(take(), Rules{Rule::attachment_order});
    client_.send(door_, SystemMethod::ping);
    EXPECT_EQ(take(), Rules{});
}

TEST_F(MonitorTest, an_attachment_that_never_came_is_missed_at_the_next_call_or_at_an_answer_of_ok) {
    call_door(kOpen);
    client_.send(door_, kPut);
    client_.send(door_, kWait);
    EXPECT_EQ(take(), Rules{Rule::attachment_missing});
    serve(client_, server_);
    serve(client_, server_);
    client_.send(door_, kNote, 255);
    serve(client_, server_);
    EXPECT_EQ(take(), Rules{Rule::attachment_missing});
}

TEST_F(MonitorTest, a_ping_ends_a_call_whose_attachment_the_kernel_refused) {
    call_door(kOpen);
    client_.send(door_, kPut);
    client_.send(door_, SystemMethod::data_write, ~0ull, 10); // outside of the client
    client_.send(door_, SystemMethod::ping);
    client_.send(door_, kWait);
    EXPECT_EQ(take(), Rules{});
}

TEST_F(MonitorTest, arguments_decide_which_attachments_come) {
    client_.send(door_, kGive, 2);
    client_.send(door_, SystemMethod::delegate, grant_system(client_));
    client_.send(door_, SystemMethod::delegate, grant_system(client_));
    client_.send(door_, SystemMethod::connect_to_me, kBell, 0, 0, 0, 5);
    client_.send(door_, kGive, 0x100);
    client_.send(door_, SystemMethod::delegate, grant_system(client_));
    client_.send(door_, SystemMethod::connect_to_me, kBell, 0, 0, 0, 5);
    client_.send(door_, kNote, 8); // inline
    client_.send(door_, kNote, 255);
    client_.send(door_, SystemMethod::data_write, 0x100, 60);
    client_.send(door_, kWait);
    EXPECT_EQ(take(), Rules{});
    client_.send(door_, kGive, 0);
    client_.send(door_, SystemMethod::connect_to_me, kDoor, 0, 0, 0, 5); // another interface
    EXPECT_EQ(take(), Rules{Rule::attachment_order});
}

TEST_F(MonitorTest, a_list_of_handles_is_not_longer_than_declared) {
    client_.send(door_, kGive, 4);
    for (int handle = 0; handle < 4; ++handle)
        client_.send(door_, SystemMethod::delegate, grant_system(client_));
    client_.send(door_, SystemMethod::connect_to_me, kBell, 0, 0, 0, 5);
    EXPECT_EQ(take(), Rules{});
    client_.send(door_, kGive, 5);
    client_.send(door_, SystemMethod::delegate, grant_system(client_)); // what follows is not judged again
    EXPECT_EQ(take(), Rules{Rule::attachment_size});
    EXPECT_EQ(violations()[0].detail[0], 5u);
    EXPECT_EQ(violations()[0].detail[1], 4u);
    client_.send(door_, kWait);
    EXPECT_EQ(take(), Rules{}) << "the next call is judged by itself";
}

TEST_F(MonitorTest, a_data_call_that_is_passed_on_belongs_to_the_call_before_it) {
    TestTask behind = spawn("behind");
    const abi::Handle on = connect(server_, behind, 3, kDoor);
    server_.send(on, kNote, 255);
    client_.send(door_, kNote, 255);
    client_.send(door_, SystemMethod::data_write, 0x100, 10);
    receive_call(server_);
    EXPECT_OK(server_.forward(receive_call(server_), on));
    EXPECT_EQ(take(), Rules{});
    client_.send(door_, kNote, 255);
    client_.send(door_, SystemMethod::data_write, 0x100, 10);
    receive_call(server_);
    EXPECT_OK(server_.forward(receive_call(server_), on)); // second one
    EXPECT_EQ(take(), Rules{Rule::attachment_order});
    EXPECT_EQ(violations()[0].culprit, server_.id());
}

TEST_F(MonitorTest, a_handler_calls_only_what_its_method_declares) {
    TestTask other = spawn("other");
    const abi::Handle bell = connect(server_, other, 3, kBell);
    const abi::Handle strange = connect(server_, other, 4, abi::interface_id("none"));
    client_.send(door_, kOpen);
    const Message open = receive_call(server_);
    server_.send_marked(bell, kRing, 0, open.trace_id);
    server_.send_marked(bell, kTune, 0, 0); // at leisure
    EXPECT_EQ(take(), Rules{});
    server_.send_marked(bell, kTune, 0, open.trace_id);
    server_.send_marked(strange, 2000, 0, open.trace_id);
    ASSERT_EQ(take(), (Rules{Rule::undeclared_effect, Rule::undeclared_effect}));
    EXPECT_EQ(violations()[0].culprit, server_.id());
    EXPECT_EQ(violations()[0].method, kOpen);
    EXPECT_EQ(violations()[0].detail[0], kBell);
    EXPECT_EQ(violations()[0].detail[1], kTune);
    server_.answer(open);
    server_.send_marked(bell, kTune, 0, open.trace_id); // the call is over
    EXPECT_EQ(take(), Rules{});
}

} // namespace

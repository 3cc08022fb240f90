// SPDX-License-Identifier: MIT
#include "kernel/monitor/monitor.hpp"

#include "kernel/arch/host/door_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Message;
using abi::Rule;

namespace {

TEST_F(MonitorTest, a_server_that_gives_too_much_is_the_culprit) {
    call_door(kOpen);
    put(10, 1000);
    answer_put(10, 51);
    ASSERT_EQ(take(), Rules{Rule::attachment_size});
    EXPECT_EQ(violations()[0].culprit, server_.id());
    EXPECT_EQ(violations()[0].method, kPut);
}

TEST_F(MonitorTest, an_answer_with_an_undeclared_error_is_the_servers_mistake) {
    call_door(kOpen, Error::no_space);
    ASSERT_EQ(take(), Rules{Rule::undeclared_error});
    EXPECT_EQ(violations()[0].culprit, server_.id());
    EXPECT_EQ(violations()[0].detail[0], uint32_t(Error::no_space));
    client_.send(door_, kWait);
    const Message call = receive_call(server_);
    server_.ipc_answer(call.call, ~0ull, 0u, 0u, 0u, 0u, 0u);
    EXPECT_EQ(take(), Rules{Rule::undeclared_error});
}

TEST_F(MonitorTest, a_server_that_dies_declares_nothing) {
    client_.send(door_, kOpen);
    receive_call(server_);
    server_.kill();
    EXPECT_EQ(error_of(receive_answer(client_)), Error::hung_up);
    EXPECT_EQ(take(), Rules{});
}

TEST_F(MonitorTest, a_forgotten_answer_shows_when_a_later_call_is_answered) {
    client_.send(door_, kOpen);
    client_.send(door_, kNote);
    const Message forgotten = receive_call(server_);
    server_.answer(receive_call(server_));
    ASSERT_EQ(take(), Rules{Rule::forgotten_answer});
    EXPECT_EQ(violations()[0].culprit, server_.id());
    server_.answer(forgotten);
    EXPECT_EQ(take(), Rules{});
}

TEST_F(MonitorTest, a_dropped_answer_is_forgotten_unless_the_caller_has_gone) {
    call_door(kOpen, Error::interrupted); // what the runtime answers then
    EXPECT_EQ(take(), Rules{Rule::forgotten_answer});
    client_.send(door_, kWait);
    const Message parked = receive_call(server_);
    client_.ipc_hangup(door_);
    server_.answer(parked, Error::interrupted);
    EXPECT_EQ(take(), Rules{});
}

TEST_F(MonitorTest, what_parks_may_be_answered_later) {
    client_.send(door_, kWait);
    client_.send(door_, kNote);
    const Message parked = receive_call(server_);
    server_.answer(receive_call(server_));
    server_.answer(parked);
    EXPECT_EQ(take(), Rules{});
}

TEST_F(MonitorTest, an_answer_to_nothing_is_counted) {
    client_.send(door_, kOpen);
    const Message call = receive_call(server_);
    server_.answer(call);
    for (int number = 0; number < 3; ++number)
        EXPECT_ERROR(server_.answer(call), no_entry);
    ASSERT_EQ(take(), Rules{Rule::answered_twice});
    EXPECT_EQ(violations()[0].culprit, server_.id());
    EXPECT_EQ(violations()[0].count, 3u);
    EXPECT_EQ(kernel::kernel().monitor.violations().total(), 3u);
}

} // namespace

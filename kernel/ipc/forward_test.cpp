// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::ForwardMode;
using abi::Message;
using abi::SystemMethod;

namespace {

/// client -> broker -> server
class ForwardTest : public KernelTest {
  protected:
    static constexpr uint64_t kBrokerLabel = 10;
    static constexpr uint64_t kServerLabel = 20;

    TestTask client_ = spawn("client");
    TestTask broker_ = spawn("broker");
    TestTask server_ = spawn("server");
    abi::Handle to_broker_ = connect(client_, broker_, kBrokerLabel);
    abi::Handle to_server_ = connect(broker_, server_, kServerLabel);

    PhoneState client_phone() { return client_.task().phones.front()->state; }
};

TEST_F(ForwardTest, the_answer_goes_straight_to_the_first_caller) {
    client_.send_marked(to_broker_, kMethod, 7);
    EXPECT_OK(broker_.forward(receive_call(broker_), to_server_, kMethod + 1));
    server_.answer(receive_call(server_), Error::ok, 5);
    Message answer = receive_answer(client_);
    EXPECT_EQ(answer.label, 7u);
    EXPECT_EQ(answer.words[1], 5u);
    EXPECT_EQ(answer.sender, server_.id());
    expect_nothing(broker_);
}

TEST_F(ForwardTest, a_user_call_gets_a_new_method_and_three_new_arguments) {
    client_.send(to_broker_, kMethod, 1, 2, 3, 4, 5);
    broker_.forward(receive_call(broker_), to_server_, kMethod + 9, 11, 12, 13);
    EXPECT_EQ(receive_call(server_).words, (abi::Words{kMethod + 9, 11, 12, 13, 4, 5}));
}

TEST_F(ForwardTest, the_label_is_that_of_the_last_phone_in_both_modes) {
    for (ForwardMode mode : {ForwardMode::none, ForwardMode::route_from_me}) {
        client_.send(to_broker_, kMethod);
        broker_.forward(receive_call(broker_), to_server_, kMethod, 0, 0, 0, mode);
        EXPECT_EQ(receive_call(server_).label, kServerLabel);
    }
}

TEST_F(ForwardTest, the_sender_stays_the_first_caller_without_a_mode) {
    client_.send(to_broker_, kMethod);
    broker_.forward(receive_call(broker_), to_server_, kMethod);
    EXPECT_EQ(receive_call(server_).sender, client_.id());
}

TEST_F(ForwardTest, the_sender_becomes_the_forwarder_with_route_from_me) {
    client_.send(to_broker_, kMethod);
    broker_.forward(receive_call(broker_), to_server_, kMethod, 0, 0, 0, ForwardMode::route_from_me);
    EXPECT_EQ(receive_call(server_).sender, broker_.id());
}

TEST_F(ForwardTest, an_unknown_mode_is_refused_and_the_call_kept) {
    client_.send(to_broker_, kMethod);
    Message call = receive_call(broker_);
    EXPECT_ERROR(broker_.ipc_forward(call.call, to_server_, kMethod, 0u, 0u, 0u, 2u), invalid);
    EXPECT_OK(broker_.answer(call));
}

TEST_F(ForwardTest, the_forwarder_loses_the_right_to_answer) {
    client_.send(to_broker_, kMethod);
    Message call = receive_call(broker_);
    broker_.forward(call, to_server_, kMethod);
    EXPECT_ERROR(broker_.answer(call), no_entry);
    EXPECT_ERROR(broker_.forward(call, to_server_, kMethod), no_entry);
    EXPECT_EQ(server_.task().box.incoming.size(), 1u);
}

TEST_F(ForwardTest, an_answered_call_cannot_be_forwarded) {
    client_.send(to_broker_, kMethod);
    Message call = receive_call(broker_);
    broker_.answer(call);
    EXPECT_ERROR(broker_.forward(call, to_server_, kMethod), no_entry);
    expect_nothing(server_);
}

TEST_F(ForwardTest, a_forward_without_phone_fails_and_the_caller_hears_forward_failed) {
    client_.send(to_broker_, kMethod);
    Message call = receive_call(broker_);
    EXPECT_ERROR(broker_.forward(call, 999, kMethod), no_entry);
    EXPECT_ERROR(receive_answer(client_), forward_failed);
    EXPECT_ERROR(broker_.answer(call), no_entry);
}

TEST_F(ForwardTest, a_forward_to_a_dead_server_fails_and_the_caller_hears_forward_failed) {
    client_.send(to_broker_, kMethod);
    server_.kill();
    EXPECT_ERROR(broker_.forward(receive_call(broker_), to_server_, kMethod), hung_up);
    EXPECT_ERROR(receive_answer(client_), forward_failed);
}

TEST_F(ForwardTest, a_user_call_cannot_become_a_system_call_on_the_way) {
    for (uint64_t method :
         {uint64_t(0), uint64_t(2), uint64_t(5), uint64_t(6), uint64_t(8), uint64_t(1023)}) {
        client_.send(to_broker_, kMethod);
        EXPECT_ERROR(broker_.forward(receive_call(broker_), to_server_, method), not_supported) << method;
        EXPECT_ERROR(receive_answer(client_), forward_failed);
    }
    expect_nothing(server_);
}

TEST_F(ForwardTest, connect_me_to_keeps_its_method_and_gets_new_arguments) {
    client_.send(to_broker_, SystemMethod::connect_me_to, 1, 2, 3, 1, 9);
    broker_.forward(receive_call(broker_), to_server_, 100, 101, 102);
    Message call = receive_call(server_);
    EXPECT_EQ(call.words, (abi::Words{2, 100, 101, 102, 1, 0}));
    server_.answer(call, Error::refused);
    receive_answer(client_);
}

TEST_F(ForwardTest, transfers_and_shares_keep_their_words) {
    client_.area_create(0x1000u, 64u, 3u);
    struct {
        SystemMethod method;
        uint64_t a1, a2, a3;
    } const kCalls[] = {{SystemMethod::data_read, 0x100, 50, 0},
                        {SystemMethod::data_write, 0x200, 60, 1},
                        {SystemMethod::share_in, 70, 0x3000, 4},
                        {SystemMethod::share_out, 0x1000, 64, 1}};
    for (const auto& sent : kCalls) {
        client_.send(to_broker_, sent.method, sent.a1, sent.a2, sent.a3, 8, 9);
        broker_.forward(receive_call(broker_), to_server_, kMethod, 91, 92, 93);
        Message call = receive_call(server_);
        EXPECT_EQ(call.words,
                  (abi::Words{static_cast<uint64_t>(sent.method), sent.a1, sent.a2, sent.a3, 8, 9}));
        server_.answer(call, Error::refused);
        receive_answer(client_);
    }
}

// helenos 1.5, sharp edge: the broker did nothing, so its connection must stay.
TEST_F(ForwardTest, a_server_that_answers_a_forwarded_call_hung_up_closes_no_phone_to_the_broker) {
    client_.send(to_broker_, kMethod);
    broker_.forward(receive_call(broker_), to_server_, kMethod);
    server_.answer(receive_call(server_), Error::hung_up);
    EXPECT_ERROR(receive_answer(client_), forward_failed);
    EXPECT_EQ(client_phone(), PhoneState::connected);
    client_.send(to_broker_, kMethod);
    EXPECT_OK(serve(client_, broker_));
}

TEST_F(ForwardTest, a_server_that_dies_with_a_forwarded_call_closes_no_phone_to_the_broker) {
    for (bool received : {false, true}) {
        TestTask server = spawn("mortal");
        abi::Handle onward = connect(broker_, server);
        client_.send(to_broker_, SystemMethod::data_read, 0x100, 10);
        broker_.forward(receive_call(broker_), onward);
        if (received)
            receive_call(server);
        server.kill();
        EXPECT_ERROR(receive_answer(client_), forward_failed);
        EXPECT_EQ(client_phone(), PhoneState::connected);
    }
}

TEST_F(ForwardTest, a_call_forwarded_back_to_the_broker_and_answered_hung_up_closes_nothing) {
    abi::Handle self = connect(broker_, broker_, 30);
    client_.send(to_broker_, kMethod);
    broker_.forward(receive_call(broker_), self, kMethod);
    broker_.answer(receive_call(broker_), Error::hung_up);
    EXPECT_ERROR(receive_answer(client_), forward_failed);
    EXPECT_EQ(client_phone(), PhoneState::connected);
}

TEST_F(ForwardTest, the_forwarding_phone_is_not_charged_with_the_call) {
    Phone* onward = broker_.task().phones.front();
    for (int number = 0; number < 64; ++number) {
        client_.send(to_broker_, kMethod);
        broker_.forward(receive_call(broker_), to_server_, kMethod);
    }
    EXPECT_EQ(onward->active_calls, 0u);
    EXPECT_ERROR(client_.send(to_broker_, kMethod), limit); // the caller's phone is
    EXPECT_OK(broker_.send(to_server_, kMethod));
}

// minix-hurd-reliability 3.1 finding 2, attack A8.
TEST_F(ForwardTest, a_call_forwarded_to_oneself_ends_after_32_hops) {
    abi::Handle self = connect(broker_, broker_, 30);
    client_.send(to_broker_, kMethod);
    for (uint32_t hop = 0; hop < abi::kMaxForwards; ++hop)
        ASSERT_OK(broker_.forward(receive_call(broker_), self, kMethod));
    EXPECT_ERROR(broker_.forward(receive_call(broker_), self, kMethod), limit);
    EXPECT_ERROR(receive_answer(client_), forward_failed);
    expect_nothing(broker_);
}

TEST_F(ForwardTest, a_call_in_a_ring_of_two_servers_ends_after_32_hops) {
    abi::Handle back = connect(server_, broker_, 30);
    client_.send(to_broker_, SystemMethod::connect_me_to, 1);
    int hops = 0;
    for (;; ++hops) {
        const TestTask& holder = hops % 2 ? server_ : broker_;
        if (error_of(holder.forward(receive_call(holder), hops % 2 ? back : to_server_)) != Error::ok)
            break;
    }
    EXPECT_EQ(hops, 32);
    EXPECT_ERROR(receive_answer(client_), forward_failed);
    EXPECT_EQ(client_.task().phones.size(), 1u); // the new phone is gone
}

TEST_F(ForwardTest, a_call_in_a_ring_of_64_servers_ends_and_is_charged_to_its_caller) {
    std::vector<TestTask> ring{broker_};
    for (int number = 1; number < 64; ++number)
        ring.push_back(spawn("link"));
    std::vector<abi::Handle> phones;
    for (size_t at = 0; at < ring.size(); ++at)
        phones.push_back(connect(ring[at], ring[(at + 1) % ring.size()]));
    client_.send(to_broker_, kMethod);
    size_t at = 0;
    while (error_of(ring[at].forward(receive_call(ring[at]), phones[at], kMethod)) == Error::ok)
        at = (at + 1) % ring.size();
    EXPECT_EQ(at, abi::kMaxForwards);
    EXPECT_ERROR(receive_answer(client_), forward_failed);
}

TEST_F(ForwardTest, a_caller_that_dies_during_a_forward_is_forgotten) {
    client_.send(to_broker_, kMethod);
    broker_.forward(receive_call(broker_), to_server_, kMethod);
    Message call = receive_call(server_);
    client_.kill();
    EXPECT_OK(server_.answer(call));
    EXPECT_CONSISTENT();
}

TEST_F(ForwardTest, a_broker_that_dies_after_the_forward_changes_nothing) {
    client_.send(to_broker_, kMethod);
    broker_.forward(receive_call(broker_), to_server_, kMethod, 0, 0, 0, ForwardMode::route_from_me);
    broker_.kill();
    Message call = receive_call(server_);
    EXPECT_EQ(call.words[0], kMethod);
    server_.answer(call, Error::ok, 3);
    EXPECT_EQ(receive_answer(client_).words[1], 3u);
}

// The bill of a forgotten call must follow it, or a later task in the broker's slot gets money back.
TEST_F(ForwardTest, a_forgotten_call_is_paid_by_whoever_holds_it) {
    client_.send(to_broker_, kMethod);
    Message call = receive_call(broker_);
    client_.kill();
    EXPECT_CONSISTENT();
    broker_.forward(call, to_server_, kMethod);
    EXPECT_CONSISTENT();
    broker_.kill();
    TestTask heir = spawn("heir"); // in a freed slot
    receive_call(server_);
    EXPECT_CONSISTENT();
    server_.kill();
    EXPECT_EQ(heir.task().account.used(), 0u);
}

TEST_F(ForwardTest, forwarding_counts_in_the_statistics) {
    client_.send(to_broker_, kMethod);
    broker_.forward(receive_call(broker_), to_server_, kMethod);
    EXPECT_EQ(broker_.task().forwards, 1u);
}

} // namespace

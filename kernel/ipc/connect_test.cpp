// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Message;
using abi::SystemMethod;

namespace {

class ConnectTest : public ConversationTest {
  protected:
    /// Asks through phone_ and lets the server answer ok with `label`.
    Message connect_me_to(uint64_t label) {
        EXPECT_OK(client_.send(phone_, SystemMethod::connect_me_to, abi::interface_id("test"), 2, 3));
        server_.answer(receive_call(server_), Error::ok, 0, 0, 0, 0, label);
        return receive_answer(client_);
    }
    static abi::Handle phone_in(const Message& message) { return static_cast<abi::Handle>(message.words[5]); }
    static void fill_account(const TestTask& task) {
        while (task.task().account.charge(32)) {
        }
    }
    static void refund(const TestTask& task, uint64_t before) {
        task.task().account.refund(task.task().account.used() - before);
    }
};

// connect_me_to: helenos 1.3, method 2.

TEST_F(ConnectTest, connect_me_to_gives_the_caller_a_phone_with_the_servers_label) {
    Message answer = connect_me_to(1234);
    EXPECT_OK(client_.send(phone_in(answer), kMethod));
    EXPECT_EQ(receive_call(server_).label, 1234u);
}

TEST_F(ConnectTest, the_server_sees_interface_and_free_words_but_no_handle) {
    client_.send(phone_, SystemMethod::connect_me_to, 1, 2, 3, 1, 99);
    Message call = receive_call(server_);
    EXPECT_EQ(call.words, (abi::Words{2, 1, 2, 3, 1, 0}));
    server_.answer(call, Error::refused);
    EXPECT_ERROR(receive_answer(client_), refused);
}

TEST_F(ConnectTest, the_phone_cannot_be_used_before_the_answer) {
    client_.send(phone_, SystemMethod::connect_me_to);
    for (abi::Handle guess = 1; guess < 200; ++guess)
        if (guess != phone_) {
            EXPECT_ERROR(client_.send(guess, kMethod), no_entry) << guess;
        }
}

TEST_F(ConnectTest, a_refused_connection_leaves_nothing) {
    uint64_t before = client_.task().account.used();
    client_.send(phone_, SystemMethod::connect_me_to);
    Message answer = serve(client_, server_, Error::permission);
    EXPECT_ERROR(answer, permission);
    EXPECT_EQ(answer.words[5], 0u);
    EXPECT_EQ(client_.task().account.used(), before);
    EXPECT_EQ(client_.task().phones.size(), 1u);
}

TEST_F(ConnectTest, a_forwarded_connection_leads_to_whoever_said_ok) {
    TestTask broker = spawn("broker");
    abi::Handle to_broker = connect(client_, broker);
    abi::Handle onward = connect(broker, server_, 5);
    client_.send(to_broker, SystemMethod::connect_me_to, 1);
    broker.forward(receive_call(broker), onward, 1);
    server_.answer(receive_call(server_), Error::ok, 0, 0, 0, 0, 66);
    Message answer = receive_answer(client_);
    EXPECT_OK(client_.send(phone_in(answer), kMethod));
    EXPECT_EQ(receive_call(server_).label, 66u);
    expect_nothing(broker);
}

TEST_F(ConnectTest, a_full_account_refuses_before_anybody_works) {
    uint64_t before = client_.task().account.used();
    while (client_.task().account.used() + Heap::block_size(sizeof(Call)) + 32 <= abi::kMaxKernelMemory)
        client_.task().account.charge(32);
    EXPECT_OK(client_.send(phone_, SystemMethod::connect_me_to));
    EXPECT_ERROR(receive_answer(client_), limit);
    expect_nothing(server_);
    refund(client_, before);
}

TEST_F(ConnectTest, a_client_that_dies_while_it_waits_for_a_connection_leaves_nothing) {
    for (bool received : {false, true}) {
        TestTask client = spawn("mortal");
        abi::Handle phone = connect(client, server_, 5);
        client.send(phone, SystemMethod::connect_me_to);
        Message call = received ? receive_call(server_) : Message();
        client.kill();
        EXPECT_CONSISTENT();
        if (!received)
            call = receive_call(server_);
        EXPECT_ERROR(server_.answer(call, Error::ok, 0, 0, 0, 0, 9), hung_up);
        EXPECT_CONSISTENT();
        receive_call(server_); // the hang-up
    }
}

TEST_F(ConnectTest, a_client_that_dies_before_it_takes_the_answer_hangs_the_new_phone_up) {
    client_.send(phone_, SystemMethod::connect_me_to);
    server_.answer(receive_call(server_), Error::ok, 0, 0, 0, 0, 9);
    client_.kill();
    EXPECT_EQ(receive_call(server_).label, kLabel);
    EXPECT_EQ(receive_call(server_).label, 9u);
    expect_nothing(server_);
}

TEST_F(ConnectTest, a_server_that_dies_with_the_request_gives_no_phone) {
    client_.send(phone_, SystemMethod::connect_me_to);
    server_.kill();
    EXPECT_ERROR(receive_answer(client_), hung_up);
    EXPECT_EQ(client_.task().phones.size(), 1u);
}

TEST_F(ConnectTest, one_can_connect_to_oneself) {
    abi::Handle self = connect(client_, client_, 1);
    client_.send(self, SystemMethod::connect_me_to);
    client_.answer(receive_call(client_), Error::ok, 0, 0, 0, 0, 2);
    Message answer = receive_answer(client_);
    client_.send(phone_in(answer), kMethod);
    EXPECT_EQ(receive_call(client_).label, 2u);
}

TEST_F(ConnectTest, as_many_connections_as_the_account_allows_and_no_more) {
    uint32_t made = 0;
    for (;; ++made) {
        client_.send(phone_, SystemMethod::connect_me_to);
        if (client_.task().box.answers.size() > 0)
            break;
        server_.answer(receive_call(server_), Error::ok, 0, 0, 0, 0, made);
        receive_answer(client_);
    }
    EXPECT_ERROR(receive_answer(client_), limit);
    EXPECT_GT(made, 500u);
    EXPECT_LE(client_.task().account.used(), abi::kMaxKernelMemory);
}

// connect_to_me: helenos 1.3, method 1.

TEST_F(ConnectTest, connect_to_me_gives_the_receiver_a_phone_with_the_senders_label) {
    client_.send(phone_, SystemMethod::connect_to_me, 1, 2, 3, 4, 555);
    Message call = receive_call(server_);
    abi::Handle back = phone_in(call);
    EXPECT_NE(back, 555u);
    EXPECT_EQ(call.words[1], 1u);
    EXPECT_ERROR(server_.send(back, kMethod), no_entry); // not before the answer
    EXPECT_OK(server_.answer(call));
    EXPECT_OK(server_.send(back, kMethod));
    EXPECT_OK(receive_answer(client_));
    EXPECT_EQ(receive_call(client_).label, 555u);
}

TEST_F(ConnectTest, a_refused_callback_leaves_nothing_in_the_server) {
    client_.send(phone_, SystemMethod::connect_to_me);
    Message call = receive_call(server_);
    uint64_t with = server_.task().account.used();
    server_.answer(call, Error::refused);
    EXPECT_ERROR(receive_answer(client_), refused);
    EXPECT_EQ(server_.task().phones.size(), 0u);
    EXPECT_LT(server_.task().account.used(), with);
}

TEST_F(ConnectTest, a_forwarded_callback_moves_to_the_last_receiver) {
    TestTask other = spawn("other");
    abi::Handle onward = connect(server_, other, 5);
    client_.send(phone_, SystemMethod::connect_to_me, 1, 2, 3, 4, 555);
    server_.forward(receive_call(server_), onward, 21, 22, 23);
    EXPECT_EQ(server_.task().phones.size(), 1u); // only `onward`
    Message call = receive_call(other);
    EXPECT_EQ(call.words[1], 21u);
    other.answer(call);
    EXPECT_OK(other.send(phone_in(call), kMethod));
    receive_answer(client_);
    EXPECT_EQ(receive_call(client_).label, 555u);
}

TEST_F(ConnectTest, a_receiver_without_room_never_sees_the_callback) {
    uint64_t before = server_.task().account.used();
    fill_account(server_);
    client_.send(phone_, SystemMethod::connect_to_me);
    expect_nothing(server_);
    EXPECT_ERROR(receive_answer(client_), bad_party);
    refund(server_, before);
}

TEST_F(ConnectTest, a_sender_that_dies_before_the_answer_gives_no_phone) {
    client_.send(phone_, SystemMethod::connect_to_me);
    Message call = receive_call(server_);
    client_.kill();
    EXPECT_ERROR(server_.answer(call), hung_up);
    EXPECT_EQ(server_.task().phones.size(), 0u);
}

TEST_F(ConnectTest, a_receiver_that_dies_with_a_callback_leaves_nothing) {
    client_.send(phone_, SystemMethod::connect_to_me);
    receive_call(server_);
    server_.kill();
    EXPECT_ERROR(receive_answer(client_), hung_up);
    EXPECT_CONSISTENT();
}

// The broker pattern of helenos 3.1: a server registers with connect_to_me, clients reach it by a forward.
TEST_F(ConnectTest, a_client_reaches_a_registered_server_through_the_broker) {
    TestTask broker = spawn("naming");
    abi::Handle birth = connect(server_, broker, 0);
    server_.send(birth, SystemMethod::connect_to_me, 0, 0, 0, 0, 42);
    Message registration = receive_call(broker);
    broker.answer(registration);
    receive_answer(server_);
    abi::Handle to_broker = connect(client_, broker, 0);
    client_.send(to_broker, SystemMethod::connect_me_to);
    broker.forward(receive_call(broker), phone_in(registration));
    Message call = receive_call(server_);
    EXPECT_EQ(call.label, 42u);
    server_.answer(call, Error::ok, 0, 0, 0, 0, 43);
    EXPECT_OK(client_.send(phone_in(receive_answer(client_)), kMethod));
    EXPECT_EQ(receive_call(server_).label, 43u);
}

} // namespace

// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Message;
using abi::SystemMethod;

namespace {

class PhoneTest : public ConversationTest {
  protected:
    /// Takes the hang-up of a phone and answers it.
    void take_hang_up(const TestTask& server, uint64_t label = kLabel) {
        Message call = receive_call(server);
        EXPECT_EQ(call.words[0], static_cast<uint64_t>(SystemMethod::phone_hung_up));
        EXPECT_EQ(call.label, label);
        EXPECT_OK(server.answer(call));
    }
};

TEST_F(PhoneTest, hanging_up_tells_the_server_with_method_0_and_its_label) {
    EXPECT_OK(client_.ipc_hangup(phone_));
    Message call = receive_call(server_);
    EXPECT_EQ(call.words, abi::Words{});
    EXPECT_EQ(call.label, kLabel);
    EXPECT_EQ(call.sender, client_.id());
    EXPECT_OK(server_.answer(call));
    expect_nothing(client_); // nobody waits for that answer
    EXPECT_EQ(client_.task().phones.size(), 0u);
}

TEST_F(PhoneTest, closing_the_handle_is_hanging_up) {
    EXPECT_OK(client_.handle_close(phone_));
    take_hang_up(server_);
}

TEST_F(PhoneTest, a_hung_up_phone_is_no_handle_any_more) {
    client_.ipc_hangup(phone_);
    EXPECT_ERROR(client_.ipc_hangup(phone_), no_entry);
    EXPECT_ERROR(client_.handle_close(phone_), no_entry);
    EXPECT_ERROR(client_.send(phone_, kMethod), no_entry);
}

TEST_F(PhoneTest, hanging_up_works_when_the_account_is_full) {
    while (client_.task().account.charge(32)) {
    }
    EXPECT_OK(client_.ipc_hangup(phone_));
    take_hang_up(server_);
    client_.task().account.refund(client_.task().account.used() - client_.task().handles.memory());
}

TEST_F(PhoneTest, calls_sent_before_the_hang_up_are_answered_and_arrive_first) {
    client_.send_marked(phone_, kMethod, 3);
    client_.ipc_hangup(phone_);
    Message call = receive_call(server_);
    EXPECT_EQ(call.words[0], kMethod);
    take_hang_up(server_);
    EXPECT_EQ(client_.task().phones.size(), 1u); // lives on until its last answer is taken
    server_.answer(call, Error::ok, 11);
    Message answer = receive_answer(client_);
    EXPECT_EQ(answer.label, 3u);
    EXPECT_EQ(answer.words[1], 11u);
    EXPECT_EQ(client_.task().phones.size(), 0u);
}

TEST_F(PhoneTest, hanging_up_with_the_limit_of_calls_in_flight_loses_none) {
    for (uint32_t number = 0; number < abi::kMaxActiveCalls; ++number)
        client_.send_marked(phone_, kMethod, number);
    client_.ipc_hangup(phone_);
    EXPECT_CONSISTENT();
    for (uint32_t number = 0; number < abi::kMaxActiveCalls; ++number)
        EXPECT_EQ(serve(client_, server_).label, number);
    take_hang_up(server_);
    expect_nothing(client_);
}

TEST_F(PhoneTest, the_server_may_answer_the_hang_up_before_the_calls) {
    client_.send(phone_, kMethod);
    Message call = receive_call(server_);
    client_.ipc_hangup(phone_);
    take_hang_up(server_);
    EXPECT_CONSISTENT();
    server_.answer(call);
    receive_answer(client_);
    EXPECT_EQ(client_.task().phones.size(), 0u);
}

// helenos 1.5: server-side disconnect.
TEST_F(PhoneTest, answering_hung_up_slams_the_callers_phone) {
    client_.send(phone_, kMethod);
    EXPECT_ERROR(serve(client_, server_, Error::hung_up), hung_up);
    EXPECT_EQ(client_.task().phones.front()->state, PhoneState::slammed);
    client_.send(phone_, kMethod);
    EXPECT_ERROR(receive_answer(client_), hung_up);
    expect_nothing(server_);
}

TEST_F(PhoneTest, calls_in_flight_when_the_phone_is_slammed_are_still_answered) {
    client_.send_marked(phone_, kMethod, 1);
    client_.send_marked(phone_, kMethod, 2);
    Message first = receive_call(server_);
    Message second = receive_call(server_);
    server_.answer(first, Error::hung_up);
    EXPECT_OK(server_.answer(second, Error::ok, 8));
    EXPECT_ERROR(receive_answer(client_), hung_up);
    EXPECT_EQ(receive_answer(client_).words[1], 8u);
}

TEST_F(PhoneTest, answering_hung_up_twice_slams_once) {
    client_.send(phone_, kMethod);
    client_.send(phone_, kMethod);
    serve(client_, server_, Error::hung_up);
    EXPECT_ERROR(serve(client_, server_, Error::hung_up), hung_up);
    EXPECT_CONSISTENT();
}

TEST_F(PhoneTest, other_phones_to_the_same_server_stay_open) {
    abi::Handle second = connect(client_, server_, 78);
    client_.send(phone_, kMethod);
    serve(client_, server_, Error::hung_up);
    client_.send(second, kMethod);
    EXPECT_OK(serve(client_, server_));
}

TEST_F(PhoneTest, hanging_up_a_slammed_phone_tells_nobody) {
    client_.send(phone_, kMethod);
    serve(client_, server_, Error::hung_up);
    EXPECT_OK(client_.ipc_hangup(phone_));
    expect_nothing(server_);
    EXPECT_EQ(client_.task().phones.size(), 0u);
}

TEST_F(PhoneTest, both_sides_may_close_at_once) {
    client_.send(phone_, kMethod);
    Message call = receive_call(server_);
    client_.ipc_hangup(phone_);
    EXPECT_OK(server_.answer(call, Error::hung_up));
    EXPECT_ERROR(receive_answer(client_), hung_up);
    take_hang_up(server_);
    EXPECT_EQ(client_.task().phones.size(), 0u);
}

TEST_F(PhoneTest, a_reused_slot_is_another_phone) {
    client_.ipc_hangup(phone_);
    abi::Handle second = connect(client_, server_, 79);
    EXPECT_EQ(second & (abi::kMaxHandles - 1), phone_ & (abi::kMaxHandles - 1));
    EXPECT_NE(second, phone_);
    EXPECT_ERROR(client_.send(phone_, kMethod), no_entry);
    EXPECT_OK(client_.send(second, kMethod));
    take_hang_up(server_);
    EXPECT_EQ(receive_call(server_).label, 79u);
}

TEST_F(PhoneTest, the_hang_up_cannot_be_forwarded_and_is_over_then) {
    TestTask other = spawn("other");
    abi::Handle onward = connect(server_, other);
    client_.ipc_hangup(phone_);
    Message call = receive_call(server_);
    EXPECT_ERROR(server_.forward(call, onward, kMethod), permission);
    expect_nothing(other);
    EXPECT_ERROR(server_.answer(call), no_entry);
    EXPECT_EQ(client_.task().phones.size(), 0u);
}

TEST_F(PhoneTest, a_phone_to_oneself_can_be_hung_up) {
    abi::Handle self = connect(client_, client_, 5);
    client_.ipc_hangup(self);
    take_hang_up(client_, 5);
    EXPECT_CONSISTENT();
}

TEST_F(PhoneTest, a_phone_cannot_be_duplicated) {
    EXPECT_ERROR(client_.handle_duplicate(phone_, ~0u), permission);
}

TEST_F(PhoneTest, query_tells_type_and_rights) {
    int64_t found = client_.handle_query(phone_);
    EXPECT_EQ(found >> 32, static_cast<int64_t>(abi::HandleType::phone));
    EXPECT_EQ(found & 0xffffffff, static_cast<int64_t>(abi::Right::transfer));
    EXPECT_ERROR(client_.handle_query(phone_ + 1), no_entry);
}

// 10,000 connections that come and go must leave nothing behind.
TEST_F(PhoneTest, connecting_and_hanging_up_ten_thousand_times_leaks_nothing) {
    uint64_t before = kernel::kernel().heap.used();
    for (int round = 0; round < 10000; ++round) {
        abi::Handle phone = connect(client_, server_, 1);
        client_.send(phone, kMethod);
        serve(client_, server_);
        client_.ipc_hangup(phone);
        server_.answer(receive_call(server_));
    }
    // The server's handle table has come into being meanwhile.
    EXPECT_EQ(kernel::kernel().heap.used(), before + server_.task().handles.memory());
}

} // namespace

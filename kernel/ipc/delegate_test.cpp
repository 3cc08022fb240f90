// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::HandleType;
using abi::Message;
using abi::Right;
using abi::SystemMethod;

namespace {

class DelegateTest : public ConversationTest {
  protected:
    TestTask third_ = spawn("third");
    abi::Handle to_third_ = connect(client_, third_, 33);

    int64_t delegate(uint64_t handle) { return client_.send(phone_, SystemMethod::delegate, handle); }
    static abi::Handle handle_in(const Message& call) { return static_cast<abi::Handle>(call.words[1]); }
};

TEST_F(DelegateTest, a_phone_moves_to_the_receiver_when_it_says_ok) {
    delegate(to_third_);
    Message call = receive_call(server_);
    EXPECT_ERROR(server_.send(handle_in(call), kMethod), no_entry); // reserved, not usable
    EXPECT_OK(client_.handle_query(to_third_));
    EXPECT_OK(server_.answer(call));
    EXPECT_OK(receive_answer(client_));
    EXPECT_ERROR(client_.send(to_third_, kMethod), no_entry);
    EXPECT_OK(server_.send(handle_in(call), kMethod));
    Message received = receive_call(third_);
    EXPECT_EQ(received.label, 33u);
    EXPECT_EQ(received.sender, server_.id());
    EXPECT_CONSISTENT(); // the receiver pays now
}

TEST_F(DelegateTest, a_refused_handle_stays_with_its_owner) {
    delegate(to_third_);
    Message call = receive_call(server_);
    server_.answer(call, Error::refused);
    EXPECT_ERROR(receive_answer(client_), refused);
    EXPECT_OK(client_.send(to_third_, kMethod));
    EXPECT_ERROR(server_.handle_query(handle_in(call)), no_entry);
}

TEST_F(DelegateTest, other_handles_keep_type_and_rights) {
    abi::Handle system = grant_system(client_, Right::transfer | Right::trace);
    delegate(system);
    Message call = receive_call(server_);
    server_.answer(call);
    int64_t found = server_.handle_query(handle_in(call));
    EXPECT_EQ(found >> 32, static_cast<int64_t>(HandleType::system));
    EXPECT_EQ(found & 0xffffffff, static_cast<int64_t>(Right::transfer | Right::trace));
    EXPECT_ERROR(client_.handle_query(system), no_entry);
}

TEST_F(DelegateTest, without_the_right_to_transfer_a_handle_stays) {
    delegate(grant_system(client_, Right::trace));
    EXPECT_ERROR(receive_answer(client_), permission);
    expect_nothing(server_);
}

TEST_F(DelegateTest, what_is_no_handle_cannot_be_delegated) {
    for (uint64_t handle : {uint64_t(0), uint64_t(999), uint64_t(to_third_) + abi::kMaxHandles,
                            uint64_t(to_third_) | uint64_t(1) << 32, ~uint64_t(0)}) {
        delegate(handle);
        EXPECT_ERROR(receive_answer(client_), no_entry) << handle;
    }
    expect_nothing(server_);
}

TEST_F(DelegateTest, a_phone_with_calls_in_flight_is_busy) {
    client_.send(to_third_, kMethod);
    delegate(to_third_);
    EXPECT_ERROR(receive_answer(client_), busy);
    serve(client_, third_);
    delegate(to_third_);
    server_.answer(receive_call(server_));
    EXPECT_OK(receive_answer(client_));
}

TEST_F(DelegateTest, the_phone_that_carries_the_call_cannot_be_delegated_through_itself) {
    delegate(phone_);
    EXPECT_ERROR(receive_answer(client_), busy);
}

TEST_F(DelegateTest, a_phone_that_becomes_busy_before_the_answer_stays) {
    delegate(to_third_);
    Message call = receive_call(server_);
    client_.send(to_third_, kMethod);
    EXPECT_ERROR(server_.answer(call), bad_party);
    EXPECT_ERROR(receive_answer(client_), busy);
    EXPECT_ERROR(server_.handle_query(handle_in(call)), no_entry);
    EXPECT_OK(serve(client_, third_));
}

TEST_F(DelegateTest, a_handle_that_was_closed_before_the_answer_is_not_delivered) {
    delegate(to_third_);
    Message call = receive_call(server_);
    client_.ipc_hangup(to_third_);
    abi::Handle reused = connect(client_, third_, 44); // the same slot
    EXPECT_ERROR(server_.answer(call), bad_party);
    EXPECT_ERROR(receive_answer(client_), no_entry);
    EXPECT_OK(client_.handle_query(reused));
}

TEST_F(DelegateTest, the_same_handle_offered_twice_moves_once) {
    delegate(to_third_);
    delegate(to_third_);
    Message first = receive_call(server_);
    Message second = receive_call(server_);
    EXPECT_OK(server_.answer(first));
    EXPECT_ERROR(server_.answer(second), bad_party);
    EXPECT_OK(receive_answer(client_));
    EXPECT_ERROR(receive_answer(client_), no_entry);
}

TEST_F(DelegateTest, a_receiver_that_cannot_pay_gets_no_phone) {
    delegate(to_third_);
    Message call = receive_call(server_);
    uint64_t before = server_.task().account.used();
    while (server_.task().account.charge(32)) {
    }
    EXPECT_ERROR(server_.answer(call), limit);
    server_.task().account.refund(server_.task().account.used() - before);
    EXPECT_ERROR(receive_answer(client_), bad_party);
    EXPECT_OK(client_.send(to_third_, kMethod));
}

TEST_F(DelegateTest, a_forwarded_handle_goes_to_the_last_receiver) {
    abi::Handle onward = connect(server_, third_, 5);
    abi::Handle system = grant_system(client_, Right::transfer);
    delegate(system);
    Message seen = receive_call(server_);
    server_.forward(seen, onward, 0, 91, 92, 93);
    EXPECT_ERROR(server_.handle_query(handle_in(seen)), no_entry);
    Message call = receive_call(third_);
    EXPECT_OK(third_.answer(call));
    EXPECT_OK(third_.handle_query(handle_in(call)));
}

TEST_F(DelegateTest, a_giver_that_dies_gives_nothing) {
    delegate(to_third_);
    Message call = receive_call(server_);
    client_.kill();
    EXPECT_ERROR(server_.answer(call), hung_up);
    EXPECT_ERROR(server_.handle_query(handle_in(call)), no_entry);
}

TEST_F(DelegateTest, a_receiver_that_dies_before_its_answer_takes_nothing) {
    delegate(to_third_);
    receive_call(server_);
    server_.kill();
    EXPECT_ERROR(receive_answer(client_), hung_up);
    EXPECT_OK(client_.send(to_third_, kMethod));
}

TEST_F(DelegateTest, a_slammed_phone_can_be_delegated_and_stays_slammed) {
    third_.kill();
    delegate(to_third_);
    Message call = receive_call(server_);
    EXPECT_OK(server_.answer(call));
    server_.send(handle_in(call), kMethod);
    EXPECT_ERROR(receive_answer(server_), hung_up);
}

TEST_F(DelegateTest, a_phone_delegated_to_the_task_it_leads_to_leads_to_itself) {
    abi::Handle second = connect(client_, server_, 55);
    delegate(second);
    Message call = receive_call(server_);
    server_.answer(call);
    server_.send(handle_in(call), kMethod);
    EXPECT_EQ(receive_call(server_).label, 55u);
}

TEST_F(DelegateTest, delegating_to_oneself_gives_a_new_handle) {
    abi::Handle self = connect(client_, client_, 1);
    client_.send(self, SystemMethod::delegate, to_third_);
    Message call = receive_call(client_);
    EXPECT_OK(client_.answer(call));
    EXPECT_ERROR(client_.handle_query(to_third_), no_entry);
    EXPECT_OK(client_.handle_query(handle_in(call)));
    EXPECT_CONSISTENT();
}

} // namespace

// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Message;
using abi::SystemMethod;

namespace {

class CallTest : public ConversationTest {};

TEST_F(CallTest, six_words_and_the_label_reach_the_callee) {
    EXPECT_OK(client_.ipc_call(phone_, kMethod + 5, 1ull << 63, 2u, 3u, 4u, ~0ull, 99u, 0u));
    Message call = receive_call(server_);
    EXPECT_EQ(call.words, (abi::Words{kMethod + 5, 1ull << 63, 2, 3, 4, ~0ull}));
    EXPECT_EQ(call.label, kLabel);
    EXPECT_EQ(call.sender, client_.id());
    EXPECT_NE(call.call, abi::kNoHandle);
}

TEST_F(CallTest, the_answer_brings_six_words_and_the_cookie_back) {
    client_.send_marked(phone_, kMethod, 0xfeedfacecafe);
    Message call = receive_call(server_);
    EXPECT_OK(server_.answer(call, Error::ok, 1, 2, 3, 4, 5));
    Message answer = receive_answer(client_);
    EXPECT_EQ(answer.words, (abi::Words{0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(answer.label, 0xfeedfacecafe);
    EXPECT_EQ(answer.sender, server_.id());
    EXPECT_EQ(answer.trace_id, call.trace_id);
}

TEST_F(CallTest, sending_to_what_is_no_phone_is_refused_at_once) {
    abi::Handle system = grant_system(client_);
    for (uint32_t handle : {0u, 2u, 9999u, ~0u, system, phone_ + abi::kMaxHandles})
        EXPECT_ERROR(client_.send(handle, kMethod), no_entry) << handle;
    expect_nothing(server_);
}

TEST_F(CallTest, the_65th_active_call_of_a_phone_is_refused_at_once) {
    for (uint32_t number = 0; number < abi::kMaxActiveCalls; ++number)
        EXPECT_OK(client_.send(phone_, kMethod));
    EXPECT_ERROR(client_.send(phone_, kMethod), limit);
    EXPECT_CONSISTENT();
    server_.answer(receive_call(server_));
    EXPECT_ERROR(client_.send(phone_, kMethod), limit); // answered, but not yet taken
    receive_answer(client_);
    EXPECT_OK(client_.send(phone_, kMethod));
}

TEST_F(CallTest, the_limit_is_per_phone_not_per_task) {
    abi::Handle second = connect(client_, server_);
    for (uint32_t number = 0; number < abi::kMaxActiveCalls; ++number)
        client_.send(phone_, kMethod);
    EXPECT_OK(client_.send(second, kMethod));
}

// minix-hurd-reliability 3.1, finding 4: the count must include the call that is being made.
TEST_F(CallTest, exactly_64_calls_arrive_when_many_are_tried) {
    for (int number = 0; number < 1000; ++number)
        client_.send(phone_, kMethod);
    EXPECT_EQ(server_.task().box.incoming.size(), abi::kMaxActiveCalls);
}

TEST_F(CallTest, an_unknown_system_method_is_refused_at_once) {
    for (uint64_t method : {uint64_t(3), uint64_t(10), uint64_t(511), abi::kFirstUserMethod - 1})
        EXPECT_ERROR(client_.send(phone_, method), not_supported) << method;
    expect_nothing(server_);
}

TEST_F(CallTest, a_task_cannot_pretend_that_a_phone_hung_up) {
    EXPECT_ERROR(client_.send(phone_, SystemMethod::phone_hung_up), not_supported);
    expect_nothing(server_);
}

TEST_F(CallTest, a_refused_call_costs_nothing) {
    uint64_t before = client_.task().account.used();
    client_.send(phone_, SystemMethod::phone_hung_up);
    client_.send(9999, kMethod);
    EXPECT_EQ(client_.task().account.used(), before);
}

TEST_F(CallTest, ping_is_an_ordinary_message) {
    EXPECT_OK(client_.send(phone_, SystemMethod::ping, 1));
    EXPECT_ERROR(serve(client_, server_, Error::ok), ok);
}

// helenos 1.2 step 2, and 2.1: whoever waits for the answer must get one.
TEST_F(CallTest, a_call_that_its_method_refuses_is_answered_in_the_callers_own_box) {
    EXPECT_OK(client_.send(phone_, SystemMethod::data_read, 0, abi::kMaxTransfer + 1));
    Message answer = receive_answer(client_);
    EXPECT_ERROR(answer, limit);
    EXPECT_EQ(answer.sender, 0u);
    expect_nothing(server_);
}

// helenos 1.2 step 3.
TEST_F(CallTest, a_call_through_a_slammed_phone_is_answered_hung_up) {
    server_.kill();
    EXPECT_OK(client_.send_marked(phone_, kMethod, 5));
    Message answer = receive_answer(client_);
    EXPECT_ERROR(answer, hung_up);
    EXPECT_EQ(answer.label, 5u);
}

TEST_F(CallTest, a_system_method_through_a_slammed_phone_makes_no_phone) {
    server_.kill();
    uint32_t before = client_.task().handles.count();
    EXPECT_OK(client_.send(phone_, SystemMethod::connect_me_to));
    EXPECT_ERROR(receive_answer(client_), hung_up);
    EXPECT_EQ(client_.task().handles.count(), before);
}

TEST_F(CallTest, a_call_can_be_answered_once) {
    client_.send(phone_, kMethod);
    Message call = receive_call(server_);
    EXPECT_OK(server_.answer(call, Error::ok, 1));
    EXPECT_ERROR(server_.answer(call, Error::ok, 2), no_entry);
    EXPECT_EQ(receive_answer(client_).words[1], 1u);
    expect_nothing(client_);
}

TEST_F(CallTest, an_answered_handle_stays_dead_when_its_slot_is_used_again) {
    client_.send(phone_, kMethod);
    Message first = receive_call(server_);
    server_.answer(first);
    client_.send(phone_, kMethod);
    Message second = receive_call(server_);
    EXPECT_NE(first.call, second.call);
    EXPECT_ERROR(server_.answer(first), no_entry);
    EXPECT_OK(server_.answer(second));
}

TEST_F(CallTest, only_the_callee_may_answer) {
    client_.send(phone_, kMethod);
    Message call = receive_call(server_);
    TestTask stranger = spawn("stranger");
    EXPECT_ERROR(stranger.answer(call), no_entry);
    EXPECT_ERROR(client_.answer(call), no_entry);
    EXPECT_OK(server_.answer(call));
}

TEST_F(CallTest, a_call_that_was_not_received_yet_cannot_be_answered) {
    client_.send(phone_, kMethod);
    for (uint32_t handle = 0; handle < 200; ++handle)
        EXPECT_ERROR(server_.ipc_answer(handle, 0u, 0u, 0u, 0u, 0u, 0u), no_entry);
}

TEST_F(CallTest, an_answer_with_any_error_number_travels_unchanged) {
    client_.send(phone_, kMethod);
    Message call = receive_call(server_);
    EXPECT_OK(server_.ipc_answer(call.call, ~0ull, 1u, 2u, 3u, 4u, 5u));
    EXPECT_EQ(receive_answer(client_).words[0], ~0ull);
}

TEST_F(CallTest, the_right_to_answer_cannot_be_closed_duplicated_or_given_away) {
    client_.send(phone_, kMethod);
    Message call = receive_call(server_);
    EXPECT_ERROR(server_.handle_close(call.call), permission);
    EXPECT_ERROR(server_.handle_duplicate(call.call, ~0u), permission);
    abi::Handle back = connect(server_, client_);
    server_.send(back, SystemMethod::delegate, call.call);
    EXPECT_ERROR(receive_answer(server_), permission);
    EXPECT_OK(server_.answer(call));
}

TEST_F(CallTest, a_task_may_call_itself) {
    abi::Handle self = connect(client_, client_, 5);
    client_.send(self, kMethod);
    Message call = receive_call(client_);
    EXPECT_EQ(call.label, 5u);
    EXPECT_OK(client_.answer(call, Error::ok, 9));
    EXPECT_EQ(receive_answer(client_).words[1], 9u);
}

TEST_F(CallTest, answers_that_were_sent_before_the_server_died_arrive) {
    client_.send(phone_, kMethod);
    server_.answer(receive_call(server_), Error::ok, 42);
    server_.kill();
    TestTask other = spawn("other"); // takes the slot of the dead server
    Message answer = receive_answer(client_);
    EXPECT_EQ(answer.words[1], 42u);
    EXPECT_NE(answer.sender, other.id());
}

TEST_F(CallTest, the_parent_of_a_call_is_kept_for_the_trace) {
    client_.send_marked(phone_, kMethod, 0, 123);
    EXPECT_EQ(server_.task().box.incoming.front()->parent, 123u);
}

TEST_F(CallTest, statistics_count_both_sides) {
    client_.send(phone_, kMethod);
    serve(client_, server_);
    EXPECT_EQ(client_.task().calls_sent, 1u);
    EXPECT_EQ(client_.task().answers_received, 1u);
    EXPECT_EQ(server_.task().calls_received, 1u);
    EXPECT_EQ(server_.task().answers_sent, 1u);
}

TEST_F(CallTest, kernel_memory_of_a_caller_has_a_limit_and_the_next_call_is_refused) {
    Error error = Error::ok;
    while (error == Error::ok) {
        if (Phone* phone = create_phone(client_.task(), 0)) {
            connect_phone(*phone, server_.task().box, 0);
            for (int number = 0; number < 64 && error == Error::ok; ++number)
                error = error_of(client_.send(phone->handle, kMethod));
        } else {
            error = Error::no_entry;
        }
    }
    EXPECT_EQ(error, Error::limit);
    EXPECT_LE(client_.task().account.used(), abi::kMaxKernelMemory);
    EXPECT_LT(server_.task().account.used(), abi::kMaxKernelMemory / 8); // the flood is not at its expense
    EXPECT_CONSISTENT();
}

TEST_F(CallTest, calls_beyond_a_senders_share_of_the_callees_handles_are_answered_limit) {
    TestTask second = spawn("second client");
    for (const TestTask& task : {client_, second})
        for (int number = 0; number < 40; ++number) {
            abi::Handle phone = connect(task, server_);
            for (uint32_t call = 0; call < abi::kMaxActiveCalls; ++call)
                task.send(phone, kMethod);
        }
    uint32_t received = 0;
    while (server_.receive().kind == abi::MessageKind::call)
        ++received;
    const uint32_t half = abi::kMaxHandles / 2;
    EXPECT_EQ(received, half + half / 17); // a sixteenth of what it leaves free
    EXPECT_ERROR(receive_answer(client_), limit);
    EXPECT_ERROR(receive_answer(second), limit);
    EXPECT_CONSISTENT();
}

TEST_F(CallTest, calls_to_a_callee_without_free_handles_are_answered_limit) {
    abi::Handle system = grant_system(server_);
    while (server_.handle_duplicate(system, ~0u) > 0) {
    }
    client_.send(phone_, kMethod);
    expect_nothing(server_);
    EXPECT_ERROR(receive_answer(client_), limit);
    EXPECT_CONSISTENT();
}

} // namespace

// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Message;
using abi::MessageKind;

namespace {

class AnswerboxTest : public ConversationTest {};

// helenos 1.1: pick-up priority.
TEST_F(AnswerboxTest, notifications_come_first_then_answers_then_calls) {
    abi::Handle back = connect(server_, client_);
    server_.send(back, kMethod);
    client_.send(phone_, kMethod);
    server_.answer(receive_call(server_));
    client_.task().box.notify({7, 1, 2, 3, 4, 5});
    EXPECT_EQ(client_.receive().kind, MessageKind::notification);
    EXPECT_EQ(client_.receive().kind, MessageKind::answer);
    EXPECT_EQ(client_.receive().kind, MessageKind::call);
    EXPECT_EQ(client_.receive().kind, MessageKind::none);
}

TEST_F(AnswerboxTest, each_queue_is_first_in_first_out) {
    for (uint64_t number = 0; number < 10; ++number)
        client_.send(phone_, kMethod, number);
    for (uint64_t number = 0; number < 10; ++number)
        EXPECT_EQ(receive_call(server_).words[1], number);
    for (uint64_t number = 0; number < 10; ++number)
        server_.task().box.notify({number});
    for (uint64_t number = 0; number < 10; ++number)
        EXPECT_EQ(receive_notification(server_).words[0], number);
}

TEST_F(AnswerboxTest, answers_come_in_the_order_in_which_they_were_given) {
    client_.send_marked(phone_, kMethod, 1);
    client_.send_marked(phone_, kMethod, 2);
    Message first = receive_call(server_);
    Message second = receive_call(server_);
    server_.answer(second);
    server_.answer(first);
    EXPECT_EQ(receive_answer(client_).label, 2u);
    EXPECT_EQ(receive_answer(client_).label, 1u);
}

TEST_F(AnswerboxTest, a_notification_cannot_be_answered) {
    client_.task().box.notify({1, 2, 3, 4, 5, 6});
    Message message = receive_notification(client_);
    EXPECT_EQ(message.call, abi::kNoHandle);
    EXPECT_EQ(message.sender, 0u);
    EXPECT_EQ(message.words, (abi::Words{1, 2, 3, 4, 5, 6}));
    EXPECT_ERROR(client_.answer(message), no_entry);
}

TEST_F(AnswerboxTest, notifications_are_charged_to_the_receiver_and_lost_when_it_cannot_pay) {
    uint32_t queued = 0;
    while (client_.task().box.notify({1}))
        ++queued;
    EXPECT_GT(queued, 1000u);
    EXPECT_LE(client_.task().account.used(), abi::kMaxKernelMemory);
    receive_notification(client_);
    EXPECT_TRUE(client_.task().box.notify({1}));
    EXPECT_CONSISTENT();
}

TEST_F(AnswerboxTest, a_box_that_is_closed_takes_no_notification) {
    client_.task().box.deactivate();
    EXPECT_FALSE(client_.task().box.notify({1}));
    client_.task().box.activate();
}

TEST_F(AnswerboxTest, a_message_wakes_its_receiver_once) {
    client_.send(phone_, kMethod);
    client_.send(phone_, kMethod);
    EXPECT_EQ(kernel::kernel().scheduler.ready().size(), 1u);
    EXPECT_EQ(kernel::kernel().scheduler.ready().front(), &server_.task());
}

TEST_F(AnswerboxTest, fields_of_an_earlier_message_do_not_leak_into_the_next) {
    Message message;
    message.call = 9;
    message.label = 9;
    message.sender = 9;
    message.trace_id = 9;
    client_.task().box.notify({1});
    client_.task().box.take(message);
    EXPECT_EQ(message.call, abi::kNoHandle);
    EXPECT_EQ(message.label + message.sender + message.trace_id, 0u);
}

} // namespace

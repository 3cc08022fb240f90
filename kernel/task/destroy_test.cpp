// SPDX-License-Identifier: MIT
// What everybody else sees of a death. Order: helenos.md section 1.5.
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Message;
using abi::SystemMethod;

namespace {

class DestroyTest : public ConversationTest {};

TEST_F(DestroyTest, servers_of_the_dead_hear_one_hang_up_for_each_phone) {
    connect(client_, server_, 78);
    client_.kill();
    EXPECT_EQ(receive_call(server_).label, kLabel);
    Message second = receive_call(server_);
    EXPECT_EQ(second.label, 78u);
    EXPECT_EQ(second.words[0], static_cast<uint64_t>(SystemMethod::phone_hung_up));
    expect_nothing(server_);
}

TEST_F(DestroyTest, clients_of_the_dead_get_hung_up_for_queued_and_for_received_calls) {
    client_.send_marked(phone_, kMethod, 1);
    client_.send_marked(phone_, kMethod, 2);
    receive_call(server_);
    server_.kill();
    for (uint64_t cookie : {1, 2}) {
        Message answer = receive_answer(client_);
        EXPECT_ERROR(answer, hung_up);
        EXPECT_EQ(answer.label, cookie);
    }
    expect_nothing(client_); // and no message about the phone itself
    EXPECT_EQ(client_.task().phones.front()->state, PhoneState::slammed);
}

TEST_F(DestroyTest, calls_of_the_dead_reach_their_server_and_their_answers_nobody) {
    client_.send(phone_, kMethod);
    client_.kill();
    Message call = receive_call(server_);
    EXPECT_EQ(call.words[0], kMethod);
    EXPECT_OK(server_.answer(call));
    EXPECT_EQ(receive_call(server_).words[0], 0u);
    EXPECT_CONSISTENT();
}

TEST_F(DestroyTest, a_call_received_before_its_sender_died_can_be_answered_once) {
    client_.send(phone_, kMethod);
    Message call = receive_call(server_);
    client_.kill();
    EXPECT_OK(server_.answer(call));
    EXPECT_ERROR(server_.answer(call), no_entry);
}

TEST_F(DestroyTest, answering_a_dead_callers_call_with_hung_up_is_harmless) {
    client_.send(phone_, kMethod);
    Message call = receive_call(server_);
    client_.kill();
    EXPECT_OK(server_.answer(call, Error::hung_up));
}

TEST_F(DestroyTest, answers_in_flight_to_the_dead_are_dropped) {
    client_.send(phone_, kMethod);
    server_.answer(receive_call(server_));
    client_.kill();
    EXPECT_CONSISTENT();
}

TEST_F(DestroyTest, forgotten_calls_are_charged_to_who_holds_them) {
    for (int number = 0; number < 10; ++number)
        client_.send(phone_, kMethod);
    uint64_t before = server_.task().account.used();
    client_.kill();
    EXPECT_EQ(server_.task().account.used() - before,
              10 * Heap::block_size(sizeof(Call)) + Heap::block_size(sizeof(Phone)));
    EXPECT_CONSISTENT();
}

TEST_F(DestroyTest, a_holder_that_cannot_pay_loses_forgotten_calls_but_not_hang_ups) {
    client_.send(phone_, kMethod);
    Message received = receive_call(server_);
    client_.send(phone_, kMethod);
    uint64_t before = server_.task().account.used();
    while (server_.task().account.charge(32)) {
    }
    client_.kill();
    server_.task().account.refund(server_.task().account.used() - before);
    EXPECT_CONSISTENT();
    EXPECT_OK(server_.answer(received));
    EXPECT_EQ(receive_call(server_).words[0], 0u); // the hang-up; the queued call is gone
    expect_nothing(server_);
}

TEST_F(DestroyTest, a_phone_hung_up_before_the_death_is_read_after_it) {
    client_.send(phone_, kMethod);
    client_.ipc_hangup(phone_);
    client_.kill();
    EXPECT_EQ(receive_call(server_).words[0], kMethod);
    Message hang_up = receive_call(server_);
    EXPECT_EQ(hang_up.label, kLabel);
    EXPECT_OK(server_.answer(hang_up));
    EXPECT_CONSISTENT();
}

TEST_F(DestroyTest, both_ends_may_die_in_any_order_in_any_state) {
    for (int state = 0; state < 6; ++state)
        for (bool client_first : {true, false}) {
            TestTask client = spawn("c");
            TestTask server = spawn("s");
            abi::Handle phone = connect(client, server);
            abi::Handle back = connect(server, client);
            client.send(phone, SystemMethod::connect_me_to);
            client.send(phone, SystemMethod::connect_to_me);
            server.send(back, SystemMethod::data_read, 0, 10);
            for (int received = 0; received < state; ++received)
                server.receive();
            if (state < 3)
                client.ipc_hangup(phone);
            (client_first ? client : server).kill();
            EXPECT_CONSISTENT();
            (client_first ? server : client).kill();
            EXPECT_CONSISTENT();
        }
}

TEST_F(DestroyTest, a_task_that_waits_for_itself_can_die) {
    abi::Handle self = connect(client_, client_);
    client_.send(self, kMethod);
    client_.send(self, SystemMethod::connect_me_to);
    client_.send(self, SystemMethod::connect_to_me);
    receive_call(client_);
    client_.kill();
    EXPECT_CONSISTENT();
    EXPECT_EQ(server_.task().box.incoming.size(), 1u); // only the hang-up of phone_
}

TEST_F(DestroyTest, connecting_to_a_task_that_died_fails_at_the_send) {
    server_.kill();
    client_.send(phone_, SystemMethod::connect_me_to);
    EXPECT_ERROR(receive_answer(client_), hung_up);
}

TEST_F(DestroyTest, a_new_task_in_the_slot_of_a_dead_one_inherits_nothing) {
    abi::Handle system = grant_system(client_);
    client_.area_create(0x1000u, 10u, 1u);
    client_.store(0x1000, "secret");
    kernel::kernel().events.subscribe(client_.task(), abi::Event::fault, 1);
    arch::Slot slot = client_.task().slot;
    client_.kill();
    TestTask heir = spawn("heir");
    ASSERT_EQ(heir.task().slot, slot);
    EXPECT_ERROR(heir.handle_query(system), no_entry);
    EXPECT_ERROR(heir.send(phone_, kMethod), no_entry);
    EXPECT_EQ(heir.load(0x1000, 6), std::string(6, '\0'));
    EXPECT_EQ(heir.task().areas.size(), 0u);
    EXPECT_ERROR(heir.event_unsubscribe(0u, uint32_t(abi::Event::fault)), no_entry);
}

TEST_F(DestroyTest, rights_given_by_a_dead_task_stay_with_their_holder) {
    abi::Handle system = grant_system(client_);
    client_.send(phone_, SystemMethod::delegate, system);
    Message call = receive_call(server_);
    server_.answer(call);
    client_.kill();
    EXPECT_OK(server_.handle_query(static_cast<abi::Handle>(call.words[1])));
}

// minix-hurd-reliability 3.3 number 10.
TEST_F(DestroyTest, ten_thousand_lives_in_mid_call_leak_nothing) {
    uint64_t before = kernel::kernel().heap.used() + server_.task().handles.memory();
    for (int life = 0; life < 10000; ++life) {
        TestTask task = spawn("short");
        abi::Handle phone = connect(task, server_);
        task.send(phone, life % 2 ? uint64_t(SystemMethod::connect_me_to) : kMethod);
        Message call = receive_call(server_);
        task.kill();
        server_.answer(call);
        server_.answer(receive_call(server_));
    }
    EXPECT_EQ(kernel::kernel().heap.used(), before + server_.task().handles.memory());
}

} // namespace

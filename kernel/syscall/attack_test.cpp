// SPDX-License-Identifier: MIT
// The attacks of the reliability reference on handles and calls (A1 to A10). Those on data (B1 to B5) are
// with transfers and shares, the rest of A beside the objects they attack.
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Message;
using abi::SystemMethod;

namespace {

class AttackTest : public ConversationTest {
  protected:
    TestTask attacker_ = spawn("attacker");
    uint64_t baseline_ = kernel::kernel().heap.used();

    /// Every system call that takes a handle, with this one; none may succeed.
    void use_everywhere(abi::Handle handle) {
        Error errors[] = {
            error_of(attacker_.send(handle, kMethod)),
            error_of(attacker_.ipc_answer(handle, 0u, 0u, 0u, 0u, 0u, 0u)),
            error_of(attacker_.ipc_forward(handle, handle, kMethod, 0u, 0u, 0u, 0u)),
            error_of(attacker_.ipc_hangup(handle)),
            error_of(attacker_.handle_duplicate(handle, ~0u)),
            error_of(attacker_.handle_close(handle)),
            error_of(attacker_.handle_query(handle)),
            error_of(attacker_.image_create(handle, 0u, 8u)),
            error_of(attacker_.task_create(handle, handle, 0u, 0u, 0u, 0u)),
            error_of(attacker_.task_grant(handle, handle, 1u, ~0u, 0u)),
            error_of(attacker_.task_start(handle)),
            error_of(attacker_.task_kill(handle)),
            error_of(attacker_.task_query(handle)),
            error_of(attacker_.event_subscribe(handle, 1u, 1u)),
            error_of(attacker_.device_open(handle, 0u)),
            error_of(attacker_.device_read(handle, 0u, 8u)),
            error_of(attacker_.device_write(handle, 0u, 8u)),
            error_of(attacker_.device_control(handle, 1u, 0u)),
            error_of(attacker_.log_read(handle, 0u, 0u, 8u)),
            error_of(attacker_.trace_control(handle, 1u)),
            error_of(attacker_.trace_read(handle, 0u, 0u, 1u)),
            error_of(attacker_.boot_module(handle, 0u, 0u, 0u)),
            error_of(attacker_.system_machine(handle, 0u, 1000u)),
            error_of(attacker_.system_tasks(handle, 0u, 1u)),
            error_of(attacker_.system_phones(handle, client_.id(), 0u, 1u)),
            error_of(attacker_.system_calls(handle, client_.id(), 0u, 1u)),
            error_of(attacker_.system_kill(handle, client_.id())),
            error_of(attacker_.system_power(handle, 0u, 0u)),
            error_of(attacker_.hardware_open(handle, 1u, 0x60u, 1u)),
            error_of(attacker_.hardware_query(handle, 1u)),
            error_of(attacker_.hardware_info(handle, 0u, 1000u)),
            error_of(attacker_.port_read(handle, 0u, 1u)),
            error_of(attacker_.port_write(handle, 0u, 1u, 0u)),
            error_of(attacker_.memory_map(handle, 0u)),
            error_of(attacker_.clock_set(handle, 0u)),
        };
        for (Error error : errors)
            ASSERT_EQ(error, Error::no_entry) << "handle " << handle;
    }
};

TEST_F(AttackTest, A1_guessed_handles_are_no_entry_in_every_system_call) {
    machine().modules = {"archive"};
    for (uint32_t handle = 0; handle < 1u << 13; ++handle)
        use_everywhere(handle);
    for (int bit = 13; bit < 32; ++bit)
        for (uint32_t low : {0u, 1u, 2u, 3u, 4095u})
            use_everywhere(1u << bit | low);
    use_everywhere(~0u);
    EXPECT_EQ(kernel::kernel().heap.used(), baseline_);
    EXPECT_FALSE(kernel::kernel().stopped);
}

TEST_F(AttackTest, A1_live_handles_of_others_mean_nothing_here) {
    grant_system(client_);
    client_.send(phone_, kMethod);
    Message call = receive_call(server_);
    use_everywhere(phone_);
    use_everywhere(call.call);
    EXPECT_OK(server_.answer(call));
}

TEST_F(AttackTest, A1_closed_handles_stay_dead_when_the_slot_is_used_again) {
    abi::Handle old = grant_system(attacker_);
    attacker_.handle_close(old);
    use_everywhere(old);
    abi::Handle fresh = grant_system(attacker_);
    ASSERT_EQ(fresh & 0xfff, old & 0xfff);
    use_everywhere(old);
    EXPECT_OK(attacker_.handle_query(fresh));
}

TEST_F(AttackTest, A2_a_handle_of_another_type_is_no_entry) {
    abi::Handle back = connect(client_, attacker_);
    client_.send(back, kMethod);
    Message call = receive_call(attacker_);
    abi::Handle phone = connect(attacker_, server_);
    abi::Handle system = grant_system(attacker_);
    abi::Handle image = make_image(attacker_, system);
    int64_t task = attacker_.task_create(system, image, 0u, 0u, 0u, 0u);
    int64_t device = attacker_.device_open(system, 0u);
    const abi::Handle all[] = {
        call.call, phone, system, image, static_cast<abi::Handle>(task), static_cast<abi::Handle>(device)};
    for (abi::Handle handle : all) {
        if (handle != phone) {
            EXPECT_ERROR(attacker_.send(handle, kMethod), no_entry);
            EXPECT_ERROR(attacker_.ipc_hangup(handle), no_entry);
        }
        if (handle != call.call) {
            EXPECT_ERROR(attacker_.ipc_answer(handle, 0u, 0u, 0u, 0u, 0u, 0u), no_entry);
        }
        if (handle != static_cast<abi::Handle>(task)) {
            EXPECT_ERROR(attacker_.task_start(handle), no_entry);
            EXPECT_ERROR(attacker_.task_kill(handle), no_entry);
        }
        if (handle != static_cast<abi::Handle>(device)) {
            EXPECT_ERROR(attacker_.device_read(handle, 0u, 1u), no_entry);
        }
        if (handle != system) {
            EXPECT_ERROR(attacker_.system_tasks(handle, 0u, 1u), no_entry);
        }
        if (handle != image) {
            EXPECT_ERROR(attacker_.task_create(system, handle, 0u, 0u, 0u, 0u), no_entry);
        }
    }
    EXPECT_OK(attacker_.answer(call));
}

TEST_F(AttackTest, A4_answer_and_forward_in_every_order_give_one_answer) {
    TestTask third = spawn("third");
    abi::Handle onward = connect(server_, third);
    for (int order = 0; order < 4; ++order) {
        client_.send(phone_, kMethod);
        Message call = receive_call(server_);
        if (order & 1) {
            EXPECT_OK(server_.answer(call));
        } else {
            EXPECT_OK(server_.forward(call, onward, kMethod));
        }
        if (order & 2) {
            EXPECT_ERROR(server_.answer(call), no_entry);
        } else {
            EXPECT_ERROR(server_.forward(call, onward, kMethod), no_entry);
        }
        if (!(order & 1)) {
            EXPECT_OK(third.answer(receive_call(third)));
        }
        receive_answer(client_);
        expect_nothing(client_);
        expect_nothing(third);
    }
}

TEST_F(AttackTest, A4_a_call_whose_sender_hung_up_is_answered_once) {
    client_.send(phone_, kMethod);
    Message call = receive_call(server_);
    client_.ipc_hangup(phone_);
    EXPECT_OK(server_.answer(call));
    EXPECT_ERROR(server_.answer(call), no_entry);
    receive_answer(client_);
    expect_nothing(client_);
}

TEST_F(AttackTest, A6_numbers_of_the_kernel_cannot_be_sent) {
    for (uint64_t method = 0; method < abi::kFirstUserMethod; ++method) {
        bool known = method == 1 || method == 2 || (method >= 4 && method <= 9);
        if (!known) {
            EXPECT_ERROR(client_.send(phone_, method), not_supported) << method;
        }
    }
    expect_nothing(server_);
}

TEST_F(AttackTest, A7_the_sender_is_set_by_the_kernel) {
    client_.ipc_call(phone_, kMethod, 1u, 1u, 1u, 1u, 1u, 1u, 1u);
    Message call = receive_call(server_);
    EXPECT_EQ(call.sender, client_.id());
    EXPECT_EQ(call.label, kLabel);
    EXPECT_NE(call.trace_id, 1u << 31);
}

TEST_F(AttackTest, A8_a_forwarded_call_costs_its_caller_and_not_the_servers) {
    abi::Handle self = connect(server_, server_);
    client_.send(phone_, kMethod);
    Message call = receive_call(server_);
    uint64_t before = server_.task().account.used();
    for (int hop = 0; hop < 30; ++hop) {
        server_.forward(call, self, kMethod);
        call = receive_call(server_);
    }
    EXPECT_EQ(server_.task().account.used(), before);
    server_.answer(call);
    receive_answer(client_);
}

TEST_F(AttackTest, A9_requests_for_connections_are_charged_and_end) {
    uint32_t sent = 0;
    abi::Handle phone = connect(attacker_, server_);
    while (error_of(attacker_.send(phone, SystemMethod::connect_me_to)) == Error::ok && sent < 10000)
        ++sent;
    EXPECT_EQ(sent, abi::kMaxActiveCalls);
    EXPECT_LT(server_.task().account.used(), 4096u);
    EXPECT_CONSISTENT();
}

TEST_F(AttackTest, A10_no_chain_of_duplicates_grants_and_delegations_gains_a_right) {
    abi::Handle weak =
        grant_system(attacker_, abi::Right::duplicate | abi::Right::transfer | abi::Right::trace);
    abi::Handle phone = connect(attacker_, server_);
    auto copy = static_cast<abi::Handle>(attacker_.handle_duplicate(weak, ~0u));
    attacker_.send(phone, SystemMethod::delegate, copy);
    Message call = receive_call(server_);
    server_.answer(call);
    auto rights = server_.handle_query(static_cast<abi::Handle>(call.words[1])) & 0xffffffff;
    EXPECT_EQ(rights, int64_t(abi::Right::duplicate | abi::Right::transfer | abi::Right::trace));
}

// D2: whatever a task makes, its account ends it, and its death gives everything back.
TEST_F(AttackTest, a_bomb_of_every_kind_of_object_stays_in_its_account) {
    uint64_t before = kernel::kernel().heap.used();
    abi::Handle system = grant_system(attacker_);
    abi::Handle phone = connect(attacker_, server_);
    abi::Handle image = make_image(attacker_, system);
    for (uint32_t round = 0; round < 20000; ++round) {
        attacker_.image_create(system, 0x100u, 5u);
        attacker_.handle_duplicate(image, ~0u);
        attacker_.device_open(system, 0u);
        attacker_.area_create(uint64_t(round), 1u, 3u);
        attacker_.send(phone, SystemMethod::connect_to_me);
        server_.answer(server_.receive(), Error::refused); // what it accepts it would pay for
        attacker_.receive();
    }
    EXPECT_LE(attacker_.task().account.used(), abi::kMaxKernelMemory);
    EXPECT_CONSISTENT();
    attacker_.kill();
    server_.answer(receive_call(server_)); // the hang-up
    EXPECT_LE(kernel::kernel().heap.used(), before + server_.task().handles.memory());
    EXPECT_CONSISTENT();
}

// More phones do not give a client more of a server's handles: others are served while it has taken all it
// can.
TEST_F(AttackTest, a_flood_over_many_phones_leaves_half_of_the_handles_of_a_server_to_others) {
    uint32_t refused = 0;
    for (uint32_t flood = 0; flood < 60; ++flood) {
        abi::Handle phone = connect(attacker_, server_);
        for (uint32_t call = 0; call < abi::kMaxActiveCalls; ++call)
            attacker_.send(phone, kMethod);
        while (server_.receive().kind == abi::MessageKind::call) {
        }
        for (Message answer = attacker_.receive(); answer.kind == abi::MessageKind::answer;
             answer = attacker_.receive()) {
            EXPECT_ERROR(answer, limit);
            ++refused;
        }
    }
    EXPECT_GT(refused, 0u);
    EXPECT_LE(server_.task().handles.count(), abi::kMaxHandles / 2);
    for (uint32_t call = 0; call < abi::kMaxActiveCalls; ++call)
        client_.send(phone_, kMethod);
    for (uint32_t call = 0; call < abi::kMaxActiveCalls; ++call)
        EXPECT_OK(server_.answer(receive_call(server_)));
    EXPECT_CONSISTENT();
}

TEST_F(AttackTest, a_flood_by_many_tasks_leaves_handles_of_a_server_to_one_more) {
    std::vector<TestTask> attackers;
    for (uint32_t number = 0; number < 8; ++number) {
        attackers.push_back(spawn("flood"));
        for (uint32_t flood = 0; flood < 40; ++flood) {
            abi::Handle phone = connect(attackers.back(), server_);
            for (uint32_t call = 0; call < abi::kMaxActiveCalls; ++call)
                attackers.back().send(phone, kMethod);
            while (server_.receive().kind == abi::MessageKind::call) {
            }
        }
    }
    EXPECT_LT(server_.task().handles.count(), abi::kMaxHandles - 1000);
    EXPECT_OK(client_.send(phone_, kMethod));
    EXPECT_OK(server_.answer(receive_call(server_)));
    for (const TestTask& attacker : attackers)
        attacker.kill(); // their hang-ups are delivered, whatever the table holds
    EXPECT_CONSISTENT();
}

} // namespace

// SPDX-License-Identifier: MIT
#include "kernel/inspect/inspect.hpp"

#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Right;

namespace {

class InspectTest : public ConversationTest {
  protected:
    abi::Handle system_ = grant_system(client_);

    template<typename T>
    T loaded(uint64_t address) {
        T value;
        std::memcpy(&value, client_.load(address, sizeof(T)).data(), sizeof(T));
        return value;
    }
};

TEST_F(InspectTest, the_list_of_tasks_tells_names_queues_and_memory) {
    client_.send(phone_, kMethod);
    ASSERT_EQ(client_.system_tasks(system_, 0x1000u, 10u), 2);
    auto info = loaded<abi::TaskInfo>(0x1000 + sizeof(abi::TaskInfo));
    EXPECT_STREQ(info.name, "server");
    EXPECT_EQ(info.id, server_.id());
    EXPECT_EQ(info.incoming, 1u);
    EXPECT_EQ(info.memory, SimulatedMachine::kTaskMemory);
    auto own = loaded<abi::TaskInfo>(0x1000);
    EXPECT_EQ(own.phones, 1u);
    EXPECT_EQ(own.kernel_memory, client_.task().account.used());
}

TEST_F(InspectTest, phones_and_calls_of_a_task_are_listed) {
    client_.send(phone_, kMethod, 7);
    ASSERT_EQ(client_.system_phones(system_, client_.id(), 0x1000u, 10u), 1);
    auto phone = loaded<abi::PhoneInfo>(0x1000);
    EXPECT_EQ(phone.handle, phone_);
    EXPECT_EQ(phone.peer, server_.id());
    EXPECT_EQ(phone.active_calls, 1u);
    ASSERT_EQ(client_.system_calls(system_, server_.id(), 0x1000u, 10u), 1);
    auto call = loaded<abi::CallInfo>(0x1000);
    EXPECT_EQ(call.queue, 1u);
    EXPECT_EQ(call.words[1], 7u);
    receive_call(server_);
    client_.system_calls(system_, server_.id(), 0x1000u, 10u);
    EXPECT_EQ(loaded<abi::CallInfo>(0x1000).queue, 2u);
}

TEST_F(InspectTest, a_list_is_cut_to_its_capacity) {
    EXPECT_EQ(client_.system_tasks(system_, 0x1000u, 1u), 1);
    EXPECT_EQ(client_.system_tasks(system_, 0x1000u, 0u), 0);
    EXPECT_EQ(client_.system_tasks(system_, 0x1000u, ~0ull), 2);
}

TEST_F(InspectTest, inspection_needs_the_right_a_living_task_and_memory) {
    abi::Handle weak = grant_system(client_, Right::trace);
    EXPECT_ERROR(client_.system_tasks(weak, 0x1000u, 1u), permission);
    EXPECT_ERROR(client_.system_phones(weak, client_.id(), 0x1000u, 1u), permission);
    EXPECT_ERROR(client_.system_calls(weak, client_.id(), 0x1000u, 1u), permission);
    EXPECT_ERROR(client_.system_machine(weak, 0x1000u, 1000u), permission);
    EXPECT_ERROR(client_.system_phones(system_, 0u, 0x1000u, 1u), no_entry);
    EXPECT_ERROR(client_.system_calls(system_, 999u, 0x1000u, 1u), no_entry);
    EXPECT_ERROR(client_.system_tasks(system_, ~0ull, 1u), bad_memory);
    EXPECT_ERROR(client_.system_machine(system_, 0x1000u, sizeof(abi::MachineInfo) - 1), overflow);
}

TEST_F(InspectTest, the_machine_tells_its_limits_and_name) {
    ASSERT_OK(client_.system_machine(system_, 0x1000u, 1000u));
    auto info = loaded<abi::MachineInfo>(0x1000);
    EXPECT_EQ(info.tasks, 2u);
    EXPECT_EQ(info.max_tasks, 100u);
    EXPECT_STREQ(info.machine, "host");
    EXPECT_EQ(info.kernel_memory, kernel::kernel().heap.used());
}

TEST_F(InspectTest, the_hash_sees_queues_time_input_and_log_but_not_the_trace) {
    uint64_t before = hash_kernel();
    EXPECT_EQ(hash_kernel(), before);
    kernel::kernel().trace.set_mask(1);
    kernel::kernel().trace.task_created(client_.task());
    EXPECT_EQ(hash_kernel(), before);
    client_.send(phone_, kMethod);
    uint64_t with_call = hash_kernel();
    EXPECT_NE(with_call, before);
    kernel::kernel().clock.advance(1, 0);
    uint64_t later = hash_kernel();
    EXPECT_NE(later, with_call);
    kernel::kernel().devices[0].input("x", 1);
    uint64_t with_input = hash_kernel();
    EXPECT_NE(with_input, later);
    kernel::kernel().log.write(0, "o", "x");
    EXPECT_NE(hash_kernel(), with_input);
}

} // namespace

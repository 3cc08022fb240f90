// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Right;

namespace {

class MachineTest : public KernelTest {
  protected:
    TestTask task_ = spawn("task");
    abi::Handle system_ = grant_system(task_);
};

TEST_F(MachineTest, each_clock_tells_its_time_and_an_unknown_one_none) {
    kernel::kernel().clock.advance(5, 6);
    machine().precise = 7;
    EXPECT_EQ(task_.clock_read(0u), 5);
    EXPECT_EQ(task_.clock_read(1u), 6);
    EXPECT_EQ(task_.clock_read(2u), 7);
    EXPECT_ERROR(task_.clock_read(3u), invalid);
    EXPECT_ERROR(task_.clock_read(~0u), invalid);
}

TEST_F(MachineTest, entropy_repeats_with_the_seed_and_fills_exactly_what_was_asked) {
    kernel::kernel().random.seed(42);
    EXPECT_OK(task_.entropy(0x100u, 13u));
    std::string first = task_.load(0x100, 16);
    EXPECT_EQ(first.substr(13), std::string(3, '\0'));
    kernel::kernel().random.seed(42);
    task_.entropy(0x200u, 13u);
    EXPECT_EQ(task_.load(0x200, 13), first.substr(0, 13));
    task_.entropy(0x300u, 13u);
    EXPECT_NE(task_.load(0x300, 13), first.substr(0, 13));
    EXPECT_OK(task_.entropy(0x300u, 0u));
    EXPECT_OK(task_.entropy(0x300u, 256u));
    EXPECT_ERROR(task_.entropy(0x300u, 257u), limit);
    EXPECT_ERROR(task_.entropy(~0ull, 8u), bad_memory);
}

TEST_F(MachineTest, boot_modules_are_read_whole_by_those_with_the_right) {
    machine().modules = {"the archive"};
    EXPECT_EQ(task_.boot_module(system_, 0u, 0u, 0u), 11);
    EXPECT_EQ(task_.boot_module(system_, 0u, 0x100u, 100u), 11);
    EXPECT_EQ(task_.load(0x100, 11), "the archive");
    EXPECT_ERROR(task_.boot_module(system_, 0u, 0x100u, 10u), overflow);
    EXPECT_ERROR(task_.boot_module(system_, 1u, 0u, 0u), no_entry);
    EXPECT_ERROR(task_.boot_module(system_, 1ull << 32, 0u, 0u), no_entry);
    EXPECT_ERROR(task_.boot_module(system_, 0u, ~0ull, 100u), bad_memory);
    EXPECT_ERROR(task_.boot_module(grant_system(task_, Right::inspect), 0u, 0u, 0u), permission);
}

TEST_F(MachineTest, power_needs_the_right_and_a_known_wish) {
    EXPECT_ERROR(task_.system_power(grant_system(task_, Right::inspect), 0u, 0u), permission);
    EXPECT_ERROR(task_.system_power(system_, 2u, 0u), invalid);
    EXPECT_EQ(machine().powered, -1);
    EXPECT_OK(task_.system_power(system_, 1u, 3u));
    EXPECT_EQ(machine().powered, 1);
    EXPECT_TRUE(kernel::kernel().stopped);
}

TEST_F(MachineTest, a_task_knows_its_number) {
    EXPECT_EQ(task_.task_id(), task_.id());
}

TEST_F(MachineTest, after_exit_every_system_call_says_interrupted_and_does_nothing) {
    TestTask server = spawn("server");
    abi::Handle phone = connect(task_, server);
    EXPECT_OK(task_.task_exit(1u));
    EXPECT_ERROR(task_.send(phone, kMethod), interrupted);
    EXPECT_ERROR(task_.ipc_hangup(phone), interrupted);
    EXPECT_ERROR(task_.handle_close(phone), interrupted);
    EXPECT_ERROR(task_.system_power(system_, 0u, 0u), interrupted);
    EXPECT_ERROR(task_.task_exit(2u), interrupted);
    expect_nothing(server);
    EXPECT_EQ(task_.task().exit_status, 1u);
}

TEST_F(MachineTest, the_kernel_knows_when_it_runs_itself) {
    EXPECT_TRUE(kernel::kernel().in_kernel);
    task_.task_id();
    EXPECT_FALSE(kernel::kernel().in_kernel); // back in the task
}

} // namespace

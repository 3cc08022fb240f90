// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"
#include "kernel/task/create.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Message;
using abi::MessageKind;

namespace {

constexpr uint64_t kMuch = 1000;

class SchedulerTest : public KernelTest {
  protected:
    Scheduler& scheduler_ = kernel::kernel().scheduler;
    std::string story_; // what ran, in order

    /// A started task that writes `letter` for every entry, and the kind of its message.
    TestTask start(const char* letter, int64_t deadline = abi::kForever) {
        TestTask task(*create_task(letter, 1, 0).value());
        set_entry(task, [this, letter, deadline](const Message& message) {
            constexpr const char* kKinds[] = {"-", "s", "c", "a", "n"};
            story_ += std::string(letter) + kKinds[static_cast<uint32_t>(message.kind)] + " ";
            return deadline;
        });
        start_task(task.task());
        return task;
    }
    static void set_entry(const TestTask& task, Entry entry) {
        machine().spaces[task.task().slot].entry = std::move(entry);
    }
    void run() { EXPECT_FALSE(scheduler_.run(scheduler_.dispatches() + kMuch)); }
};

TEST_F(SchedulerTest, tasks_start_in_the_order_in_which_they_were_started) {
    start("A");
    start("B");
    start("C");
    run();
    EXPECT_EQ(story_, "As Bs Cs ");
}

TEST_F(SchedulerTest, a_preempted_task_lets_the_others_run_and_goes_on_without_a_message) {
    TestTask a = start("A", arch::kPreempted);
    start("B");
    a.task().box.notify({1});
    scheduler_.run(4);
    EXPECT_EQ(story_, "As Bs A- A- "); // the notification waits until the dispatch is over
    EXPECT_TRUE(a.task().preempted);
}

TEST_F(SchedulerTest, a_preempted_task_that_has_left_takes_its_next_message) {
    TestTask a = start("A", arch::kPreempted);
    scheduler_.run(1);
    set_entry(a, [this](const Message& message) {
        story_ += message.kind == MessageKind::notification ? "told " : "went on ";
        return abi::kForever;
    });
    a.task().box.notify({1});
    run();
    EXPECT_EQ(story_, "As went on told ");
    EXPECT_EQ(a.task().dispatches, 2u); // going on is not a new one
}

TEST_F(SchedulerTest, a_preempted_task_can_be_killed) {
    TestTask a = start("A", arch::kPreempted);
    scheduler_.run(1);
    kill_task(a.task());
    run();
    EXPECT_EQ(story_, "As ");
}

TEST_F(SchedulerTest, a_preempted_task_that_has_said_exit_ends_there) {
    TestTask a = start("A", arch::kPreempted);
    set_entry(a, [&](const Message&) {
        a.task_exit(3u);
        return arch::kPreempted;
    });
    run();
    EXPECT_FALSE(a.task().alive());
}

TEST_F(SchedulerTest, a_fault_that_the_machine_reports_ends_the_task_and_nothing_else) {
    TestTask a = start("A", arch::kFaulted);
    TestTask b = start("B");
    machine().fault = {abi::FaultKind::divide, 0x1234};
    run();
    EXPECT_EQ(story_, "As Bs ");
    EXPECT_FALSE(a.task().alive());
    EXPECT_TRUE(b.task().alive());
    char log[Log::kMaxLine] = {};
    kernel::kernel().log.read(0, log, sizeof(log) - 1);
    EXPECT_NE(std::string(log).find("(A) ended by a fault"), std::string::npos) << log;
}

TEST_F(SchedulerTest, a_task_that_is_not_started_does_not_run) {
    create_task("idle", 1, 0).value();
    run();
    EXPECT_EQ(scheduler_.dispatches(), 0u);
}

TEST_F(SchedulerTest, each_dispatch_delivers_one_message_and_tasks_take_turns) {
    TestTask a = start("A");
    TestTask b = start("B");
    run();
    story_.clear();
    for (int count = 0; count < 2; ++count) {
        a.task().box.notify({1});
        b.task().box.notify({1});
    }
    run();
    EXPECT_EQ(story_, "An Bn An Bn ");
}

TEST_F(SchedulerTest, a_message_that_waits_at_the_first_entry_is_delivered_after_it) {
    TestTask a = start("A");
    a.task().box.notify({1});
    run();
    EXPECT_EQ(story_, "As An ");
}

TEST_F(SchedulerTest, run_stops_at_the_given_dispatch_and_says_whether_work_is_left) {
    start("A");
    start("B");
    EXPECT_TRUE(scheduler_.run(1));
    EXPECT_EQ(story_, "As ");
    EXPECT_TRUE(scheduler_.run(1)); // reached already
    EXPECT_FALSE(scheduler_.run(2));
    EXPECT_EQ(scheduler_.dispatches(), 2u);
}

TEST_F(SchedulerTest, a_poke_makes_the_next_wait_return_without_message) {
    TestTask a = start("A");
    int entries = 0;
    set_entry(a, [&](const Message& message) {
        EXPECT_EQ(message.kind, entries == 0 ? MessageKind::start : MessageKind::none);
        if (entries++ == 0)
            sys_ipc_poke();
        return abi::kForever;
    });
    run();
    EXPECT_EQ(entries, 2);
}

TEST_F(SchedulerTest, a_task_that_exits_is_gone_after_its_dispatch) {
    TestTask a = start("A");
    set_entry(a, [](const Message&) {
        EXPECT_OK(sys_task_exit(3));
        EXPECT_ERROR(sys_task_id(), interrupted);
        EXPECT_ERROR(sys_ipc_poke(), interrupted);
        return abi::kForever;
    });
    run();
    EXPECT_FALSE(a.alive());
    EXPECT_EQ(kernel::kernel().tasks.count(), 0u);
}

TEST_F(SchedulerTest, a_task_that_kills_itself_is_gone_after_its_dispatch) {
    TestTask a = start("A");
    abi::Handle system = grant_system(a);
    set_entry(a, [&](const Message&) {
        EXPECT_OK(sys_system_kill(system, a.id()));
        EXPECT_TRUE(a.alive());
        return abi::kForever;
    });
    run();
    EXPECT_FALSE(a.alive());
}

TEST_F(SchedulerTest, a_fault_ends_only_the_task_that_ran) {
    TestTask a = start("A");
    TestTask b = start("B");
    set_entry(a, [&](const Message&) {
        scheduler_.fault({abi::TaskState::faulted, 1, 0}); // as the host does after a trap
        return abi::kForever;
    });
    scheduler_.run(1);
    EXPECT_FALSE(a.alive());
    EXPECT_TRUE(b.alive());
}

TEST_F(SchedulerTest, a_fault_while_nobody_runs_is_ignored) {
    scheduler_.fault({abi::TaskState::faulted, 1, 0});
    EXPECT_EQ(kernel::kernel().tasks.count(), 0u);
}

TEST_F(SchedulerTest, a_ready_task_that_is_killed_does_not_run) {
    TestTask a = start("A");
    a.kill();
    run();
    EXPECT_EQ(story_, "");
}

TEST_F(SchedulerTest, a_task_that_is_woken_for_nothing_is_not_entered) {
    TestTask a = start("A");
    run();
    scheduler_.wake(a.task());
    run();
    EXPECT_EQ(story_, "As ");
}

// The queue of the caller itself gets the refusal of a call that it could not deliver to itself.
TEST_F(SchedulerTest, a_task_that_cannot_take_its_own_call_hears_of_it) {
    TestTask a = start("A");
    run();
    abi::Handle self = connect(a, a);
    a.send(self, abi::SystemMethod::connect_to_me);
    uint64_t before = a.task().account.used();
    while (a.task().account.charge(32)) {
    }
    uint64_t filled = a.task().account.used() - before;
    scheduler_.wake(a.task());
    MessageKind seen = MessageKind::none;
    set_entry(a, [&](const Message& message) {
        seen = message.kind;
        EXPECT_ERROR(message, bad_party);
        return abi::kForever;
    });
    run();
    EXPECT_EQ(seen, MessageKind::answer);
    a.task().account.refund(filled);
}

TEST_F(SchedulerTest, halting_stops_at_once) {
    TestTask a = start("A");
    start("B");
    abi::Handle system = grant_system(a);
    set_entry(a, [&](const Message&) {
        EXPECT_OK(sys_system_power(system, 0, 42));
        return abi::kForever;
    });
    EXPECT_TRUE(scheduler_.run(kMuch));
    EXPECT_EQ(story_, "");
    EXPECT_EQ(machine().powered, 0);
    EXPECT_EQ(machine().power_status, 42u);
}

TEST_F(SchedulerTest, a_whole_call_takes_three_dispatches) {
    TestTask server = start("S");
    TestTask client = start("C");
    run();
    abi::Handle phone = connect(client, server);
    uint64_t before = scheduler_.dispatches();
    set_entry(server, [](const Message& message) {
        sys_ipc_answer(message.call, 0, message.words[1] + 1, 0, 0, 0, 0);
        return abi::kForever;
    });
    uint64_t result = 0;
    set_entry(client, [&](const Message& message) {
        if (message.kind == MessageKind::answer)
            result = message.words[1];
        else
            sys_ipc_call(phone, kMethod, 41, 0, 0, 0, 0, 0, 0);
        return abi::kForever;
    });
    client.ipc_poke();
    scheduler_.wake(client.task());
    run();
    EXPECT_EQ(result, 42u);
    EXPECT_EQ(scheduler_.dispatches() - before, 3u); // client, server, client
}

} // namespace

// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Event;
using abi::Message;
using abi::Right;
using abi::TaskState;

namespace {

class EventsTest : public KernelTest {
  protected:
    TestTask watcher_ = spawn("watcher");
    abi::Handle system_ = grant_system(watcher_);

    int64_t subscribe(Event event, uint64_t method = 2000) {
        return watcher_.event_subscribe(system_, uint32_t(event), method);
    }
    void log(const TestTask& task) {
        task.store(0x10, "line");
        EXPECT_OK(task.log_write(0x10u, 4u));
    }
};

TEST_F(EventsTest, a_death_is_told_with_task_state_and_detail) {
    subscribe(Event::task_state, 2001);
    TestTask task = spawn("task");
    destroy_task(task.task(), {TaskState::exited, 7, 0});
    EXPECT_EQ(receive_notification(watcher_).words,
              (abi::Words{2001, task.id(), uint64_t(TaskState::exited), 7, 0, 0}));
    expect_nothing(watcher_);
}

TEST_F(EventsTest, a_fault_is_told_with_its_kind_and_place_before_the_end_of_the_task) {
    subscribe(Event::fault, 2002);
    subscribe(Event::task_state, 2001);
    TestTask task = spawn("task");
    int64_t place = int64_t(12) << 32 | 345;
    destroy_task(task.task(), {TaskState::faulted, uint32_t(abi::FaultKind::divide), place});
    EXPECT_EQ(receive_notification(watcher_).words,
              (abi::Words{2002, task.id(), uint64_t(abi::FaultKind::divide), uint64_t(place), 0, 0}));
    EXPECT_EQ(receive_notification(watcher_).words[0], 2001u);
}

TEST_F(EventsTest, a_fault_is_a_line_in_the_log_that_names_task_kind_and_place) {
    TestTask task = spawn("calculator");
    destroy_task(task.task(),
                 {TaskState::faulted, uint32_t(abi::FaultKind::divide), int64_t(12) << 32 | 345});
    char text[300] = {};
    kernel::kernel().log.read(0, text, sizeof(text) - 1);
    EXPECT_STREQ(text, "[    0.000000] kernel: task 2 (calculator) ended by a fault: division by zero or "
                       "overflow, in function 12 at byte 0x159\n");
}

TEST_F(EventsTest, an_event_has_one_subscriber) {
    TestTask second = spawn("second");
    abi::Handle system = grant_system(second);
    EXPECT_OK(subscribe(Event::fault));
    EXPECT_ERROR(subscribe(Event::fault), exists);
    EXPECT_ERROR(second.event_subscribe(system, uint32_t(Event::fault), 1u), exists);
    EXPECT_ERROR(second.event_unsubscribe(system, uint32_t(Event::fault)), no_entry);
    EXPECT_OK(watcher_.event_unsubscribe(system_, uint32_t(Event::fault)));
    EXPECT_OK(second.event_subscribe(system, uint32_t(Event::fault), 1u));
}

TEST_F(EventsTest, subscribing_needs_the_right_and_a_known_event) {
    abi::Handle weak = grant_system(watcher_, Right::inspect);
    EXPECT_ERROR(watcher_.event_subscribe(weak, uint32_t(Event::fault), 1u), permission);
    EXPECT_ERROR(watcher_.event_subscribe(999u, uint32_t(Event::fault), 1u), no_entry);
    for (uint32_t event : {3u, 4u, 5u, 100u, ~0u}) {
        EXPECT_ERROR(watcher_.event_subscribe(system_, event, 1u), invalid) << event;
        EXPECT_ERROR(watcher_.event_unsubscribe(system_, event), invalid) << event;
        EXPECT_ERROR(watcher_.event_unmask(system_, event), invalid) << event;
    }
}

TEST_F(EventsTest, a_dead_subscriber_frees_the_event) {
    TestTask second = spawn("second");
    abi::Handle system = grant_system(second);
    second.event_subscribe(system, uint32_t(Event::task_state), 1u);
    second.kill();
    EXPECT_OK(subscribe(Event::task_state));
    expect_nothing(watcher_); // it was not told of that death
}

TEST_F(EventsTest, the_log_event_masks_itself_until_it_is_unmasked) {
    subscribe(Event::log);
    for (int line = 0; line < 5; ++line)
        log(watcher_);
    receive_notification(watcher_);
    expect_nothing(watcher_);
    EXPECT_OK(watcher_.event_unmask(system_, uint32_t(Event::log)));
    Message missed = receive_notification(watcher_); // told at once of what came meanwhile
    EXPECT_EQ(missed.words[1], kernel::kernel().log.position());
    EXPECT_OK(watcher_.event_unmask(system_, uint32_t(Event::log)));
    expect_nothing(watcher_); // nothing new
    log(watcher_);
    receive_notification(watcher_);
}

TEST_F(EventsTest, a_flood_of_lines_costs_the_reader_one_notification) {
    subscribe(Event::log);
    TestTask noisy = spawn("noisy");
    for (int line = 0; line < 5000; ++line)
        log(noisy);
    EXPECT_EQ(watcher_.task().box.notifications.size(), 1u);
}

TEST_F(EventsTest, a_log_notification_that_was_lost_does_not_mask) {
    subscribe(Event::log);
    uint64_t before = watcher_.task().account.used();
    while (watcher_.task().account.charge(32)) {
    }
    log(watcher_);
    watcher_.task().account.refund(watcher_.task().account.used() - before);
    expect_nothing(watcher_);
    log(watcher_);
    receive_notification(watcher_);
}

TEST_F(EventsTest, a_reader_that_does_not_read_loses_events_and_nobody_else_pays) {
    subscribe(Event::task_state);
    uint64_t baseline = kernel::kernel().heap.used();
    for (int life = 0; life < 20000; ++life)
        spawn("short").kill();
    EXPECT_LE(watcher_.task().account.used(), abi::kMaxKernelMemory);
    EXPECT_LE(kernel::kernel().heap.used() - baseline, abi::kMaxKernelMemory);
}

} // namespace

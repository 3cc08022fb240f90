// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Event;
using abi::Message;
using abi::Right;

namespace {

class DeviceTest : public KernelTest {
  protected:
    TestTask driver_ = spawn("driver");
    abi::Handle system_ = grant_system(driver_);
    abi::Handle terminal_ = static_cast<abi::Handle>(driver_.device_open(system_, 1u));
    Device& device_ = kernel::kernel().devices[1];

    int64_t subscribe(Event event, uint64_t method = 2000) {
        return driver_.event_subscribe(terminal_, uint32_t(event), method);
    }
    uint32_t type(std::string_view text) {
        return device_.input(text.data(), static_cast<uint32_t>(text.size()));
    }
    std::string read(uint32_t size) {
        int64_t count = driver_.device_read(terminal_, 0x1000u, size);
        EXPECT_GE(count, 0);
        return driver_.load(0x1000, static_cast<size_t>(count));
    }
};

TEST_F(DeviceTest, opening_needs_the_right_and_an_existing_device) {
    EXPECT_ERROR(driver_.device_open(grant_system(driver_, Right::power), 0u), permission);
    EXPECT_ERROR(driver_.device_open(terminal_, 0u), no_entry);
    EXPECT_ERROR(driver_.device_open(system_, abi::kTerminalCount), no_device);
    EXPECT_ERROR(driver_.device_open(system_, ~0u), no_device);
}

TEST_F(DeviceTest, a_machine_whose_drivers_are_tasks_has_no_device) {
    machine().terminals = 0;
    EXPECT_ERROR(driver_.device_open(system_, 0u), no_device);
}

TEST_F(DeviceTest, bytes_come_out_as_they_came_in) {
    type("hello ");
    type("world");
    EXPECT_EQ(read(3), "hel");
    EXPECT_EQ(read(100), "lo world");
    EXPECT_EQ(read(100), "");
}

TEST_F(DeviceTest, a_full_queue_takes_no_more_and_loses_nothing) {
    std::string much(Device::kQueueSize - 10, 'x');
    EXPECT_EQ(type(much), much.size());
    EXPECT_EQ(type("0123456789abcdef"), 10u);
    EXPECT_EQ(type("more"), 0u);
    EXPECT_EQ(read(20), std::string(20, 'x'));
    EXPECT_EQ(type("more"), 4u);
    std::string rest = read(Device::kQueueSize);
    EXPECT_EQ(rest.substr(rest.size() - 14), "0123456789more"); // also over the end of the ring
}

TEST_F(DeviceTest, reading_to_a_bad_address_takes_nothing) {
    type("precious");
    for (uint64_t address : {SimulatedMachine::kTaskMemory, SimulatedMachine::kTaskMemory - 7, ~uint64_t(0)})
        EXPECT_ERROR(driver_.device_read(terminal_, address, 100u), bad_memory) << address;
    EXPECT_EQ(read(100), "precious");
}

TEST_F(DeviceTest, a_read_of_any_size_takes_at_most_what_waits) {
    type("abc");
    EXPECT_EQ(driver_.device_read(terminal_, 0x1000u, ~0ull), 3);
}

TEST_F(DeviceTest, input_is_announced_once_until_the_queue_is_empty) {
    subscribe(Event::device_input, 2005);
    type("a");
    type("b");
    EXPECT_EQ(receive_notification(driver_).words, (abi::Words{2005, 1, 1, 0, 0, 0}));
    expect_nothing(driver_);
    read(1);
    type("c");
    expect_nothing(driver_); // not empty in between
    read(10);
    type("d");
    receive_notification(driver_);
}

TEST_F(DeviceTest, input_that_came_before_the_subscription_is_announced) {
    type("early");
    subscribe(Event::device_input);
    EXPECT_EQ(receive_notification(driver_).words[2], 5u);
}

TEST_F(DeviceTest, an_announcement_that_was_lost_comes_with_the_next_byte) {
    subscribe(Event::device_input);
    uint64_t before = driver_.task().account.used();
    while (driver_.task().account.charge(32)) {
    }
    type("a");
    driver_.task().account.refund(driver_.task().account.used() - before);
    expect_nothing(driver_);
    type("b");
    EXPECT_EQ(receive_notification(driver_).words[2], 2u);
}

TEST_F(DeviceTest, a_change_of_state_is_told_to_its_subscriber) {
    subscribe(Event::device_state, 2006);
    device_.state_changed(abi::DeviceState::resized, 80, 25);
    EXPECT_EQ(receive_notification(driver_).words,
              (abi::Words{2006, 1, uint64_t(abi::DeviceState::resized), 80, 25, 0}));
}

TEST_F(DeviceTest, each_device_has_one_subscriber_an_event) {
    EXPECT_OK(subscribe(Event::device_input));
    EXPECT_ERROR(subscribe(Event::device_input), exists);
    EXPECT_OK(subscribe(Event::device_state));
    int64_t other = driver_.device_open(system_, 2u);
    EXPECT_OK(driver_.event_subscribe(other, uint32_t(Event::device_input), 1u));
    for (uint32_t event : {0u, 1u, 2u, 5u, ~0u})
        EXPECT_ERROR(driver_.event_subscribe(terminal_, event, 1u), invalid) << event;
}

TEST_F(DeviceTest, unsubscribing_a_foreign_event_changes_nothing) {
    subscribe(Event::device_state);
    EXPECT_ERROR(driver_.event_unsubscribe(terminal_, uint32_t(Event::fault)), invalid);
    EXPECT_ERROR(driver_.event_unsubscribe(terminal_, uint32_t(Event::device_input)), no_entry);
    device_.state_changed(abi::DeviceState::opened, 0, 0);
    receive_notification(driver_);
    EXPECT_OK(driver_.event_unsubscribe(terminal_, uint32_t(Event::device_state)));
    device_.state_changed(abi::DeviceState::opened, 0, 0);
    expect_nothing(driver_);
}

TEST_F(DeviceTest, a_dead_driver_frees_its_devices_and_their_input_waits) {
    subscribe(Event::device_input);
    driver_.kill();
    type("kept");
    TestTask next = spawn("next");
    abi::Handle system = grant_system(next);
    int64_t terminal = next.device_open(system, 1u);
    EXPECT_OK(next.event_subscribe(terminal, uint32_t(Event::device_input), 1u));
    EXPECT_EQ(receive_notification(next).words[2], 4u);
}

TEST_F(DeviceTest, written_bytes_reach_their_device) {
    driver_.store(0x500, "output");
    EXPECT_EQ(driver_.device_write(terminal_, 0x500u, 6u), 6);
    EXPECT_EQ(driver_.device_write(terminal_, 0x500u, 0u), 0);
    EXPECT_EQ(machine().output[1], "output");
    EXPECT_EQ(machine().output[0], "");
}

TEST_F(DeviceTest, writing_refuses_bad_handles_addresses_and_sizes) {
    EXPECT_ERROR(driver_.device_write(system_, 0u, 1u), no_entry);
    EXPECT_ERROR(driver_.device_write(terminal_, 0u, abi::kMaxTransfer + 1), limit);
    EXPECT_ERROR(driver_.device_write(terminal_, SimulatedMachine::kTaskMemory, 1u), bad_memory);
    EXPECT_ERROR(driver_.device_write(terminal_, ~0ull, 2u), bad_memory);
    EXPECT_ERROR(driver_.device_read(system_, 0u, 1u), no_entry);
    EXPECT_ERROR(driver_.device_control(system_, 1u, 0u), no_entry);
    EXPECT_EQ(machine().output.size(), 0u);
}

TEST_F(DeviceTest, control_answers_what_the_machine_answers) {
    machine().device_answer = 80 << 16 | 25;
    EXPECT_EQ(driver_.device_control(terminal_, uint32_t(abi::DeviceControl::terminal_size), 0u),
              80 << 16 | 25);
    machine().device_answer = -1;
    EXPECT_ERROR(driver_.device_control(terminal_, 99u, 0u), not_supported);
}

} // namespace

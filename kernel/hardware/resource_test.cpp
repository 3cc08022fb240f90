// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Event;
using abi::HardwareFact;
using abi::HardwareKind;
using abi::Right;
using abi::SystemMethod;

namespace {

constexpr uint64_t kMemory = 0xfd000000;

class HardwareTest : public KernelTest {
  protected:
    TestTask driver_ = spawn("driver");
    TestTask other_ = spawn("other");
    abi::Handle system_ = grant_system(driver_);
    abi::Handle other_system_ = grant_system(other_);
    SimulatedHardware& hardware_ = machine().hardware;

    static int64_t open(const TestTask& task, abi::Handle system, HardwareKind kind, uint64_t base,
                        uint64_t size) {
        return task.hardware_open(system, uint32_t(kind), base, size);
    }
    int64_t open(HardwareKind kind, uint64_t base, uint64_t size) {
        return open(driver_, system_, kind, base, size);
    }
    int64_t open_other(HardwareKind kind, uint64_t base, uint64_t size) {
        return open(other_, other_system_, kind, base, size);
    }
    abi::Handle must_open(HardwareKind kind, uint64_t base, uint64_t size) {
        int64_t handle = open(kind, base, size);
        EXPECT_GT(handle, 0);
        return static_cast<abi::Handle>(handle);
    }
    abi::Handle open_interrupt(uint64_t number, uint64_t method) {
        abi::Handle handle = must_open(HardwareKind::interrupt, number, 0);
        EXPECT_OK(driver_.event_subscribe(handle, uint32_t(Event::interrupt), method));
        return handle;
    }
    int64_t fact(abi::Handle handle, HardwareFact fact) {
        return driver_.hardware_query(handle, uint32_t(fact));
    }
};

TEST_F(HardwareTest, opening_needs_the_right) {
    abi::Handle weak = grant_system(driver_, Right::all & Right(~uint32_t(Right::devices)));
    EXPECT_ERROR(open(driver_, weak, HardwareKind::ports, 0x60, 1), permission);
    EXPECT_ERROR(driver_.hardware_info(weak, 0u, sizeof(abi::HardwareInfo)), permission);
}

TEST_F(HardwareTest, a_machine_without_hardware_says_so_to_who_may_ask) {
    hardware_.present = false;
    abi::Handle weak = grant_system(driver_, Right::power);
    EXPECT_ERROR(open(HardwareKind::ports, 0x60, 1), not_supported);
    EXPECT_ERROR(driver_.hardware_info(system_, 0u, sizeof(abi::HardwareInfo)), not_supported);
    EXPECT_ERROR(open(driver_, weak, HardwareKind::ports, 0x60, 1), permission);
    EXPECT_ERROR(open(driver_, 999, HardwareKind::ports, 0x60, 1), no_entry);
}

TEST_F(HardwareTest, each_kind_has_its_handle_type) {
    auto type = [&](abi::Handle handle) { return abi::HandleType(driver_.handle_query(handle) >> 32); };
    EXPECT_EQ(type(must_open(HardwareKind::ports, 0x60, 5)), abi::HandleType::ports);
    EXPECT_EQ(type(must_open(HardwareKind::memory, kMemory, 0x1000)), abi::HandleType::memory_range);
    EXPECT_EQ(type(must_open(HardwareKind::dma, 0, 0x1000)), abi::HandleType::memory_range);
    EXPECT_EQ(type(must_open(HardwareKind::interrupt, 1, 0)), abi::HandleType::interrupt);
    EXPECT_EQ(type(must_open(HardwareKind::message_interrupt, 0, 0)), abi::HandleType::interrupt);
}

TEST_F(HardwareTest, a_range_that_makes_no_sense_is_refused) {
    constexpr struct {
        HardwareKind kind;
        uint64_t base;
        uint64_t size;
    } kBad[] = {
        {HardwareKind::ports, 0x60, 0},
        {HardwareKind::ports, 0xffff, 2},
        {HardwareKind::ports, ~0ull, 2},
        {HardwareKind::ports, 0, 65537},
        {HardwareKind::memory, kMemory, 0},
        {HardwareKind::memory, kMemory + 1, 0x1000},
        {HardwareKind::memory, kMemory, 100},
        {HardwareKind::memory, ~0ull << 12, 0x1000},
        {HardwareKind::interrupt, 1, 1},
        {HardwareKind::message_interrupt, 1, 0},
        {HardwareKind::dma, 0, 0},
        {HardwareKind::dma, 0x1000, 0x1000},
        {HardwareKind(0), 0, 0},
        {HardwareKind(6), 0x1000, 0x1000},
    };
    for (const auto& bad : kBad)
        EXPECT_ERROR(open(bad.kind, bad.base, bad.size), invalid) << int(bad.kind) << " " << bad.base;
    EXPECT_ERROR(open(HardwareKind::dma, 0, abi::kMaxDmaSize + 1), limit);
    EXPECT_ERROR(open(HardwareKind::interrupt, 24, 0), no_entry);
    EXPECT_ERROR(open(HardwareKind::interrupt, ~0ull, 0), no_entry);
}

TEST_F(HardwareTest, what_the_machine_uses_itself_is_busy) {
    EXPECT_ERROR(open(HardwareKind::ports, 0x1f, 2), busy);
    EXPECT_ERROR(open(HardwareKind::memory, SimulatedHardware::kRam, 0x1000), busy);
    EXPECT_ERROR(open(HardwareKind::memory, 0, 0x101000), busy);
    EXPECT_ERROR(open(HardwareKind::interrupt, SimulatedHardware::kOwnInterrupt, 0), busy);
}

TEST_F(HardwareTest, what_another_handle_owns_is_busy_until_it_is_closed) {
    abi::Handle ports = must_open(HardwareKind::ports, 0x60, 5);
    abi::Handle memory = must_open(HardwareKind::memory, kMemory, 0x2000);
    abi::Handle line = must_open(HardwareKind::interrupt, 4, 0);
    EXPECT_ERROR(open_other(HardwareKind::ports, 0x64, 1), busy);
    EXPECT_ERROR(open(HardwareKind::ports, 0x5f, 2), busy);
    EXPECT_ERROR(open_other(HardwareKind::memory, kMemory + 0x1000, 0x1000), busy);
    EXPECT_ERROR(open_other(HardwareKind::interrupt, 4, 0), busy);
    EXPECT_ERROR(open_other(HardwareKind::interrupt, abi::kBusInterrupt + 4, 0), busy);
    EXPECT_OK(open_other(HardwareKind::ports, 0x65, 1));
    EXPECT_OK(open_other(HardwareKind::memory, kMemory + 0x2000, 0x1000));
    for (abi::Handle handle : {ports, memory, line})
        EXPECT_OK(driver_.handle_close(handle));
    EXPECT_OK(open_other(HardwareKind::ports, 0x64, 1));
    EXPECT_OK(open_other(HardwareKind::memory, kMemory, 0x2000));
    EXPECT_OK(open_other(HardwareKind::interrupt, 4, 0));
}

TEST_F(HardwareTest, no_hardware_handle_can_be_duplicated) {
    abi::Handle ports = must_open(HardwareKind::ports, 0x60, 1);
    EXPECT_ERROR(driver_.handle_duplicate(ports, ~0u), permission);
}

TEST_F(HardwareTest, ports_are_read_and_written_only_inside_the_range) {
    abi::Handle ports = must_open(HardwareKind::ports, 0x3f8, 8);
    EXPECT_OK(driver_.port_write(ports, 7u, 1u, 0x5au));
    EXPECT_EQ(hardware_.ports[0x3ff], 0x5au);
    EXPECT_EQ(driver_.port_read(ports, 7u, 1u), 0x5a);
    EXPECT_EQ(driver_.port_read(ports, 4u, 4u), 0xffffffff);
    for (uint64_t offset : {uint64_t(8), ~uint64_t(0), uint64_t(1) << 32})
        EXPECT_ERROR(driver_.port_read(ports, offset, 1u), invalid);
    EXPECT_ERROR(driver_.port_read(ports, 7u, 2u), invalid);
    EXPECT_ERROR(driver_.port_write(ports, 5u, 4u, 0u), invalid);
    for (uint32_t width : {0u, 3u, 8u, ~0u})
        EXPECT_ERROR(driver_.port_read(ports, 0u, width), invalid);
}

TEST_F(HardwareTest, memory_is_mapped_once_and_unmapped_when_closed) {
    abi::Handle memory = must_open(HardwareKind::memory, kMemory, 0x3000);
    EXPECT_ERROR(driver_.memory_map(memory, 4u), invalid);
    int64_t address = driver_.memory_map(memory, 3u);
    ASSERT_GT(address, 0);
    const auto& mapping = hardware_.mappings.at(uint64_t(address));
    EXPECT_EQ(mapping.slot, driver_.task().slot);
    EXPECT_EQ(mapping.physical, kMemory);
    EXPECT_EQ(mapping.size, 0x3000u);
    EXPECT_EQ(mapping.flags, 3u);
    EXPECT_FALSE(mapping.cached);
    EXPECT_ERROR(driver_.memory_map(memory, 3u), exists);
    EXPECT_OK(driver_.handle_close(memory));
    EXPECT_TRUE(hardware_.mappings.empty());
}

TEST_F(HardwareTest, dma_memory_is_whole_pages_cached_and_has_a_physical_address) {
    abi::Handle dma = must_open(HardwareKind::dma, 0, 5000);
    EXPECT_EQ(fact(dma, HardwareFact::size), 0x2000);
    EXPECT_TRUE(hardware_.dma.count(uint64_t(fact(dma, HardwareFact::base))));
    int64_t address = driver_.memory_map(dma, 1u);
    EXPECT_TRUE(hardware_.mappings.at(uint64_t(address)).cached);
    EXPECT_OK(driver_.handle_close(dma));
    EXPECT_TRUE(hardware_.dma.empty());
}

TEST_F(HardwareTest, dma_memory_of_a_task_ends_at_its_limit) {
    for (uint64_t size = 0; size < abi::kMaxDmaMemory; size += abi::kMaxDmaSize)
        EXPECT_OK(open(HardwareKind::dma, 0, abi::kMaxDmaSize));
    EXPECT_ERROR(open(HardwareKind::dma, 0, 1), limit);
    EXPECT_OK(open_other(HardwareKind::dma, 0, 1));
}

TEST_F(HardwareTest, a_machine_out_of_memory_changes_nothing) {
    abi::Handle memory = must_open(HardwareKind::memory, kMemory, 0x1000);
    hardware_.exhausted = true;
    EXPECT_ERROR(open(HardwareKind::dma, 0, 1), no_memory);
    EXPECT_ERROR(driver_.memory_map(memory, 0u), no_memory);
    hardware_.exhausted = false;
    EXPECT_OK(driver_.memory_map(memory, 0u));
}

TEST_F(HardwareTest, an_interrupt_is_told_once_until_it_is_unmasked) {
    abi::Handle line = open_interrupt(abi::kBusInterrupt + 4, 2000);
    hardware_.interrupt(4);
    EXPECT_EQ(receive_notification(driver_).words, (abi::Words{2000, 4, 0, 0, 0, 0}));
    hardware_.interrupt(4); // masked: the device waits
    expect_nothing(driver_);
    EXPECT_OK(driver_.event_unmask(line, uint32_t(Event::interrupt)));
    hardware_.interrupt(4);
    EXPECT_EQ(receive_notification(driver_).words[0], 2000u);
}

TEST_F(HardwareTest, nobody_hears_an_interrupt_before_subscribing_or_after_unsubscribing) {
    abi::Handle line = must_open(HardwareKind::interrupt, 4, 0);
    hardware_.interrupt(4);
    expect_nothing(driver_);
    EXPECT_ERROR(driver_.event_unmask(line, uint32_t(Event::interrupt)), no_entry);
    EXPECT_OK(driver_.event_subscribe(line, uint32_t(Event::interrupt), 2000u));
    EXPECT_ERROR(driver_.event_subscribe(line, uint32_t(Event::interrupt), 2000u), exists);
    EXPECT_OK(driver_.event_unsubscribe(line, uint32_t(Event::interrupt)));
    EXPECT_ERROR(driver_.event_unsubscribe(line, uint32_t(Event::interrupt)), no_entry);
    hardware_.interrupt(4);
    expect_nothing(driver_);
}

TEST_F(HardwareTest, an_interrupt_handle_has_no_other_events) {
    abi::Handle line = must_open(HardwareKind::interrupt, 4, 0);
    for (uint32_t event : {0u, 2u, 3u, 4u, 6u}) {
        EXPECT_ERROR(driver_.event_subscribe(line, event, 1u), invalid);
        EXPECT_ERROR(driver_.event_unsubscribe(line, event), invalid);
        EXPECT_ERROR(driver_.event_unmask(line, event), invalid);
    }
    EXPECT_ERROR(driver_.event_subscribe(system_, uint32_t(Event::interrupt), 1u), invalid);
}

TEST_F(HardwareTest, an_interrupt_that_a_full_account_could_not_take_comes_with_the_next_unmask) {
    abi::Handle line = open_interrupt(4, 2000);
    uint64_t before = driver_.task().account.used();
    while (driver_.task().account.charge(32)) {
    }
    hardware_.interrupt(4);
    expect_nothing(driver_);
    driver_.task().account.refund(driver_.task().account.used() - before);
    EXPECT_OK(driver_.event_unmask(line, uint32_t(Event::interrupt)));
    receive_notification(driver_);
}

TEST_F(HardwareTest, a_message_interrupt_says_where_to_write) {
    abi::Handle line = must_open(HardwareKind::message_interrupt, 0, 0);
    EXPECT_EQ(fact(line, HardwareFact::message_address), 0xfee00000);
    int64_t number = fact(line, HardwareFact::message_data);
    EXPECT_OK(driver_.event_subscribe(line, uint32_t(Event::interrupt), 2000u));
    hardware_.interrupt(static_cast<uint32_t>(number));
    receive_notification(driver_);
    for (uint32_t count = 1; count < SimulatedHardware::kMessageLines; ++count)
        must_open(HardwareKind::message_interrupt, 0, 0);
    EXPECT_ERROR(open(HardwareKind::message_interrupt, 0, 0), limit);
}

TEST_F(HardwareTest, facts_that_a_resource_does_not_have_are_refused) {
    abi::Handle ports = must_open(HardwareKind::ports, 0x60, 5);
    EXPECT_EQ(fact(ports, HardwareFact::base), 0x60);
    EXPECT_EQ(fact(ports, HardwareFact::size), 5);
    EXPECT_ERROR(fact(ports, HardwareFact::message_data), not_supported);
    EXPECT_ERROR(fact(ports, HardwareFact(0)), invalid);
    EXPECT_ERROR(driver_.hardware_query(system_, 1u), no_entry);
}

TEST_F(HardwareTest, the_death_of_the_owner_gives_everything_back) {
    must_open(HardwareKind::ports, 0x60, 5);
    open_interrupt(1, 2000);
    driver_.memory_map(must_open(HardwareKind::dma, 0, 0x1000), 1u);
    driver_.memory_map(must_open(HardwareKind::memory, kMemory, 0x1000), 1u);
    must_open(HardwareKind::message_interrupt, 0, 0);
    hardware_.interrupt(1);
    driver_.kill();
    EXPECT_TRUE(hardware_.dma.empty() && hardware_.mappings.empty() && hardware_.unmasked.empty());
    EXPECT_OK(open_other(HardwareKind::ports, 0x60, 5));
    EXPECT_OK(open_other(HardwareKind::interrupt, 1, 0));
    EXPECT_OK(open_other(HardwareKind::memory, kMemory, 0x1000));
}

TEST_F(HardwareTest, a_granted_handle_belongs_to_the_new_task_only) {
    abi::Handle dma = must_open(HardwareKind::dma, 0, 0x1000);
    abi::Handle image = make_image(driver_, system_);
    auto child = static_cast<abi::Handle>(driver_.task_create(system_, image, 0u, 0u, 0u, 0u));
    EXPECT_ERROR(driver_.task_grant(child, dma, 9u, ~0u, 1u), permission); // kept: would be two owners
    driver_.memory_map(dma, 1u);
    EXPECT_ERROR(driver_.task_grant(child, dma, 9u, ~0u, 0u), busy); // mapped here
    abi::Handle ports = must_open(HardwareKind::ports, 0x60, 5);
    EXPECT_OK(driver_.task_grant(child, ports, 10u, ~0u, 0u));
    EXPECT_ERROR(driver_.port_read(ports, 0u, 1u), no_entry);
    EXPECT_CONSISTENT();
    EXPECT_OK(driver_.task_kill(child));
    EXPECT_OK(open_other(HardwareKind::ports, 0x60, 5));
}

TEST_F(HardwareTest, a_delegated_handle_moves_unless_it_is_in_use) {
    abi::Handle phone = connect(driver_, other_);
    abi::Handle line = open_interrupt(4, 2000);
    driver_.send(phone, SystemMethod::delegate, line);
    EXPECT_EQ(error_of(receive_answer(driver_)), abi::Error::busy);
    driver_.event_unsubscribe(line, uint32_t(Event::interrupt));
    driver_.send(phone, SystemMethod::delegate, line);
    abi::Message call = receive_call(other_);
    EXPECT_OK(other_.answer(call));
    EXPECT_OK(receive_answer(driver_));
    auto moved = static_cast<abi::Handle>(call.words[1]);
    EXPECT_OK(other_.event_subscribe(moved, uint32_t(Event::interrupt), 3000u));
    EXPECT_ERROR(driver_.event_subscribe(line, uint32_t(Event::interrupt), 1u), no_entry);
    hardware_.interrupt(4);
    EXPECT_EQ(receive_notification(other_).words[0], 3000u);
}

TEST_F(HardwareTest, who_cannot_pay_does_not_get_a_delegated_handle) {
    abi::Handle phone = connect(driver_, other_);
    for (int count = 0; count < 8; ++count)
        open_other(HardwareKind::dma, 0, abi::kMaxDmaSize);
    abi::Handle dma = must_open(HardwareKind::dma, 0, 0x1000);
    driver_.send(phone, SystemMethod::delegate, dma);
    EXPECT_ERROR(other_.answer(receive_call(other_)), limit);
    EXPECT_ERROR(receive_answer(driver_), bad_party);
    EXPECT_OK(driver_.memory_map(dma, 0u));
}

TEST_F(HardwareTest, info_is_copied_whole_or_not_at_all) {
    hardware_.info.framebuffer.width = 1024;
    std::strcpy(hardware_.info.command_line, "console=serial");
    EXPECT_ERROR(driver_.hardware_info(system_, 0x1000u, sizeof(abi::HardwareInfo) - 1), overflow);
    EXPECT_ERROR(driver_.hardware_info(system_, SimulatedMachine::kTaskMemory - 8, 1000u), bad_memory);
    ASSERT_OK(driver_.hardware_info(system_, 0x1000u, sizeof(abi::HardwareInfo)));
    abi::HardwareInfo info;
    std::memcpy(&info, driver_.load(0x1000, sizeof(info)).data(), sizeof(info));
    EXPECT_EQ(info.framebuffer.width, 1024u);
    EXPECT_STREQ(info.command_line, "console=serial");
}

TEST_F(HardwareTest, the_clock_is_set_once_and_goes_on_at_the_machines_pace) {
    auto& clock = kernel::kernel().clock;
    clock.advance(1000, 5000);
    EXPECT_OK(driver_.clock_set(system_, 1'000'000u));
    EXPECT_EQ(driver_.clock_read(uint32_t(abi::Clock::real_time)), 1'000'000);
    clock.advance(1500, 5500);
    EXPECT_EQ(driver_.clock_read(uint32_t(abi::Clock::real_time)), 1'000'500);
    EXPECT_EQ(driver_.clock_read(uint32_t(abi::Clock::uptime)), 1500);
    EXPECT_ERROR(driver_.clock_set(system_, ~0ull), invalid);
    EXPECT_ERROR(driver_.clock_set(grant_system(driver_, Right::power), 0u), permission);
    hardware_.present = false;
    EXPECT_ERROR(driver_.clock_set(system_, 0u), not_supported);
}

TEST_F(HardwareTest, a_bomb_of_resources_stays_in_its_account) {
    for (uint64_t port = 0x1000; port < 0x2200; ++port)
        open(HardwareKind::ports, port, 1);
    EXPECT_LE(driver_.task().account.used(), abi::kMaxKernelMemory);
    EXPECT_OK(open_other(HardwareKind::ports, 0x60, 1));
}

} // namespace

// SPDX-License-Identifier: MIT
#include "servers/usb/controller.hpp"

#include <algorithm>
#include <cstring>

namespace usb {

using abi::Error;
using abi::Result;

namespace {

// Capability registers.
constexpr uint32_t kCapabilityLength = 0x00;
constexpr uint32_t kStructure1 = 0x04;
constexpr uint32_t kStructure2 = 0x08;
constexpr uint32_t kCapabilities = 0x10;
constexpr uint32_t kDoorbellOffset = 0x14;
constexpr uint32_t kRuntimeOffset = 0x18;
constexpr uint32_t kLargeContexts = 1 << 2;

// Operational registers.
constexpr uint32_t kCommand = 0x00;
constexpr uint32_t kStatus = 0x04;
constexpr uint32_t kCommandRing = 0x18;
constexpr uint32_t kContextArray = 0x30;
constexpr uint32_t kConfigure = 0x38;
constexpr uint32_t kRun = 1 << 0;
constexpr uint32_t kReset = 1 << 1;
constexpr uint32_t kInterrupts = 1 << 2;
constexpr uint32_t kHalted = 1 << 0;
constexpr uint32_t kSystemError = 1 << 2;
constexpr uint32_t kEventInterrupt = 1 << 3;
constexpr uint32_t kNotReady = 1 << 11;
constexpr uint32_t kControllerError = 1 << 12;

// Registers of the first interrupter.
constexpr uint32_t kInterrupter = 0x20;
constexpr uint32_t kModeration = 0x24;
constexpr uint32_t kSegmentCount = 0x28;
constexpr uint32_t kSegmentTable = 0x30;
constexpr uint32_t kDequeue = 0x38;
constexpr uint32_t kPending = 1 << 0;
constexpr uint32_t kEnabled = 1 << 1;
constexpr uint32_t kHandlerBusy = 1 << 3;

// Port registers.
constexpr uint32_t kConnected = 1 << 0;
constexpr uint32_t kPortEnabled = 1 << 1;
constexpr uint32_t kPortReset = 1 << 4;
constexpr uint32_t kPower = 1 << 9;
constexpr uint32_t kKept = kPower | 3 << 14 | 7 << 25; // what a write must not change
constexpr uint32_t kConnectChange = 1 << 17;
constexpr uint32_t kResetChange = 1 << 21;
constexpr uint32_t kChanges = 0x7f << 17;

constexpr uint32_t kLegacySupport = 1; // extended capability
constexpr uint32_t kFirmwareOwns = 1 << 16;
constexpr uint32_t kSystemOwns = 1 << 24;
constexpr uint32_t kLegacyInterrupts = 1 << 0 | 1 << 4 | 7 << 13;
constexpr int kMostCapabilities = 64;

constexpr uint64_t kResetPatience = 1'000'000; // microseconds
constexpr uint64_t kFirmwarePatience = 1'000'000;
constexpr uint64_t kCommandPatience = 1'000'000;
constexpr uint64_t kPortPatience = 500'000;
constexpr uint64_t kStep = 1'000;
constexpr int kMostEvents = 4096; // taken at once

} // namespace

void Controller::write_wide(uint32_t offset, uint64_t value) {
    hardware_.write(offset, uint32_t(value));
    hardware_.write(offset + 4, uint32_t(value >> 32));
}

Result<void> Controller::wait_for_register(uint32_t offset, uint32_t mask, uint32_t value,
                                           uint64_t microseconds) {
    const uint64_t deadline = hardware_.now() + microseconds;
    while ((hardware_.read(offset) & mask) != value) {
        if (hardware_.now() >= deadline)
            return Error::timeout;
        hardware_.wait(kStep);
    }
    return {};
}

Result<void> Controller::start() {
    TRY(read_capabilities());
    take_from_firmware();
    TRY(reset());
    TRY(set_up_rings());
    hardware_.write(operational_ + kCommand, kRun | kInterrupts);
    TRY(wait_for_register(operational_ + kStatus, kHalted, 0, kResetPatience));
    for (uint32_t port = 1; port <= ports_; port++) // where the power of ports can be switched
        hardware_.write(port_register(port), (hardware_.read(port_register(port)) & kKept) | kPower);
    return {};
}

Result<void> Controller::read_capabilities() {
    operational_ = hardware_.read(kCapabilityLength) & 0xff;
    const uint32_t structure = hardware_.read(kStructure1);
    if (operational_ < 0x20 || structure == ~0u)
        return Error::not_supported;
    slots_ = std::min(structure & 0xff, kMaxSlots);
    ports_ = structure >> 24;
    context_size_ = (hardware_.read(kCapabilities) & kLargeContexts) != 0 ? 64 : 32;
    doorbells_ = hardware_.read(kDoorbellOffset) & ~3u;
    runtime_ = hardware_.read(kRuntimeOffset) & ~31u;
    return slots_ == 0 || ports_ == 0 ? Error::not_supported : Error::ok;
}

// Firmware that does not let go is not waited for longer: the reset follows anyway.
void Controller::take_from_firmware() {
    uint32_t place = (hardware_.read(kCapabilities) >> 16) * 4;
    for (int i = 0; i < kMostCapabilities && place != 0; i++) {
        const uint32_t capability = hardware_.read(place);
        if ((capability & 0xff) == kLegacySupport) {
            hardware_.write(place, capability | kSystemOwns);
            (void)wait_for_register(place, kFirmwareOwns, 0, kFirmwarePatience);
            hardware_.write(place + 4, hardware_.read(place + 4) & ~kLegacyInterrupts);
            return;
        }
        const uint32_t next = capability >> 8 & 0xff;
        place = next == 0 ? 0 : place + next * 4;
    }
}

Result<void> Controller::reset() {
    TRY(wait_for_register(operational_ + kStatus, kNotReady, 0, kResetPatience));
    hardware_.write(operational_ + kCommand, hardware_.read(operational_ + kCommand) & ~(kRun | kInterrupts));
    TRY(wait_for_register(operational_ + kStatus, kHalted, kHalted, kResetPatience));
    hardware_.write(operational_ + kCommand, kReset);
    TRY(wait_for_register(operational_ + kCommand, kReset, 0, kResetPatience));
    return wait_for_register(operational_ + kStatus, kNotReady, 0, kResetPatience);
}

Result<void> Controller::allocate_scratchpad(uint32_t pages) {
    if (pages == 0)
        return {};
    if (pages > kPageSize / 8)
        return Error::not_supported;
    const Page table = TRY(hardware_.allocate());
    for (uint32_t i = 0; i < pages; i++) {
        const Page page = TRY(hardware_.allocate());
        std::memcpy(table.bytes + i * 8, &page.physical, 8);
    }
    set_device_context(0, table.physical);
    return {};
}

Result<void> Controller::set_up_rings() {
    hardware_.write(operational_ + kConfigure, slots_);
    contexts_ = TRY(hardware_.allocate());
    const uint32_t structure = hardware_.read(kStructure2);
    TRY(allocate_scratchpad((structure >> 21 & 31) << 5 | structure >> 27));
    write_wide(operational_ + kContextArray, contexts_.physical);
    commands_ = ProducerRing(TRY(hardware_.allocate()));
    write_wide(operational_ + kCommandRing, commands_.start());

    const Page events = TRY(hardware_.allocate());
    events_ = ConsumerRing(events);
    const Page table = TRY(hardware_.allocate());
    const uint64_t segment[2] = {events.physical, kRingBlocks};
    std::memcpy(table.bytes, segment, sizeof(segment));
    hardware_.write(runtime_ + kSegmentCount, 1);
    write_wide(runtime_ + kDequeue, events.physical);
    write_wide(runtime_ + kSegmentTable, table.physical);
    hardware_.write(runtime_ + kModeration, 4000); // at most one interrupt a millisecond
    hardware_.write(runtime_ + kInterrupter, kPending | kEnabled);
    return {};
}

bool Controller::has_failed() {
    const uint32_t status = hardware_.read(operational_ + kStatus);
    return status == ~0u || (status & (kSystemError | kControllerError)) != 0;
}

PortState Controller::port(uint32_t number) {
    const uint32_t value = hardware_.read(port_register(number));
    return {(value & kConnected) != 0, (value & kPortEnabled) != 0, (value & kConnectChange) != 0,
            value >> 10 & 15};
}

void Controller::acknowledge(uint32_t port) {
    const uint32_t value = hardware_.read(port_register(port));
    hardware_.write(port_register(port), (value & kKept) | (value & kChanges));
}

Result<void> Controller::reset_port(uint32_t number) {
    const uint32_t place = port_register(number);
    hardware_.write(place, (hardware_.read(place) & kKept) | kPortReset);
    TRY(wait_for_register(place, kResetChange, kResetChange, kPortPatience));
    const uint64_t ready = hardware_.now() + 10'000; // the device may take so long to recover
    while (hardware_.now() < ready)
        hardware_.wait(kStep);
    acknowledge(number);
    return port(number).enabled ? Error::ok : Error::io;
}

void Controller::ring_doorbell(uint32_t slot, uint32_t endpoint) {
    hardware_.write(doorbells_ + 4 * slot, endpoint);
}

void Controller::set_device_context(uint32_t slot, uint64_t physical) {
    std::memcpy(contexts_.bytes + 8 * slot, &physical, 8);
}

void Controller::take_events() {
    hardware_.write(operational_ + kStatus, kEventInterrupt);
    hardware_.write(runtime_ + kInterrupter, kPending | kEnabled);
    Block event;
    for (int i = 0; i < kMostEvents && events_.take(event); i++)
        handle(event);
    write_wide(runtime_ + kDequeue, events_.position() | kHandlerBusy);
}

void Controller::handle(const Block& event) {
    if (event.type() == BlockType::transfer_event) {
        TransferListener* const listener = event.slot() <= slots_ ? listeners_[event.slot()] : nullptr;
        if (listener != nullptr)
            listener->transferred(event.endpoint(), event.completion(), event.residue());
    } else if (event.type() == BlockType::command_completion && event.parameter == waiting_for_) {
        completed_ = true;
        completion_ = event.completion();
        completed_slot_ = event.slot();
    }
}

Result<void> Controller::wait_until(bool (*done)(void*), void* context, uint64_t microseconds) {
    const uint64_t deadline = hardware_.now() + microseconds;
    for (;;) {
        take_events();
        if (done(context))
            return {};
        if (hardware_.now() >= deadline)
            return Error::timeout;
        hardware_.wait(kStep * 10);
    }
}

Result<uint32_t> Controller::command(const Block& block) {
    completed_ = false;
    waiting_for_ = commands_.push(block);
    ring_doorbell(0, 0);
    const auto done = [](void* self) { return static_cast<Controller*>(self)->completed_; };
    const auto waited = wait_until(done, this, kCommandPatience);
    waiting_for_ = 0;
    if (!waited.ok())
        return waited.error();
    if (completion_ != kSuccess)
        return Error::io;
    return completed_slot_;
}

} // namespace usb

// SPDX-License-Identifier: MIT
#include "servers/usb/device.hpp"

#include <algorithm>
#include <cstring>

namespace usb {

using abi::Error;
using abi::Result;

namespace {

enum PageUse { kDeviceContext, kInputContext, kControlRing, kReportRing, kBuffer };

constexpr uint32_t kReportOffset = 2048; // in the buffer page, behind the data of control transfers
constexpr uint32_t kControlContext = 1;
constexpr uint32_t kControlType = 4;
constexpr uint32_t kInterruptInType = 7;
constexpr uint32_t kFullSpeed = 1;
constexpr uint32_t kLowSpeed = 2;
constexpr uint32_t kHighSpeed = 3;
constexpr uint64_t kPatience = 2'000'000; // microseconds for a control transfer
constexpr int kMostFailures = 8;

constexpr uint8_t kGetDescriptor = 6;
constexpr uint8_t kSetConfiguration = 9;
constexpr uint8_t kToInterface = 0x21; // class request
constexpr uint8_t kSetReport = 9;
constexpr uint8_t kSetIdle = 10;
constexpr uint8_t kSetProtocol = 11;
constexpr uint16_t kOutputReport = 0x0200;

uint32_t first_packet_size(uint32_t speed) {
    return speed > kHighSpeed ? 512 : speed == kHighSpeed ? 64 : 8;
}

/// The largest n with 2^n <= value; 0 for 0.
uint32_t logarithm(uint32_t value) {
    uint32_t result = 0;
    while (value > 1) {
        value >>= 1;
        result++;
    }
    return result;
}

Block slot_command(BlockType type, uint32_t slot, uint64_t parameter = 0, uint32_t endpoint = 0) {
    return {parameter, 0, Block::type(type) | slot << 24 | endpoint << 16};
}

} // namespace

Result<std::unique_ptr<Device>> Device::open(Controller& controller, uint32_t port, uint32_t speed) {
    std::unique_ptr<Device> device(new Device(controller, port, speed));
    TRY(device->allocate());
    device->slot_ = TRY(controller.command({0, 0, Block::type(BlockType::enable_slot)}));
    if (device->slot_ == 0 || device->slot_ > controller.slots()) {
        device->slot_ = 0;
        return Error::limit;
    }
    controller.listen(device->slot_, device.get());
    TRY(device->address());
    if (speed == kFullSpeed)
        TRY(device->learn_packet_size());
    return device;
}

Result<void> Device::allocate() {
    for (Page& page : pages_)
        page = TRY(controller_.hardware().allocate());
    control_ring_ = ProducerRing(pages_[kControlRing]);
    report_ring_ = ProducerRing(pages_[kReportRing]);
    return {};
}

// A slot that cannot be taken back keeps its memory: the controller might still write there.
Device::~Device() {
    if (slot_ != 0) {
        controller_.listen(slot_, nullptr);
        if (!controller_.command(slot_command(BlockType::disable_slot, slot_)).ok())
            return;
        controller_.set_device_context(slot_, 0);
    }
    for (const Page page : pages_)
        if (page)
            controller_.hardware().free(page);
}

uint32_t* Device::input(uint32_t context) {
    return reinterpret_cast<uint32_t*>(pages_[kInputContext].bytes +
                                       (context + 1) * controller_.context_size());
}

void Device::begin_input(uint32_t added) {
    std::memset(pages_[kInputContext].bytes, 0, kPageSize);
    auto* const control = reinterpret_cast<uint32_t*>(pages_[kInputContext].bytes);
    control[1] = added;
}

void Device::set_slot(uint32_t last_context) {
    uint32_t* const slot = input(0);
    slot[0] = last_context << 27 | speed_ << 20;
    slot[1] = port_ << 16;
}

void Device::set_endpoint(uint32_t context, uint32_t type, uint32_t packet, uint32_t interval,
                          const ProducerRing& ring) {
    constexpr uint32_t kRetries = 3 << 1;
    uint32_t* const endpoint = input(context);
    const uint64_t start = ring.start();
    endpoint[0] = interval << 16;
    endpoint[1] = packet << 16 | type << 3 | kRetries;
    endpoint[2] = uint32_t(start);
    endpoint[3] = uint32_t(start >> 32);
    endpoint[4] = type == kInterruptInType ? packet << 16 | packet : 8; // average size of a transfer
}

Result<void> Device::address() {
    controller_.set_device_context(slot_, pages_[kDeviceContext].physical);
    begin_input(1 << 0 | 1 << kControlContext);
    set_slot(kControlContext);
    set_endpoint(kControlContext, kControlType, first_packet_size(speed_), 0, control_ring_);
    return controller_.command(slot_command(BlockType::address_device, slot_, pages_[kInputContext].physical))
        .error();
}

// Devices at full speed have control packets of 8 to 64 bytes; which, only they know.
Result<void> Device::learn_packet_size() {
    uint8_t begin[8];
    TRY(control({Setup::kDeviceToHost, kGetDescriptor, kDeviceDescriptor << 8, 0, sizeof(begin)}, begin));
    const uint32_t packet = begin[7];
    if (packet != 8 && packet != 16 && packet != 32 && packet != 64)
        return Error::io;
    begin_input(1 << kControlContext);
    set_endpoint(kControlContext, kControlType, packet, 0, control_ring_);
    return controller_
        .command(slot_command(BlockType::evaluate_context, slot_, pages_[kInputContext].physical))
        .error();
}

Result<size_t> Device::control(const Setup& setup, void* data) {
    const bool in = (setup.type & Setup::kDeviceToHost) != 0;
    if (setup.size > kMaxData)
        return Error::limit;
    uint64_t packed = 0;
    std::memcpy(&packed, &setup, sizeof(packed));
    if (!in && setup.size > 0)
        std::memcpy(pages_[kBuffer].bytes, data, setup.size);
    const uint32_t transfer = setup.size == 0 ? 0 : in ? 3 << 16 : 2 << 16;
    ended_ = false;
    residue_ = 0;
    control_ring_.push({packed, 8, Block::type(BlockType::setup) | Block::kImmediate | transfer});
    if (setup.size > 0)
        control_ring_.push({pages_[kBuffer].physical, setup.size,
                            Block::type(BlockType::data) | Block::kShortInterrupts | (in ? Block::kIn : 0)});
    const bool status_in = !in || setup.size == 0;
    control_ring_.push(
        {0, 0, Block::type(BlockType::status) | Block::kInterrupt | (status_in ? Block::kIn : 0)});
    controller_.ring_doorbell(slot_, kControlContext);
    TRY(controller_.wait_until([](void* self) { return static_cast<Device*>(self)->ended_; }, this,
                               kPatience));
    if (completion_ != kSuccess) {
        TRY(recover(kControlContext, control_ring_));
        return Error::io;
    }
    const size_t size = setup.size - std::min<size_t>(residue_, setup.size);
    if (in && size > 0)
        std::memcpy(data, pages_[kBuffer].bytes, size);
    return size;
}

Result<void> Device::recover(uint32_t endpoint, ProducerRing& ring) {
    TRY(controller_.command(slot_command(BlockType::reset_endpoint, slot_, 0, endpoint)));
    return controller_.command(slot_command(BlockType::set_dequeue, slot_, ring.position(), endpoint))
        .error();
}

Result<std::optional<KeyboardInterface>> Device::find_keyboard() {
    uint8_t bytes[kMaxData];
    TRY(control({Setup::kDeviceToHost, kGetDescriptor, kDeviceDescriptor << 8, 0, kDeviceDescriptorSize},
                bytes));
    const Setup header{Setup::kDeviceToHost, kGetDescriptor, kConfigurationDescriptor << 8, 0,
                       kConfigurationHeaderSize};
    if (TRY(control(header, bytes)) < kConfigurationHeaderSize)
        return Error::io;
    const auto total = uint16_t(bytes[2] | bytes[3] << 8);
    Setup whole = header;
    whole.size = std::clamp<uint16_t>(total, kConfigurationHeaderSize, kMaxData);
    const size_t size = TRY(control(whole, bytes));
    return usb::find_keyboard(bytes, size);
}

uint32_t Device::interval(uint8_t described) const {
    const uint32_t wanted = std::max<uint32_t>(described, 1);
    if (speed_ == kFullSpeed || speed_ == kLowSpeed) // milliseconds, as a power of two of 125 microseconds
        return std::clamp(logarithm(wanted * 8), 3u, 10u);
    return std::min(wanted, 16u) - 1;
}

Result<void> Device::add_endpoint(const KeyboardInterface& keyboard) {
    report_context_ = 2u * keyboard.endpoint + 1;
    begin_input(1 << 0 | 1u << report_context_);
    set_slot(report_context_);
    set_endpoint(report_context_, kInterruptInType, keyboard.packet, interval(keyboard.interval),
                 report_ring_);
    return controller_
        .command(slot_command(BlockType::configure_endpoint, slot_, pages_[kInputContext].physical))
        .error();
}

Result<void> Device::start(const KeyboardInterface& keyboard) {
    keyboard_ = keyboard;
    TRY(control({0, kSetConfiguration, keyboard.configuration, 0, 0}));
    TRY(add_endpoint(keyboard));
    (void)control({kToInterface, kSetProtocol, 0, keyboard.interface, 0}); // 0 is boot; many know no other
    (void)control({kToInterface, kSetIdle, 0, keyboard.interface, 0});     // report only changes
    queue_report();
    return {};
}

Result<void> Device::set_lights(uint8_t lights) {
    return control({kToInterface, kSetReport, kOutputReport, keyboard_.interface, 1}, &lights).error();
}

void Device::queue_report() {
    report_ring_.push({pages_[kBuffer].physical + kReportOffset, keyboard_.packet,
                       Block::type(BlockType::normal) | Block::kShortInterrupts | Block::kInterrupt});
    controller_.ring_doorbell(slot_, report_context_);
}

void Device::transferred(uint32_t endpoint, uint32_t completion, uint32_t residue) {
    if (endpoint == kControlContext) {
        if (completion == kShortPacket) { // of the data; the status follows
            residue_ = residue;
            return;
        }
        ended_ = true;
        completion_ = completion;
        return;
    }
    if (endpoint != report_context_)
        return;
    if (completion != kSuccess && completion != kShortPacket) {
        stopped_ = true;
        return;
    }
    failures_ = 0;
    const size_t size = std::min<size_t>(keyboard_.packet - std::min<uint32_t>(residue, keyboard_.packet), 8);
    if (report_count_ < kReports) {
        auto& report = reports_[(first_report_ + report_count_++) % kReports];
        report.fill(0);
        std::memcpy(report.data(), pages_[kBuffer].bytes + kReportOffset, size);
    }
    queue_report();
}

Result<bool> Device::take_report(std::array<uint8_t, 8>& report) {
    if (stopped_) {
        stopped_ = false;
        if (++failures_ > kMostFailures)
            return Error::io;
        TRY(recover(report_context_, report_ring_));
        queue_report();
    }
    if (report_count_ == 0)
        return false;
    report = reports_[first_report_];
    first_report_ = (first_report_ + 1) % kReports;
    report_count_--;
    return true;
}

} // namespace usb

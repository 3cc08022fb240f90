// SPDX-License-Identifier: MIT
#include "servers/usb/simulated_controller.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace usb {

namespace {

constexpr uint32_t kOperational = 0x40;
constexpr uint32_t kPorts = kOperational + 0x400;
constexpr uint32_t kRuntime = 0x1000;
constexpr uint32_t kDoorbells = 0x2000;
constexpr uint32_t kLegacy = 0x500;
constexpr uint32_t kStalled = 6;
constexpr uint32_t kContext = 32; // bytes

} // namespace

std::vector<uint8_t> keyboard_configuration() {
    return {9, 2,    34,   0, 1, 1, 0,    0xa0, 50, // configuration 1
            9, 4,    0,    0, 1, 3, 1,    1,    0,  // interface 0: boot keyboard
            9, 0x21, 0x11, 1, 0, 1, 0x22, 63,   0,  // human interface
            7, 5,    0x81, 3, 8, 0, 10};            // endpoint 1 in, interrupt
}

SimulatedController::SimulatedController(uint32_t ports) : ports_(ports) {
    registers_[0x00] = kOperational | 0x0100 << 16;
    registers_[0x04] = ports << 24 | 1 << 8 | 8; // slots
    registers_[0x08] = 2u << 27;                 // two scratchpad pages
    registers_[0x10] = (kLegacy / 4) << 16;
    registers_[0x14] = kDoorbells;
    registers_[0x18] = kRuntime;
    registers_[kOperational + 4] = 1; // halted
}

void SimulatedController::plug(uint32_t port, SimulatedDevice device) {
    ports_[port - 1].device = std::make_unique<SimulatedDevice>(std::move(device));
    ports_[port - 1].changes |= 1 << 17;
}

void SimulatedController::unplug(uint32_t port) {
    ports_[port - 1] = {};
    ports_[port - 1].changes = 1 << 17;
}

abi::Result<Page> SimulatedController::allocate() {
    const uint64_t physical = next_page_;
    next_page_ += kPageSize;
    pages_++;
    auto& page = memory_[physical] = std::make_unique<std::array<uint8_t, kPageSize>>();
    page->fill(0);
    return Page{page->data(), physical};
}

void SimulatedController::free(Page page) {
    pages_--;
    memory_.erase(page.physical);
}

uint8_t* SimulatedController::memory(uint64_t physical) {
    const auto found = memory_.find(physical & ~uint64_t(kPageSize - 1));
    if (found == memory_.end())
        throw std::runtime_error("the controller reaches for memory that it was not given");
    return found->second->data() + physical % kPageSize;
}

uint32_t SimulatedController::read_port(uint32_t port) const {
    const Port& state = ports_[port - 1];
    return (state.device ? 1u : 0u) | (state.enabled ? 2u : 0u) | 1 << 9 |
           (state.device ? state.device->speed << 10 : 0) | state.changes;
}

void SimulatedController::write_port(uint32_t port, uint32_t value) {
    Port& state = ports_[port - 1];
    state.changes &= ~(value & 0x7f << 17);
    if ((value & 2) != 0)
        state.enabled = false; // writing one to "enabled" disables
    if ((value & 1 << 4) != 0 && state.device) {
        state.enabled = true;
        state.changes |= 1 << 21;
    }
}

uint32_t SimulatedController::read(uint32_t offset) {
    if (offset >= kPorts && offset < kPorts + 16 * ports_.size() && offset % 16 == 0)
        return read_port((offset - kPorts) / 16 + 1);
    if (offset == kOperational + 4)
        return registers_[offset] | (never_ready ? 1 << 11 : 0) | (failed ? 1 << 12 : 0);
    if (offset == kLegacy)
        return 1 | (firmware_owns ? 1 << 16 : 0);
    return registers_[offset];
}

void SimulatedController::write(uint32_t offset, uint32_t value) {
    if (offset >= kPorts && offset < kPorts + 16 * ports_.size() && offset % 16 == 0)
        return write_port((offset - kPorts) / 16 + 1, value);
    if (offset == kOperational + 4)
        return;
    if (offset == kLegacy) {
        firmware_owns = firmware_owns && (value & 1 << 24) == 0;
        return;
    }
    registers_[offset] = value;
    if (offset == kOperational) {
        registers_[offset] = value & ~2u; // a reset ends at once
        registers_[kOperational + 4] = (value & 1) != 0 ? 0 : 1;
    } else if (offset == kOperational + 0x18) {
        commands_ = {value & ~63u, (value & 1) != 0};
    } else if (offset == kRuntime + 0x30) {
        std::memcpy(&events_, memory(value), 8);
    } else if (offset == kDoorbells) {
        run_commands();
    } else if (offset > kDoorbells && offset < kDoorbells + 4 * 65) {
        const uint32_t slot = (offset - kDoorbells) / 4;
        value == 1 ? run_control(slot) : run_reports(slot, value);
    }
}

bool SimulatedController::take(Ring& ring, Block& block, uint64_t& at) {
    for (int links = 0; links < 2; links++) {
        at = ring.next;
        std::memcpy(&block, memory(at), sizeof(block));
        if (((block.control & Block::kCycle) != 0) != ring.cycle)
            return false;
        if (block.type() != BlockType::link) {
            ring.next += sizeof(Block);
            return true;
        }
        ring.next = block.parameter;
        ring.cycle = ring.cycle != ((block.control & Block::kToggleCycle) != 0);
    }
    return false;
}

void SimulatedController::post(Block event) {
    event.control = (event.control & ~Block::kCycle) | (event_cycle_ ? Block::kCycle : 0);
    std::memcpy(memory(events_) + event_index_ * sizeof(Block), &event, sizeof(event));
    if (++event_index_ == kRingBlocks) {
        event_index_ = 0;
        event_cycle_ = !event_cycle_;
    }
}

void SimulatedController::run_commands() {
    Block block;
    uint64_t at = 0;
    while (take(commands_, block, at))
        run_command(block, at);
}

void SimulatedController::run_command(const Block& block, uint64_t at) {
    uint32_t slot = block.slot();
    uint32_t completion = kSuccess;
    switch (block.type()) {
    case BlockType::enable_slot:
        for (slot = 1; slots_.count(slot) != 0; slot++) {
        }
        slots_[slot] = {};
        break;
    case BlockType::disable_slot:
        slots_.erase(slot);
        break;
    case BlockType::address_device:
    case BlockType::configure_endpoint:
    case BlockType::evaluate_context:
        completion = configure(slot, block.parameter, block.type() == BlockType::address_device);
        break;
    case BlockType::reset_endpoint:
        slots_[slot].endpoints[block.endpoint()].halted = false;
        break;
    case BlockType::set_dequeue:
        slots_[slot].endpoints[block.endpoint()] = {block.parameter & ~15u, (block.parameter & 1) != 0};
        break;
    default:
        completion = 5; // not a command
    }
    post({at, completion << 24, Block::type(BlockType::command_completion) | slot << 24});
}

uint32_t SimulatedController::configure(uint32_t slot, uint64_t input, bool addressing) {
    const auto word = [&](uint32_t context, uint32_t index) {
        uint32_t value;
        std::memcpy(&value, memory(input + context * kContext + index * 4), 4);
        return value;
    };
    const uint32_t added = word(0, 1);
    if (addressing) {
        slots_[slot].port = word(1, 1) >> 16 & 0xff;
        const uint32_t port = slots_[slot].port;
        if (port == 0 || port > ports_.size() || !ports_[port - 1].enabled || ports_[port - 1].device->silent)
            return 4; // transaction error
    }
    for (uint32_t context = 1; context < 32; context++) {
        const uint64_t start = word(context + 1, 2) | uint64_t(word(context + 1, 3)) << 32;
        const bool is_new = slots_[slot].endpoints.count(context) == 0;
        if ((added >> context & 1) != 0 && is_new)
            slots_[slot].endpoints[context] = {start & ~15u, (start & 1) != 0};
    }
    return kSuccess;
}

uint32_t SimulatedController::answer(SimulatedDevice& device, const uint8_t* setup,
                                     std::vector<uint8_t>& data) {
    const uint8_t request = setup[1];
    if (setup[0] == 0x80 && request == 6 && setup[3] == 1)
        data = {18, 1, 0, 2, 0, 0, 0, device.packet, 1, 2, 3, 4, 0, 1, 0, 0, 0, 1};
    else if (setup[0] == 0x80 && request == 6 && setup[3] == 2)
        data = device.configuration;
    else if (setup[0] == 0 && request == 9)
        device.chosen = setup[2];
    else if (setup[0] == 0x21 && request == 11)
        device.protocol = setup[2];
    else if (setup[0] == 0x21 && request == 9)
        device.lights = data.empty() ? 0 : data[0];
    else if (setup[0] != 0x21 || request != 10 || device.refuses_idle)
        return kStalled;
    return kSuccess;
}

void SimulatedController::run_control(uint32_t number) {
    Slot& slot = slots_[number];
    Ring& ring = slot.endpoints[1];
    SimulatedDevice* const device = ports_[slot.port - 1].device.get();
    Block setup;
    Block block;
    uint64_t at = 0;
    const uint32_t control = Block::type(BlockType::transfer_event) | number << 24 | 1 << 16;
    while (!ring.halted && device != nullptr && !device->silent && take(ring, setup, at)) {
        uint8_t bytes[8];
        std::memcpy(bytes, &setup.parameter, 8);
        const size_t wanted = size_t(bytes[6] | bytes[7] << 8);
        const bool in = (bytes[0] & 0x80) != 0;
        take(ring, block, at);
        std::vector<uint8_t> data;
        if (!in && wanted > 0)
            data.assign(memory(block.parameter), memory(block.parameter) + wanted);
        const uint32_t completion = answer(*device, bytes, data);
        if (completion != kSuccess) {
            ring.halted = true;
            return post({at, completion << 24, control});
        }
        if (block.type() == BlockType::data) {
            const size_t size = std::min(data.size(), wanted);
            if (in && size > 0)
                std::memcpy(memory(block.parameter), data.data(), size);
            if (in && size < wanted)
                post({at, kShortPacket << 24 | uint32_t(wanted - size), control});
            take(ring, block, at);
        }
        post({at, kSuccess << 24, control});
    }
}

void SimulatedController::poll(uint32_t port) {
    for (auto& [number, slot] : slots_)
        for (const auto& endpoint : std::map<uint32_t, Ring>(slot.endpoints))
            if (slot.port == port && endpoint.first > 1)
                run_reports(number, endpoint.first);
}

void SimulatedController::run_reports(uint32_t number, uint32_t endpoint) {
    Slot& slot = slots_[number];
    SimulatedDevice* const device = ports_[slot.port - 1].device.get();
    Block block;
    uint64_t at = 0;
    while (device != nullptr && !device->reports.empty() && take(slot.endpoints[endpoint], block, at)) {
        std::memcpy(memory(block.parameter), device->reports.front().data(), 8);
        device->reports.pop_front();
        post({at, kSuccess << 24 | ((block.status & 0x1ffff) - 8),
              Block::type(BlockType::transfer_event) | number << 24 | endpoint << 16});
    }
}

} // namespace usb

// SPDX-License-Identifier: MIT
// For tests: an xHCI controller with one root port for each keyboard, as its specification has it, at once
// and without interrupts. Time goes on only when somebody waits.
#pragma once

#include "servers/usb/ring.hpp"

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace usb {

/// What is plugged into a port.
struct SimulatedDevice {
    std::vector<uint8_t> configuration; // descriptor with all that follows
    uint32_t speed = 1;
    uint8_t packet = 8;        // of control transfers
    bool silent = false;       // never answers
    bool refuses_idle = false; // stalls SetIdle
    std::deque<std::array<uint8_t, 8>> reports;

    uint8_t chosen = 0; // configuration
    uint8_t protocol = 1;
    uint8_t lights = 0;
};

/// Configuration 1 with a boot keyboard on interface 0, endpoint 1.
std::vector<uint8_t> keyboard_configuration();

class SimulatedController : public Hardware {
  public:
    explicit SimulatedController(uint32_t ports = 4);

    void plug(uint32_t port, SimulatedDevice device);
    void unplug(uint32_t port);
    SimulatedDevice& device(uint32_t port) { return *ports_[port - 1].device; }
    /// Delivers reports that wait at the device.
    void poll(uint32_t port);

    uint32_t read(uint32_t offset) override;
    void write(uint32_t offset, uint32_t value) override;
    abi::Result<Page> allocate() override;
    void free(Page page) override;
    void wait(uint64_t microseconds) override { time_ += microseconds; }
    uint64_t now() override { return time_; }

    uint32_t pages() const { return pages_; } // in use
    uint32_t slots_in_use() const { return uint32_t(slots_.size()); }
    bool never_ready = false;
    bool firmware_owns = true;
    bool failed = false;

  private:
    struct Ring {
        uint64_t next = 0; // physical
        bool cycle = true;
        bool halted = false;
    };
    struct Slot {
        uint32_t port = 0;
        std::map<uint32_t, Ring> endpoints;
    };
    struct Port {
        std::unique_ptr<SimulatedDevice> device;
        uint32_t changes = 0;
        bool enabled = false;
    };
    uint8_t* memory(uint64_t physical);
    bool take(Ring& ring, Block& block, uint64_t& at);
    void post(Block event);
    void run_commands();
    void run_command(const Block& block, uint64_t at);
    uint32_t configure(uint32_t slot, uint64_t input, bool addressing);
    void run_control(uint32_t slot);
    uint32_t answer(SimulatedDevice& device, const uint8_t* setup, std::vector<uint8_t>& data);
    void run_reports(uint32_t slot, uint32_t endpoint);
    void write_port(uint32_t port, uint32_t value);
    uint32_t read_port(uint32_t port) const;

    std::map<uint32_t, uint32_t> registers_;
    std::vector<Port> ports_;
    std::map<uint32_t, Slot> slots_;
    Ring commands_;
    uint64_t events_ = 0; // segment
    uint32_t event_index_ = 0;
    bool event_cycle_ = true;
    std::map<uint64_t, std::unique_ptr<std::array<uint8_t, kPageSize>>> memory_;
    uint64_t next_page_ = 0x100000;
    uint32_t pages_ = 0;
    uint64_t time_ = 0;
};

} // namespace usb

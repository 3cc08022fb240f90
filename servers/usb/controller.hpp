// SPDX-License-Identifier: MIT
// An xHCI host controller: started, its commands, its events, its root ports. Every wait has an end; a
// controller that does not answer in time is an error, not a hang.
#pragma once

#include "servers/usb/ring.hpp"

#include <array>

namespace usb {

/// Gets what happens on the transfer rings of one slot.
class TransferListener {
  public:
    /// A transfer on `endpoint` (index of its context) has ended; `residue` bytes of it were not moved.
    virtual void transferred(uint32_t endpoint, uint32_t completion, uint32_t residue) = 0;

  protected:
    ~TransferListener() = default;
};

struct PortState {
    bool connected = false;
    bool enabled = false;
    bool changed = false; // connected or not, since it was last acknowledged
    uint32_t speed = 0;   // 1 full, 2 low, 3 high, 4 and more super
};

class Controller {
  public:
    static constexpr uint32_t kMaxSlots = 64; // that are used

    explicit Controller(Hardware& hardware) : hardware_(hardware) {}

    /// Takes it from the firmware, resets and starts it. Errors: timeout, not_supported (registers that make
    /// no sense), no_memory, io.
    abi::Result<void> start();

    uint32_t ports() const { return ports_; }               // numbered from 1
    uint32_t slots() const { return slots_; }               // numbered from 1
    uint32_t context_size() const { return context_size_; } // bytes
    PortState port(uint32_t number);
    void acknowledge(uint32_t port);
    /// Errors: timeout, io (no device answered).
    abi::Result<void> reset_port(uint32_t number);

    /// Puts a command and waits for its end. Returns the slot of the answer. Errors: timeout, io.
    abi::Result<uint32_t> command(const Block& block);
    void ring_doorbell(uint32_t slot, uint32_t endpoint);
    /// Device context of a slot, which the controller fills. 0 takes it away.
    void set_device_context(uint32_t slot, uint64_t physical);

    /// Who hears of the transfers of a slot; null: nobody.
    void listen(uint32_t slot, TransferListener* listener) { listeners_[slot] = listener; }

    /// Takes all events that have come; tells the listeners.
    void take_events();
    /// Takes events until `done` says so. Error: timeout.
    abi::Result<void> wait_until(bool (*done)(void* context), void* context, uint64_t microseconds);
    /// The controller has met an error that only a reset ends.
    bool has_failed();

    Hardware& hardware() { return hardware_; }

  private:
    abi::Result<void> read_capabilities();
    void take_from_firmware();
    abi::Result<void> reset();
    abi::Result<void> allocate_scratchpad(uint32_t pages);
    abi::Result<void> set_up_rings();
    abi::Result<void> wait_for_register(uint32_t offset, uint32_t mask, uint32_t value,
                                        uint64_t microseconds);
    void handle(const Block& event);

    void write_wide(uint32_t offset, uint64_t value);
    uint32_t port_register(uint32_t number) const { return operational_ + 0x400 + 0x10 * (number - 1); }

    Hardware& hardware_;
    uint32_t operational_ = 0; // offsets of register groups
    uint32_t runtime_ = 0;
    uint32_t doorbells_ = 0;
    uint32_t ports_ = 0;
    uint32_t slots_ = 0;
    uint32_t context_size_ = 32;
    std::array<TransferListener*, kMaxSlots + 1> listeners_{};
    Page contexts_; // addresses of all device contexts
    ProducerRing commands_;
    ConsumerRing events_;

    uint64_t waiting_for_ = 0; // address of the command under way
    bool completed_ = false;
    uint32_t completion_ = 0;
    uint32_t completed_slot_ = 0;
};

} // namespace usb

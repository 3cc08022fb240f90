// SPDX-License-Identifier: MIT
// A device on a root port: its slot in the controller, control transfers, and one endpoint that reports.
#pragma once

#include "servers/usb/controller.hpp"
#include "servers/usb/descriptor.hpp"

#include <array>
#include <memory>

namespace usb {

/// The eight bytes that begin a control transfer.
struct Setup {
    uint8_t type; // of the request; kDeviceToHost
    uint8_t request;
    uint16_t value;
    uint16_t index;
    uint16_t size; // bytes of data, at most Device::kMaxData

    static constexpr uint8_t kDeviceToHost = 0x80;
};
static_assert(sizeof(Setup) == 8);

class Device final : private TransferListener {
  public:
    static constexpr uint16_t kMaxData = 1024;   // bytes of a control transfer
    static constexpr uint16_t kMaxReport = 1024; // bytes

    /// Gives the device on `port` (numbered from 1, enabled) an address. Errors: limit, timeout, io,
    /// no_memory.
    static abi::Result<std::unique_ptr<Device>> open(Controller& controller, uint32_t port, uint32_t speed);
    ~Device();
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    /// Data goes from or to `data`. Returns how many bytes did. Errors: timeout, io (also when the device
    /// refuses; it can be asked other things afterwards).
    abi::Result<size_t> control(const Setup& setup, void* data = nullptr);
    /// The device descriptor and the configuration at once. Errors: as of control.
    abi::Result<std::optional<KeyboardInterface>> find_keyboard();
    /// Begins to take reports of a keyboard. Errors: as of control.
    abi::Result<void> start(const KeyboardInterface& keyboard);
    /// Which lights the keyboard shows. Errors: as of control.
    abi::Result<void> set_lights(uint8_t lights);

    /// The oldest report, cut or filled up to eight bytes; false if there is none. Error: io when the device
    /// has failed for good.
    abi::Result<bool> take_report(std::array<uint8_t, 8>& report);

  private:
    static constexpr size_t kReports = 16; // that wait

    Device(Controller& controller, uint32_t port, uint32_t speed)
        : controller_(controller), port_(port), speed_(speed) {}
    void transferred(uint32_t endpoint, uint32_t completion, uint32_t residue) override;
    abi::Result<void> allocate();
    abi::Result<void> address();
    abi::Result<void> learn_packet_size();
    abi::Result<void> add_endpoint(const KeyboardInterface& keyboard);
    abi::Result<void> recover(uint32_t endpoint, ProducerRing& ring);
    uint32_t interval(uint8_t described) const;
    void begin_input(uint32_t added);
    void set_slot(uint32_t last_context);
    void set_endpoint(uint32_t context, uint32_t type, uint32_t packet, uint32_t interval,
                      const ProducerRing& ring);
    uint32_t* input(uint32_t context);
    void queue_report();

    Controller& controller_;
    uint32_t port_;
    uint32_t speed_;
    uint32_t slot_ = 0;
    std::array<Page, 5> pages_;
    ProducerRing control_ring_;
    ProducerRing report_ring_;

    bool ended_ = false; // the control transfer
    uint32_t completion_ = 0;
    uint32_t residue_ = 0;

    KeyboardInterface keyboard_;
    uint32_t report_context_ = 0;
    bool stopped_ = false; // the reporting endpoint has to be recovered
    int failures_ = 0;     // one after the other
    std::array<std::array<uint8_t, 8>, kReports> reports_{};
    size_t first_report_ = 0;
    size_t report_count_ = 0;
};

} // namespace usb

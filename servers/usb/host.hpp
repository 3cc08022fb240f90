// SPDX-License-Identifier: MIT
// All keyboards on the root ports of one controller, as they come and go.
#pragma once

#include "servers/usb/boot_keyboard.hpp"
#include "servers/usb/device.hpp"

namespace usb {

/// Gets what is typed. Must not wait.
class KeySink {
  public:
    virtual void keys(const std::vector<input::KeyEvent>& events) = 0;
    /// A line for the log about a port.
    virtual void note(uint32_t port, const char* what) = 0;

  protected:
    ~KeySink() = default;
};

class Host {
  public:
    static constexpr uint64_t kIdle = 250'000; // microseconds between two steps when nothing happens

    Host(Hardware& hardware, KeySink& sink) : controller_(hardware), sink_(sink) {}

    /// Errors: as of Controller::start.
    abi::Result<void> start();
    /// Looks at ports, reports and repetitions, and returns when to do so again (Hardware::now), if no
    /// interrupt comes before. Error: io (the controller has failed).
    abi::Result<uint64_t> step();
    /// What all keyboards show from the next step on.
    void set_lights(uint8_t lights) { wanted_lights_ = lights; }

  private:
    struct Port {
        std::unique_ptr<Device> device; // a keyboard
        BootKeyboard keyboard;
        uint8_t lights = 0xff; // that it shows; not known
        int attempts = 0;      // to use what is plugged in
    };
    static constexpr int kMaxAttempts = 3;

    void look_at(uint32_t number, Port& port);
    void plug_in(uint32_t number, Port& port);
    abi::Result<std::unique_ptr<Device>> open(uint32_t number);
    void unplug(Port& port);
    void read_reports(uint32_t number, Port& port);
    void show_lights(Port& port);

    Controller controller_;
    KeySink& sink_;
    std::vector<Port> ports_;
    uint8_t wanted_lights_ = input::kNumLockLight;
};

} // namespace usb

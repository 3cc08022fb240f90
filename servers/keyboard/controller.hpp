// SPDX-License-Identifier: MIT
// The i8042, the keyboard controller of a PC. Many PCs have none, others one without a keyboard: every wait
// ends.
#pragma once

#include "servers/driver/ports.hpp"

#include <deque>
#include <optional>

namespace keyboard {

class Controller {
  public:
    /// Called while the controller is not ready: lets a millisecond pass.
    using Pause = void (*)();

    Controller(driver::Ports& data, driver::Ports& command, Pause pause)
        : data_(data), command_(command), pause_(pause) {}

    /// False: there is no such controller, or its keyboard side is broken. Afterwards bytes of the keyboard
    /// come as scan code set 1, and raise its interrupt.
    bool start();
    /// The next byte of the keyboard, if one has arrived.
    std::optional<uint8_t> receive();
    /// Switches the lights of the keyboard; the bits of input::kNumLockLight and its siblings. False: it did
    /// not answer.
    bool set_lights(uint8_t lights);

  private:
    bool send_command(uint8_t command);
    bool send_data(uint8_t byte);
    std::optional<uint8_t> answer();
    std::optional<uint8_t> ask(uint8_t command);
    void drain();
    bool configure();
    bool tell_keyboard(uint8_t byte);
    template<typename Ready>
    bool wait_until(Ready ready);

    driver::Ports& data_;
    driver::Ports& command_;
    Pause pause_;
    std::deque<uint8_t> typed_; // came while an answer was awaited
};

} // namespace keyboard

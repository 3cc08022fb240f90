// SPDX-License-Identifier: MIT
// Reports of a keyboard in the boot protocol: which keys are down, eight bytes each. What went down and up
// since the last one, and which key repeats.
#pragma once

#include "servers/input/key.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace usb {

class BootKeyboard {
  public:
    static constexpr size_t kReportSize = 8;
    static constexpr uint64_t kRepeatDelay = 400'000; // microseconds that a key is down before it repeats
    static constexpr uint64_t kRepeatInterval = 33'000;
    static constexpr uint64_t kNever = ~uint64_t(0);

    using Report = std::array<uint8_t, kReportSize>;

    /// Events in the order: released, modifiers, pressed. `now` in microseconds.
    std::vector<input::KeyEvent> handle(const Report& report, uint64_t now);
    /// All keys go up: the keyboard is gone.
    std::vector<input::KeyEvent> release();

    /// When a key repeats; kNever if none is down.
    uint64_t next_repeat() const { return repeat_at_; }
    /// The repetition that is due at `now`, if one is.
    std::vector<input::KeyEvent> repeat(uint64_t now);

  private:
    Report last_{};
    input::Key repeating_ = 0;
    uint64_t repeat_at_ = kNever;
};

} // namespace usb

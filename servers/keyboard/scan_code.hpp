// SPDX-License-Identifier: MIT
// Scan code set 1, what a PS/2 keyboard says after the controller has translated it, as keys.
#pragma once

#include "servers/input/key.hpp"

#include <optional>

namespace keyboard {

class ScanCodes {
  public:
    /// One byte. A key's event comes with its last byte; bytes that mean nothing are skipped.
    std::optional<input::KeyEvent> feed(uint8_t byte);

  private:
    uint8_t prefix_ = 0; // 0xe0 or 0xe1
    int skipped_ = 0;    // bytes after 0xe1 so far
};

} // namespace keyboard

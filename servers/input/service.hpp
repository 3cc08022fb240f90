// SPDX-License-Identifier: MIT
// The receiving half, for the server that shows terminals.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/input/key.hpp"

namespace input {

class Listener {
  public:
    /// A key went down, repeated, or up. Must not wait. Returns the lights to show (Keyboard::lights).
    virtual uint8_t key(KeyEvent event) = 0;

  protected:
    ~Listener() = default;
};

/// Offers interface "inpt" for as long as this task lives, and tells the listener. Errors: exists, limit.
abi::Result<void> offer(Listener& listener);

} // namespace input

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

class Service {
  public:
    explicit Service(Listener& listener) : listener_(listener) {}

    /// Offers interface "inpt". Errors: exists, limit.
    abi::Result<void> start();

  private:
    void serve(async::Connection& connection, async::Call opening);

    Listener& listener_;
};

} // namespace input

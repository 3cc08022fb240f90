// SPDX-License-Identifier: MIT
// What keyboard drivers link.
#pragma once

#include "fibrils/async/session.hpp"
#include "servers/input/key.hpp"

namespace input {

class Client {
  public:
    /// Tells what happened to a key and returns the lights to show. Waits until somebody takes keys; when
    /// that one has died, for its successor, whom nobody tells which keys are down. Error: of naming.
    abi::Result<uint8_t> send(KeyEvent event);

  private:
    async::Session session_;
};

} // namespace input

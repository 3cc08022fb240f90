// SPDX-License-Identifier: MIT
// What keyboard drivers link.
#pragma once

#include "servers/input/input_client.hpp"
#include "servers/input/key.hpp"
#include "servers/naming/client.hpp"

namespace input {

class Client {
  public:
    /// Tells what happened to a key and returns the lights to show. Waits until somebody takes keys; when
    /// that one has died, for its successor, whom nobody tells which keys are down. Error: of naming.
    abi::Result<uint8_t> send(KeyEvent event);

  private:
    naming::ServiceSession<InputClient> service_;
};

} // namespace input

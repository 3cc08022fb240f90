// SPDX-License-Identifier: MIT
// State and handlers: one member function a call.
#pragma once

#include "servers/NAME/NAME_server.hpp"

namespace NAME {

/// Serves all clients.
class Service : public CLASSServer {
  private:
    abi::Result<std::string> echo(async::Context& context, std::string_view line) override;

    uint64_t calls_ = 0;
};

} // namespace NAME

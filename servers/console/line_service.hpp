// SPDX-License-Identifier: MIT
// Interface "line": drivers that are the lines of terminals.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/console/terminal.hpp"

#include <span>

namespace console {

class LineService {
  public:
    explicit LineService(std::span<Terminal> terminals) : terminals_(terminals) {}

    /// Some terminal has no device.
    bool needed();
    /// One connection, until it hangs up: the first of a driver, or the one that it reads its output from.
    void serve(async::Connection& connection, async::Call opening);

  private:
    class Connection;
    /// Null: there is no such terminal.
    Terminal* find(uint32_t number);
    /// The last one that has no line; null: there is none.
    Terminal* find_free();

    std::span<Terminal> terminals_;
};

} // namespace console

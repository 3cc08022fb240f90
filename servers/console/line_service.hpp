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
    void serve_driver(async::Connection& connection);
    void serve_output(DriverLine& line);
    void handle(async::Call& call, Terminal*& attached);
    /// Null: not attached, or there is no such terminal.
    Terminal* find(uint64_t number);
    abi::Result<uint64_t> attach(const async::Call& call, Terminal*& attached);
    abi::Result<void> input(const async::Call& call, Terminal& terminal);

    std::span<Terminal> terminals_;
};

} // namespace console

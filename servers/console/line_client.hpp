// SPDX-License-Identifier: MIT
// What a driver links to be the line of a terminal. Typed bytes and output belong in fibrils of their own:
// both wait. When an answer is hung_up the console has died: attach again, which waits for its successor.
#pragma once

#include "servers/console/console_client.hpp"

#include <string_view>

namespace console::line {

class Client {
  public:
    /// Waits until there is a console. columns, rows: 0 if not known. Errors: busy, no_device.
    abi::Result<void> attach(LineKind kind, uint32_t terminal, uint32_t columns, uint32_t rows);
    /// Number of the terminal, while attached.
    uint32_t terminal() const { return terminal_; }
    /// The terminal goes on without a line.
    void close();

    /// Returns when the terminal has taken all of it.
    abi::Result<void> input(std::string_view bytes);
    /// Waits for bytes to show; how many came (at least 1).
    abi::Result<size_t> output(char* bytes, size_t size);
    abi::Result<void> resize(uint32_t columns, uint32_t rows);
    abi::Result<void> open();

  private:
    LineClient control_;
    LineClient output_;
    uint32_t terminal_ = 0;
};

} // namespace console::line

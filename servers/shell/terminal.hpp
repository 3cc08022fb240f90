// SPDX-License-Identifier: MIT
// The terminal on descriptors 0 and 1 while a line is typed.
#pragma once

namespace shell {

/// Raw mode for as long as it lives: every key comes at once, nothing is echoed.
class RawTerminal {
  public:
    RawTerminal();
    ~RawTerminal();
    RawTerminal(const RawTerminal&) = delete;
    RawTerminal& operator=(const RawTerminal&) = delete;
};

struct TerminalSize {
    int columns = 80;
    int rows = 24;
};

/// 80 x 24 when the terminal does not know.
TerminalSize terminal_size();

} // namespace shell

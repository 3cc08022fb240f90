// SPDX-License-Identifier: MIT
// The commands that a shell carries out when it ends or is interrupted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shell {

class Traps {
  public:
    static constexpr int kExit = 0;
    static constexpr int kInterrupt = 2; // SIGINT

    /// 0 for EXIT, the number of a signal by name (with or without SIG) or number; -1 for anything else.
    static int number_of(std::string_view name);
    /// "EXIT", "INT" ...
    static std::string name_of(int number);

    /// Null when there is none. "" says that nothing is to happen.
    const std::string* find(int number) const;
    void set(int number, std::string commands);
    void reset(int number);
    void clear() { traps_.clear(); }
    /// "trap -- 'commands' NAME" for each, one a line.
    std::string describe() const;

  private:
    struct Trap {
        int number;
        std::string commands;
    };
    std::vector<Trap> traps_; // sorted
};

} // namespace shell

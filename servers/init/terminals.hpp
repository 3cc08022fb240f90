// SPDX-License-Identifier: MIT
// Keeps a shell running on each terminal.
#pragma once

#include "servers/init/launcher.hpp"

namespace init {

class Terminals {
  public:
    /// Both must live for ever.
    Terminals(vfs::Client& files, Launcher& launcher) : files_(files), launcher_(launcher) {}

    /// From now on there is a shell on the terminal: at once or as soon as it is opened, and a new one when
    /// it ends. Error: no_memory.
    abi::Result<void> serve(const Terminal& terminal);

  private:
    void run(const Terminal& terminal);
    int open_device(uint32_t number);
    void run_shell(const Terminal& terminal, int device);
    void reset(int device);
    void mark_end(int device, int status);
    void tell(int device, std::string_view text);

    vfs::Client& files_;
    Launcher& launcher_;
};

} // namespace init

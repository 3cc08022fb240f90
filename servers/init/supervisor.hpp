// SPDX-License-Identifier: MIT
// Keeps servers alive: starts them, waits for their end, starts them again, and mounts anew what is gone.
#pragma once

#include "servers/init/launcher.hpp"

namespace init {

class Supervisor {
  public:
    /// Both must live for ever.
    Supervisor(vfs::Client& files, Launcher& launcher) : files_(files), launcher_(launcher) {}

    /// Starts a server; its restart policy decides what happens when it ends. Errors: of loader::spawn.
    abi::Result<abi::TaskId> start(const Server& server);

  private:
    void watch(const Server& server, abi::TaskId task);
    bool start_again(const Server& server, abi::TaskId& task);
    void mount_again(const std::string& file_system);

    vfs::Client& files_;
    Launcher& launcher_;
};

/// Until the server provides the interface, but not for ever. Error: timeout.
abi::Result<void> wait_until_ready(Readiness wait);

} // namespace init

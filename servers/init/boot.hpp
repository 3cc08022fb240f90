// SPDX-License-Identifier: MIT
// From the first instruction of init to a shell on the terminal.
#pragma once

#include "servers/init/supervisor.hpp"
#include "servers/init/terminals.hpp"

namespace init {

class Boot {
  public:
    /// `files`: a fresh session with vfs. Must outlive this.
    explicit Boot(vfs::Client& files)
        : files_(files), launcher_(files), supervisor_(files, launcher_), terminals_(files, launcher_) {}

    /// Mounts the boot archive as the root. Error: of the mount.
    abi::Result<void> mount_root();

    /// Gives the kernel the table of all interfaces, so that it checks messages from now on. What goes wrong
    /// is logged.
    void start_monitor(std::string_view path);

    /// Reads the configuration and carries it out. What goes wrong is logged, and the boot goes on. Error:
    /// the configuration cannot be read.
    abi::Result<void> follow(std::string_view path);

  private:
    abi::Result<std::string> read_file(std::string_view path, size_t most);
    void execute(const Environment& environment);
    void execute(const Server& server);
    void execute(const Mount& mount);
    void execute(const Terminal& terminal);

    vfs::Client& files_;
    Launcher launcher_;
    Supervisor supervisor_;
    Terminals terminals_;
};

} // namespace init

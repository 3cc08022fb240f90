// SPDX-License-Identifier: MIT
// Starts programs with what they may have: files, rights, environment.
#pragma once

#include "servers/init/configuration.hpp"
#include "servers/loader/client.hpp"
#include "servers/vfs/client.hpp"

#include <span>

namespace init {

class Launcher {
  public:
    /// `files` must outlive this.
    explicit Launcher(vfs::Client& files) : files_(files) {}

    void add_environment(std::string variable) { environment_.push_back(std::move(variable)); }

    /// The child gets `descriptors` (of `files`), and a system handle with `rights` unless they are none.
    /// Errors: of loader::spawn.
    abi::Result<abi::TaskId> start(std::span<const std::string> command, abi::Right rights,
                                   std::span<const vfs::DescriptorMap> descriptors,
                                   std::span<const std::string> more_environment = {});

  private:
    vfs::Client& files_;
    std::vector<std::string> environment_;
};

/// "exited with status 1", "ended by a fault: stack overflow", "was killed (signal 9)".
std::string describe(const loader::ExitStatus& status);

} // namespace init

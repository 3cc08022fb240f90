// SPDX-License-Identifier: MIT
// The file system servers that vfs knows by name.
#pragma once

#include "fibrils/async/connection.hpp"
#include "fibrils/sync/condition_variable.hpp"
#include "servers/vfs/file_system.hpp"

namespace vfs {

class Registry {
  public:
    /// Accepts registrations from now on (handler of kVfsRegistrationInterface).
    void start();

    /// Errors: exists (a living one has the name), limit, invalid (no name).
    Result<std::shared_ptr<Driver>> add(std::string_view name, DriverFlags flags, FsClient fs);
    void remove(const std::shared_ptr<Driver>& driver);

    /// Error no_file_system. `wait`: until somebody registers the name.
    Result<std::shared_ptr<Driver>> find(std::string_view name, bool wait);

  private:
    std::vector<std::shared_ptr<Driver>> drivers_;
    sync::Mutex mutex_;
    sync::ConditionVariable added_;
};

} // namespace vfs

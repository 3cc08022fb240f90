// SPDX-License-Identifier: MIT
// The state of vfs: what is registered, mounted and open. Connections of clients (connection.hpp) work on it.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/vfs/registry.hpp"
#include "servers/vfs/session.hpp"
#include "servers/vfs/tree.hpp"

namespace vfs {

class Service {
  public:
    /// Accepts file systems and clients from now on.
    void start();

    /// The session that a new connection belongs to: that of the connection it was opened over, or a new one.
    /// Errors: hung_up, invalid, bad_file.
    Result<std::shared_ptr<Session>> session_of(const async::Connection& connection);
    /// Both ends of a new pipe. Errors: too_many_files, and those of the file system.
    Result<std::array<uint32_t, 2>> open_pipe(Session& session);

    Registry registry;
    Tree tree;
    NodeTable nodes;

  private:
    static void serve(async::Connection& connection, async::Call opening, void* data);
    static void hang_up(async::Connection& connection);
    Result<std::shared_ptr<Session>> new_session(Session* parent, uint64_t prepared);
    void close_session(uint64_t id);

    std::map<uint64_t, std::shared_ptr<Session>> sessions_;
    uint64_t next_session_ = 1;
    std::map<abi::TaskId, uint32_t> connections_; // how many each client has
    std::shared_ptr<MountedFileSystem> pipes_;    // instance that the anonymous pipes are in
};

/// Error read_only if nothing in that file system may be changed.
Result<void> check_writable(const MountedFileSystem& mount);

} // namespace vfs

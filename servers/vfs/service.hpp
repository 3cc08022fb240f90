// SPDX-License-Identifier: MIT
// The state of vfs and the handlers of its methods. Each handler answers its call.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/vfs/answerable.hpp"
#include "servers/vfs/registry.hpp"
#include "servers/vfs/session.hpp"
#include "servers/vfs/tree.hpp"

namespace vfs {

/// One request: the call and the session it came from, which lives until the handler returns.
struct Request {
    Session& session;
    async::Call& call;

    void answer(Error error, const async::Arguments& results = {}) {
        call.answer(answerable(error), results);
    }
};

class Service {
  public:
    /// Accepts file systems and clients from now on.
    void start();

  private:
    using Handler = void (Service::*)(Request&);

    // connection.cpp
    static void serve(async::Connection& connection, async::Call opening, void* data);
    static void hang_up(async::Connection& connection);
    Result<std::shared_ptr<Session>> session_of(const async::Connection& connection);
    Result<std::shared_ptr<Session>> new_session(Session* parent, uint64_t prepared);
    void close_session(uint64_t id);
    void dispatch(Request& request);
    static Handler handler_of(uint64_t method);

    // open.cpp
    void open(Request& request);
    Result<uint32_t> open_path(Request& request);
    Result<std::shared_ptr<File>> open_existing(Request& request, std::string_view path, uint64_t flags);
    Result<std::shared_ptr<File>> open_new(Request& request, std::string_view path, uint64_t flags);
    Result<Trail> create(Request& request, std::string_view path, uint64_t flags);

    // path.cpp: one name
    Result<Trail> find(Request& request, uint64_t base, bool follow);
    Result<Parent> find_parent(Request& request, uint64_t base);
    Result<const Trail*> start_of(Session& session, uint64_t base);
    void stat_path(Request& request);
    void make_directory(Request& request);
    void unlink(Request& request);
    void read_link(Request& request);
    Result<Place> find_target(Request& request, uint64_t flags, bool follow);
    void set_times(Request& request);
    void set_mode(Request& request);
    void change_directory(Request& request);

    // names.cpp: two names
    void rename(Request& request);
    void link(Request& request);
    void make_link(Request& request);

    // descriptor.cpp
    void close(Request& request);
    void seek(Request& request);
    void stat(Request& request);
    void truncate(Request& request);
    void duplicate(Request& request);
    void control(Request& request);
    void sync(Request& request);
    void descriptor_flags(Request& request);
    void read_directory(Request& request);
    void pipe(Request& request);
    Result<std::array<uint32_t, 2>> open_pipe(Session& session);

    // transfer.cpp
    void read(Request& request);
    void write(Request& request);
    void read_at(Request& request);
    void write_at(Request& request);
    void transfer(Request& request, bool reading, bool at_position);

    // mount.cpp
    void mount(Request& request);
    Result<void> receive_mount(Request& request);
    void unmount(Request& request);
    void mounts(Request& request);

    // sessions.cpp
    void current_directory(Request& request);
    void prepare_session(Request& request);
    void mask(Request& request);
    Result<uint64_t> receive_map(Request& request);

    Registry registry_;
    Tree tree_;
    NodeTable nodes_;
    std::map<uint64_t, std::shared_ptr<Session>> sessions_;
    uint64_t next_session_ = 1;
    std::map<abi::TaskId, uint32_t> connections_; // how many each client has
    std::shared_ptr<MountedFileSystem> pipes_;    // instance that the anonymous pipes are in
};

/// Takes a path, or another text of a client. Error name_too_long.
Result<std::string> receive_text(size_t capacity = kMaxPath);

/// Error read_only if nothing in that file system may be changed.
Result<void> check_writable(const MountedFileSystem& mount);

/// Moves bytes between the client and the file system, advances the position and answers the call `rid`.
void read_write(abi::Handle rid, Cursor* file, bool read);

} // namespace vfs

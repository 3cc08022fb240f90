// SPDX-License-Identifier: MIT
// Clients of vfs: sessions and their phones.
#include "servers/vfs/connection.hpp"

namespace vfs {

namespace {

// A connection remembers its session by number, because the session may be closed before the connection is.
uint64_t session_number(void* state) {
    return reinterpret_cast<uintptr_t>(state);
}
void* state_of(uint64_t session_number) {
    return reinterpret_cast<void*>(uintptr_t(session_number));
}

/// Of one client, counted while its fibril lives. A client may hold up a fibril, and a phone of a file
/// system, with each: more than this would be at the cost of the others.
constexpr uint32_t kMaxConnections = 192; // its own lines, and the sessions that it has made for 100 children

class ConnectionCount {
  public:
    ConnectionCount(std::map<abi::TaskId, uint32_t>& counts, abi::TaskId client)
        : counts_(counts), client_(client) {
        counts_[client_]++;
    }
    ~ConnectionCount() {
        if (--counts_[client_] == 0)
            counts_.erase(client_);
    }
    ConnectionCount(const ConnectionCount&) = delete;
    ConnectionCount& operator=(const ConnectionCount&) = delete;
    uint32_t now() const { return counts_[client_]; }

  private:
    std::map<abi::TaskId, uint32_t>& counts_;
    const abi::TaskId client_;
};

Service* the_service; // for the hang-up hook, which gets only the connection

} // namespace

void Service::start() {
    the_service = this;
    registry.start();
    async::set_handler(kVfsInterface, serve, this, {.name = "client", .stack_size = 24 * 1024});
}

Result<std::shared_ptr<Session>> Service::new_session(Session* parent, uint64_t prepared) {
    const uint64_t id = next_session_++;
    if (!parent)
        return sessions_[id] = std::make_shared<Session>(id, tree.root(), tree.root());
    auto found = parent->prepared.find(prepared);
    if (found == parent->prepared.end())
        return Error::invalid;
    const auto map = std::move(found->second);
    parent->prepared.erase(found);
    auto session = std::make_shared<Session>(id, parent->root, parent->directory);
    session->mask = parent->mask;
    for (const DescriptorMap& entry : map) {
        const auto file = parent->descriptors.get(uint64_t(entry.from));
        if (file.ok())
            TRY(session->descriptors.replace(uint64_t(uint32_t(entry.to) & ~kIfOpen), file.value()));
        else if (!(uint32_t(entry.to) & kIfOpen))
            return file.error();
    }
    return sessions_[id] = session;
}

Result<std::shared_ptr<Session>> Service::session_of(const async::Connection& connection) {
    if (!connection.parent_state)
        return new_session(nullptr, 0);
    auto found = sessions_.find(session_number(connection.parent_state));
    if (found == sessions_.end())
        return Error::hung_up;
    if (connection.argument2 == kVfsConnectNewSession)
        return new_session(found->second.get(), connection.argument3);
    return found->second;
}

void Service::close_session(uint64_t id) {
    auto found = sessions_.find(id);
    if (found == sessions_.end())
        return;
    const auto session = std::move(found->second);
    sessions_.erase(found);
    session->close();
}

/// The client is dead, but its connection may wait for a terminal or a pipe for long: its files are closed
/// now, so that the readers of its pipes see the end.
void Service::hang_up(async::Connection& connection) {
    const uint64_t id = session_number(connection.state);
    (void)fibril::spawn({.name = "close session"}, [id] { the_service->close_session(id); });
}

void Service::serve(async::Connection& connection, async::Call opening, void* data) {
    auto& service = *static_cast<Service*>(data);
    const ConnectionCount count(service.connections_, connection.client);
    if (count.now() > kMaxConnections) {
        opening.answer(Error::limit);
        return;
    }
    const auto session = service.session_of(connection);
    if (!session.ok()) {
        opening.answer(session.error());
        return;
    }
    connection.state = state_of(session.value()->id);
    if (!connection.parent_state || connection.argument2 == kVfsConnectNewSession)
        connection.on_hang_up = hang_up;
    ClientConnection(service, *session.value()).serve(connection, std::move(opening));
}

Result<void> check_writable(const MountedFileSystem& mount) {
    return mount.flags & kMountReadOnly ? Error::read_only : Error::ok;
}

} // namespace vfs

// SPDX-License-Identifier: MIT
// Clients of vfs: sessions, their phones, and which handler serves which method.
#include "servers/vfs/service.hpp"

#include "fibrils/async/transfer.hpp"

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
    registry_.start();
    async::set_handler(kInterface, serve, this, {.name = "client", .stack_size = 24 * 1024});
}

Result<std::shared_ptr<Session>> Service::new_session(Session* parent, uint64_t prepared) {
    const uint64_t id = next_session_++;
    if (!parent)
        return sessions_[id] = std::make_shared<Session>(id, tree_.root(), tree_.root());
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
            TRY(session->descriptors.replace(uint64_t(entry.to & ~kIfOpen), file.value()));
        else if (!(entry.to & kIfOpen))
            return file.error();
    }
    return sessions_[id] = session;
}

/// The session that a new connection belongs to: the parent's, or a new one.
Result<std::shared_ptr<Session>> Service::session_of(const async::Connection& connection) {
    if (!connection.parent_state)
        return new_session(nullptr, 0);
    auto found = sessions_.find(session_number(connection.parent_state));
    if (found == sessions_.end())
        return Error::hung_up;
    if (connection.argument2 == kSamePhone)
        return found->second;
    if (connection.argument2 == kNewSession)
        return new_session(found->second.get(), connection.argument3);
    return Error::invalid;
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
    const auto found = service.session_of(connection);
    if (!found.ok()) {
        opening.answer(found.error());
        return;
    }
    const std::shared_ptr<Session> session = found.value();
    connection.state = state_of(session->id);
    if (!connection.parent_state || connection.argument2 == kNewSession)
        connection.on_hang_up = hang_up;
    async::accept(opening);
    for (;;) {
        async::Call call = async::get_call();
        if (call.hung_up())
            return;
        Request request{*session, call};
        service.dispatch(request);
    }
}

Service::Handler Service::handler_of(uint64_t method) {
    // In the order of Method.
    static constexpr Handler kHandlers[] = {
        &Service::open,
        &Service::close,
        &Service::read,
        &Service::write,
        &Service::read_at,
        &Service::write_at,
        &Service::read_directory,
        &Service::seek,
        &Service::stat,
        &Service::stat_path,
        &Service::make_directory,
        &Service::unlink,
        &Service::rename,
        &Service::link,
        &Service::make_link,
        &Service::read_link,
        &Service::truncate,
        &Service::set_times,
        &Service::set_mode,
        &Service::duplicate,
        &Service::pipe,
        &Service::change_directory,
        &Service::current_directory,
        &Service::control,
        &Service::sync,
        &Service::descriptor_flags,
        &Service::mount,
        &Service::unmount,
        &Service::mounts,
        &Service::prepare_session,
        &Service::mask,
    };
    static_assert(std::size(kHandlers) == std::size(kMethods));
    const uint64_t number = method - abi::kFirstUserMethod;
    return number < std::size(kHandlers) ? kHandlers[number] : nullptr;
}

void Service::dispatch(Request& request) {
    const Handler handler = handler_of(request.call.method());
    if (handler)
        (this->*handler)(request);
    else
        request.call.answer(request.call.is(abi::SystemMethod::ping) ? Error::ok : Error::not_supported);
}

Result<std::string> receive_text(size_t capacity) {
    auto transfer = TRY(async::data_write_receive());
    if (transfer.size > capacity) {
        transfer.call.answer(Error::name_too_long);
        return Error::name_too_long;
    }
    std::string text(transfer.size, '\0');
    TRY(async::data_write_finalize(transfer, text.data(), text.size()));
    return text;
}

Result<void> check_writable(const MountedFileSystem& mount) {
    return mount.flags & kMountReadOnly ? Error::read_only : Error::ok;
}

} // namespace vfs

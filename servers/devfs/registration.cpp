// SPDX-License-Identifier: MIT
// Device servers: they connect, call back, and add names.
#include "servers/devfs/service.hpp"

#include "fibrils/arch/syscall.hpp"

namespace devfs {

void Service::start() {
    async::set_handler(kRegistrationInterface, serve, this, {.name = "device server"});
}

Result<void> Service::add_device(const async::Call& call, const std::shared_ptr<Server>& server) {
    std::string name(kMaxNameSize, '\0');
    name.resize(TRY(async::data_write_accept(name.data(), name.size())));
    if (!server) // it has not called back yet
        return Error::protocol;
    return table_
        .add({.name = std::move(name),
              .mode = uint16_t(call.argument(2) & 0777),
              .server = server,
              .unit = uint32_t(call.argument(1)),
              .made = sys_clock_read(uint32_t(abi::Clock::real_time))})
        .error();
}

void Service::serve_request(async::Call& call, const std::shared_ptr<Server>& server) {
    switch (Registration(call.method())) {
    case Registration::add_device:
        call.answer(add_device(call, server).error());
        return;
    case Registration::remove_device:
        call.answer(server ? table_.remove(server, uint32_t(call.argument(1))).error() : Error::protocol);
        return;
    default:
        call.answer(call.is(abi::SystemMethod::ping) ? Error::ok : Error::not_supported);
    }
}

void Service::serve(async::Connection&, async::Call opening, void* data) {
    auto& service = *static_cast<Service*>(data);
    async::accept(opening);
    std::shared_ptr<Server> server;
    for (;;) {
        async::Call call = async::get_call();
        if (call.hung_up())
            break;
        if (!call.is(abi::SystemMethod::connect_to_me) || server) {
            service.serve_request(call, server);
            continue;
        }
        const auto phone = async::callback_accept(call);
        if (phone.ok())
            server = std::make_shared<Server>(phone.value());
    }
    if (!server)
        return;
    server->dead = true;
    service.table_.remove_all(server);
}

} // namespace devfs

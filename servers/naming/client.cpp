// SPDX-License-Identifier: MIT
#include "servers/naming/client.hpp"

#include "fibrils/async/connection.hpp"
#include "fibrils/async/session.hpp"
#include "fibrils/async/transfer.hpp"

namespace naming {

using abi::Error;
using abi::Handle;
using protocol::Method;

namespace {

// A provider that dies while a connect is on its way to it fails that connect, although a successor may come.
constexpr int kMaxConnectTries = 8;

/// The session of this task with naming; what it provides lives as long as the session.
abi::Result<async::Session*> session() {
    static async::Session session;
    static sync::Mutex mutex;
    sync::Lock guard(mutex);
    if (!session.connected())
        session = async::Session(TRY(async::connect_me_to(abi::kNamingHandle, protocol::kInterface)),
                                 async::Style::serialize, protocol::kInterface);
    return &session;
}

/// Naming never calls back over the callback phone: it only forwards connects, and those have handlers.
void refuse_calls(async::Connection&, async::Call, void*) {
    for (;;) {
        async::Call call = async::get_call();
        if (call.hung_up())
            return;
        call.answer(Error::not_supported);
    }
}

} // namespace

abi::Result<Handle> connect(abi::InterfaceId interface, bool blocking, uint32_t number, uint64_t argument) {
    for (int tries = 1;; tries++) {
        auto phone = async::connect_me_to(abi::kNamingHandle, interface, number, argument, blocking);
        if (phone.ok() || !blocking || phone.error() != Error::forward_failed || tries == kMaxConnectTries)
            return phone;
        fibril::yield();
    }
}

abi::Result<void> provide(abi::InterfaceId interface, uint32_t number) {
    async::Exchange exchange(*TRY(session()));
    auto provided = async::send_words(exchange, Method::provide, interface, number);
    const auto callback = async::create_callback(exchange, interface, number, 0, refuse_calls, nullptr);
    const Error error = provided.wait().error;
    return error != Error::ok ? error : callback.error();
}

abi::Result<void> withdraw(abi::InterfaceId interface, uint32_t number) {
    async::Exchange exchange(*TRY(session()));
    return async::request_words(exchange, Method::withdraw, interface, number).error();
}

abi::Result<std::vector<protocol::Service>> list() {
    async::Exchange exchange(*TRY(session()));
    const auto answer = TRY(async::request_words(exchange, Method::list));
    std::vector<protocol::Service> services(answer[0]);
    const size_t size =
        TRY(async::data_read_start(exchange, services.data(), answer[0] * sizeof(services[0])));
    services.resize(size / sizeof(services[0]));
    return services;
}

abi::Result<std::shared_ptr<async::Session>> ServiceSession::get(bool blocking) {
    if (session_)
        return session_;
    auto made = std::make_shared<async::Session>(TRY(connect(interface_, blocking)), style_, interface_);
    if (!session_) // another fibril may have been faster
        session_ = std::move(made);
    return session_;
}

} // namespace naming

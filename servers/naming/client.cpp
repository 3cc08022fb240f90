// SPDX-License-Identifier: MIT
#include "servers/naming/client.hpp"

#include "fibrils/async/dispatch.hpp"
#include "servers/naming/naming_client.hpp"

namespace naming {

using abi::Error;
using abi::Handle;

namespace {

// A provider that dies while a connect is on its way to it fails that connect, although a successor may come.
constexpr int kMaxConnectTries = 8;

/// The session of this task with naming; what it provides lives as long as the session.
abi::Result<NamingClient*> session() {
    static NamingClient session;
    static sync::Mutex mutex;
    sync::Lock guard(mutex);
    if (!session.connected())
        session = NamingClient(TRY(async::connect_me_to(abi::kNamingHandle, kNamingInterface)));
    return &session;
}

/// Naming never calls back over the callback phone: it only forwards connects, and those have handlers.
void refuse_calls(async::Connection& connection, async::Call opening, void*) {
    static constexpr async::DispatchTable kNone{};
    async::dispatch(kNone, nullptr, connection, std::move(opening), 0);
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
    return TRY(session())->provide(interface, number, refuse_calls, nullptr);
}

abi::Result<void> withdraw(abi::InterfaceId interface, uint32_t number) {
    return TRY(session())->withdraw(interface, number);
}

abi::Result<std::vector<ProvidedService>> list() {
    return TRY(session())->list();
}

} // namespace naming

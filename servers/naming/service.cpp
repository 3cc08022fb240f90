// SPDX-License-Identifier: MIT
#include "servers/naming/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/session.hpp"
#include "kernel/abi/system.hpp"
#include "servers/naming/naming_server.hpp"

namespace naming {

using abi::Error;
using abi::Handle;
using async::Call;

namespace {

Key key_of(const Call& call) {
    return {uint32_t(call.argument(1)), uint32_t(call.argument(2))};
}

/// A right to answer that was taken out of its Call with release().
Call parked_call(const Waiting& waiting) {
    abi::Message message;
    message.kind = abi::MessageKind::call;
    message.call = waiting.call;
    message.sender = waiting.sender;
    return Call(message);
}

bool wants_to_wait(const Call& connect) {
    return (connect.argument(4) & uint64_t(abi::ConnectFlag::blocking)) != 0;
}

} // namespace

void Service::introduce(Call connect) {
    const Key key = key_of(connect);
    const Handle phone = table_.find(key);
    if (phone != abi::kNoHandle)
        connect.forward(phone, key.interface, key.number, connect.argument(3));
    else if (wants_to_wait(connect))
        park(key, std::move(connect));
    else
        connect.answer(Error::no_entry);
}

void Service::park(const Key& key, Call connect) {
    const Waiting waiting{key, connect.handle(), connect.sender(), connect.argument(3)};
    auto parked = table_.park(waiting);
    if (!parked.ok()) {
        drop_orphans();
        parked = table_.park(waiting);
    }
    if (parked.ok())
        connect.release();
    else
        connect.answer(parked.error());
}

/// What one session offers is withdrawn when it ends.
class Service::Session : public NamingServer {
  public:
    explicit Session(Service& service) : service_(service), owner_(service.next_owner_++) {}
    ~Session() override {
        for (const Handle phone : service_.table_.withdraw_all(owner_))
            async::hang_up(phone);
    }

  private:
    abi::Result<void> provide(async::Context& context, uint32_t interface, uint32_t number,
                              ProviderClient provider) override {
        const Key key{interface, number};
        TRY(service_.table_.provide(key, owner_, context.caller, provider.phone()));
        service_.serve_waiting(key, provider.release());
        return {};
    }
    abi::Result<void> withdraw(async::Context&, uint32_t interface, uint32_t number) override {
        async::hang_up(TRY(service_.table_.withdraw({interface, number}, owner_)));
        return {};
    }
    abi::Result<std::vector<ProvidedService>> list(async::Context&) override {
        return service_.table_.list();
    }

    Service& service_;
    const uint64_t owner_;
};

void Service::serve(async::Connection& connection, Call opening) {
    Session(*this).serve(connection, std::move(opening));
}

void Service::serve_waiting(const Key& key, Handle phone) {
    drop_orphans();
    for (const Waiting& waiting : table_.take_waiting(key))
        parked_call(waiting).forward(phone, key.interface, key.number, waiting.argument);
}

void Service::drop_orphans() {
    std::vector<abi::TaskInfo> tasks(abi::kMaxTasks);
    const int64_t count =
        sys_system_tasks(abi::kSystemHandle, fibril::address_of(tasks.data()), tasks.size());
    if (count < 0)
        return;
    std::vector<abi::TaskId> alive;
    for (int64_t i = 0; i < count; i++)
        alive.push_back(tasks[size_t(i)].id);
    for (const Waiting& orphan : table_.take_orphans(alive))
        parked_call(orphan).answer(Error::interrupted);
}

} // namespace naming

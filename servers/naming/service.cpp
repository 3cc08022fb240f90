// SPDX-License-Identifier: MIT
#include "servers/naming/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/session.hpp"
#include "fibrils/async/transfer.hpp"
#include "kernel/abi/system.hpp"

namespace naming {

using abi::Error;
using abi::Handle;
using async::Call;
using protocol::Method;

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

void Service::serve(async::Connection& session, Call opening) {
    const uint64_t owner = next_owner_++;
    session.state = this;
    async::accept(opening);
    for (;;) {
        Call call = async::get_call();
        if (call.hung_up())
            break;
        handle(owner, std::move(call));
    }
    for (const Handle phone : table_.withdraw_all(owner))
        async::hang_up(phone);
}

void Service::handle(uint64_t owner, Call call) {
    switch (call.method()) {
    case uint64_t(Method::provide):
        return provide(owner, std::move(call));
    case uint64_t(Method::withdraw):
        return withdraw(owner, std::move(call));
    case uint64_t(Method::list):
        return list(std::move(call));
    case uint64_t(abi::SystemMethod::ping):
        call.answer_ok();
        return;
    default:
        call.answer(Error::not_supported);
    }
}

void Service::provide(uint64_t owner, Call call) {
    const Key key = key_of(call);
    // The callback has to be taken even if the name is not free: the client sends both messages at once.
    auto phone = async::callback_receive();
    if (!phone.ok()) {
        call.answer(phone.error());
        return;
    }
    const auto provided = table_.provide(key, owner, call.sender(), *phone);
    if (!provided.ok())
        async::hang_up(*phone);
    call.answer(provided.error());
    if (provided.ok())
        serve_waiting(key, *phone);
}

void Service::serve_waiting(const Key& key, Handle phone) {
    drop_orphans();
    for (const Waiting& waiting : table_.take_waiting(key))
        parked_call(waiting).forward(phone, key.interface, key.number, waiting.argument);
}

void Service::withdraw(uint64_t owner, Call call) {
    auto phone = table_.withdraw(key_of(call), owner);
    if (phone.ok())
        async::hang_up(*phone);
    call.answer(phone.error());
}

void Service::list(Call call) {
    const auto services = table_.list();
    call.answer_ok(services.size());
    // An error means that the client did not fetch it or is gone: its own affair.
    (void)async::data_read_reply(services.data(), services.size() * sizeof(protocol::Service));
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

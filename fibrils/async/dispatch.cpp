// SPDX-License-Identifier: MIT
#include "fibrils/async/dispatch.hpp"

#include "fibrils/async/served_connection.hpp"
#include "fibrils/scheduler.hpp"

namespace async {

namespace {

uint8_t next_state(const DispatchTable& table, uint16_t method, uint8_t state, Error error) {
    for (const Transition& transition : table.transitions)
        if (transition.method == method && transition.from == state && transition.error == error)
            return transition.to;
    return state;
}

// What is no call of the interface: a question whether we live, or something that nobody waits for.
Error other(const Call& call) {
    if (call.is(abi::SystemMethod::ping))
        return Error::ok;
    return call.method() < abi::kFirstUserMethod ? Error::protocol : Error::not_supported;
}

void serve(const DispatchTable& table, void* server, Context& context, Call& call) {
    const uint64_t method = call.method() - abi::kFirstUserMethod;
    if (method >= table.handlers.size() || !table.handlers[method]) {
        call.answer(other(call));
        return;
    }
    if (!table.allowed.empty() && !(table.allowed[method] >> context.state & 1)) {
        call.answer(Error::protocol);
        return;
    }
    context.caller = call.sender();
    const Error error = table.handlers[method](server, context, call);
    if (!table.transitions.empty())
        context.state = next_state(table, uint16_t(method), context.state, error);
}

} // namespace

void dispatch(const DispatchTable& table, void* server, Connection& connection, Call opening, uint8_t state) {
    if (opening.pending())
        accept(opening);
    Context context{connection, connection.client, state};
    ServedConnection* const served = own_connection("dispatch");
    for (;;) {
        // get_call, written out: on WebAssembly each function that waits costs time at every switch.
        while (served->queue.empty() && !served->hung_up) {
            served->waiter = fibril::scheduler::running;
            fibril::scheduler::wait("a call");
        }
        Call call = next_call(served);
        if (call.hung_up())
            return;
        serve(table, server, context, call);
    }
}

} // namespace async

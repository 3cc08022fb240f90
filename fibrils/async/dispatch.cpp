// SPDX-License-Identifier: MIT
#include "fibrils/async/dispatch.hpp"

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
    for (;;) {
        Call call = get_call();
        if (call.hung_up())
            return;
        serve(table, server, context, call);
    }
}

} // namespace async

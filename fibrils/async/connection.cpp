// SPDX-License-Identifier: MIT
#include "fibrils/async/connection.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/served_connection.hpp"
#include "fibrils/lib/fatal.hpp"
#include "fibrils/scheduler.hpp"

#include <algorithm>

namespace async {

using abi::Message;
using abi::SystemMethod;
using fibril::Fibril;
using fibril::scheduler::running;

namespace {

struct Registration {
    abi::InterfaceId interface;
    ConnectionHandler handler;
    void* data;
    fibril::Options options;
};

constinit Pool<ServedConnection> pool;
constinit lib::Array<Registration> registrations;

const Registration* find_handler(abi::InterfaceId interface) {
    const Registration* fallback = nullptr;
    for (const Registration& registration : registrations) {
        if (registration.interface == interface)
            return &registration;
        if (registration.interface == 0)
            fallback = &registration;
    }
    return fallback;
}

[[gnu::cold]] void refuse(const Message& message, Error error) {
    if (message.call != abi::kNoHandle)
        sys_ipc_answer(message.call, static_cast<uint64_t>(error), 0, 0, 0, 0, 0);
}

// Also when the handler ends its fibril with fibril::exit.
[[gnu::cold]] void close(Fibril& fibril) {
    auto* served = static_cast<ServedConnection*>(std::exchange(fibril.connection, nullptr));
    while (!served->queue.empty())
        refuse(served->queue.pop(), Error::hung_up);
    pool.give_back(served);
}

void serve(void* argument) {
    auto* served = static_cast<ServedConnection*>(argument);
    running->connection = served;
    running->trace_id = served->opening.trace_id;
    running->at_end = close;
    served->handler(served->connection, Call(served->opening), served->data);
}

Result<void> start_serving(ServedConnection* served, fibril::Options options) {
    fibril::Id id = TRY(fibril::spawn(serve, served, options));
    return fibril::detach(id);
}

constexpr uint32_t kShare = 16; // of the free connections, that one client may have

// When half of the connections are taken, a client gets another one only while it has less than a sixteenth
// of those that are free.
bool is_greedy(abi::TaskId client) {
    if (pool.taken() < kMaxConnections / 2)
        return false;
    uint32_t free = kMaxConnections - std::min(pool.taken(), kMaxConnections);
    uint32_t held = 0;
    pool.for_each_taken([&](const ServedConnection& served) { held += served.connection.client == client; });
    return held >= free / kShare;
}

[[gnu::cold]] void open(const Message& message, const ServedConnection* parent) {
    auto interface = static_cast<abi::InterfaceId>(message.words[1]);
    const Registration* registration = find_handler(interface);
    if (!registration)
        return refuse(message, Error::no_entry);
    if (is_greedy(message.sender))
        return refuse(message, Error::limit);
    ServedConnection* served = pool.take();
    served->connection.interface = interface;
    served->connection.client = message.sender;
    served->connection.argument2 = message.words[2];
    served->connection.argument3 = message.words[3];
    served->connection.parent_state = parent ? parent->connection.state : nullptr;
    served->handler = registration->handler;
    served->data = registration->data;
    served->opening = message;
    auto started = start_serving(served, registration->options);
    if (!started.ok()) {
        pool.give_back(served);
        refuse(message, started.error());
    }
}

void run_hang_up_hook(void* argument) {
    auto* connection = static_cast<Connection*>(argument);
    connection->on_hang_up(*connection);
}

} // namespace

ServedConnection* own_connection(const char* caller) {
    if (!running || !running->connection)
        lib::fatal(caller, " in fibril ", running ? running->name : "?", ", which serves no connection");
    return static_cast<ServedConnection*>(running->connection);
}

// The next message, or the last hang-up again.
Call next_call(ServedConnection* served) {
    Message message;
    if (!served->queue.empty())
        message = served->queue.pop();
    else
        message.label = served->reference();
    // Data, areas and handles come to serve the call before them: that one stays the cause of what follows.
    if (message.words[0] >= abi::kFirstUserMethod)
        running->trace_id = message.trace_id;
    return Call(message);
}

void take_call(const Message& message) {
    auto method = static_cast<SystemMethod>(message.words[0]);
    ServedConnection* served = pool.find(message.label);
    if (method == SystemMethod::connect_me_to)
        return open(message, served);
    bool hang_up = method == SystemMethod::phone_hung_up;
    if (hang_up)
        refuse(message, Error::ok); // needs no answer, but may have one
    if (!served || served->hung_up)
        return hang_up ? void() : refuse(message, Error::hung_up);
    if (hang_up) {
        served->hung_up = true;
        if (served->connection.on_hang_up)
            fibril::arch::call_outside(run_hang_up_hook, &served->connection);
    } else {
        served->queue.push(message);
    }
    if (served->waiter)
        fibril::scheduler::make_ready(std::exchange(served->waiter, nullptr));
}

void set_handler(abi::InterfaceId interface, ConnectionHandler handler, void* data, fibril::Options options) {
    for (Registration& registration : registrations) {
        if (registration.interface == interface) {
            registration = {interface, handler, data, options};
            return;
        }
    }
    registrations.push_back({interface, handler, data, options});
}

Error accept(Call& opening) {
    return opening.answer(Error::ok, {0, 0, 0, 0, own_connection("accept")->reference()});
}

Call get_call() {
    ServedConnection* served = own_connection("get_call");
    while (served->queue.empty() && !served->hung_up) {
        served->waiter = running;
        fibril::scheduler::wait("a call");
    }
    return next_call(served);
}

Result<Call> get_call_until(uint64_t deadline) {
    ServedConnection* served = own_connection("get_call_until");
    if (served->queue.empty() && !served->hung_up) {
        served->waiter = running;
        fibril::scheduler::wait_until(deadline, "a call");
        served->waiter = nullptr;
        if (served->queue.empty() && !served->hung_up)
            return Error::timeout;
    }
    return next_call(served);
}

bool client_hung_up() {
    return own_connection("client_hung_up")->hung_up;
}

Result<void> create_callback(Handle phone, abi::InterfaceId interface, uint64_t a2, uint64_t a3,
                             ConnectionHandler handler, void* data) {
    ServedConnection* served = pool.take();
    served->connection.interface = interface;
    served->connection.argument2 = a2;
    served->connection.argument3 = a3;
    served->handler = handler;
    served->data = data;
    auto answer = request(phone, static_cast<uint64_t>(SystemMethod::connect_to_me),
                          {interface, a2, a3, 0, served->reference()});
    Error error = answer.ok() ? start_serving(served, {.name = "callback"}).error() : answer.error();
    if (error == Error::ok)
        return {};
    while (!served->queue.empty())
        refuse(served->queue.pop(), Error::hung_up);
    pool.give_back(served);
    return error;
}

Result<Handle> callback_receive() {
    Call call = get_call();
    return callback_accept(call);
}

Result<Handle> callback_accept(Call& call) {
    if (call.hung_up())
        return Error::hung_up;
    if (!call.is(SystemMethod::connect_to_me)) {
        call.answer(Error::protocol);
        return Error::protocol;
    }
    auto phone = static_cast<Handle>(call.argument(5));
    Error error = call.answer(Error::ok);
    if (error != Error::ok)
        return error;
    return phone;
}

uint32_t current_trace_id() {
    return running && running->connection ? running->trace_id : 0;
}

} // namespace async

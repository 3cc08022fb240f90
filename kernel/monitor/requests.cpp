// SPDX-License-Identifier: MIT
// What the monitor checks when a message is sent, or passed on.
#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;
using abi::MonitorAttachment;
using abi::MonitorFlag;
using abi::MonitorKind;
using abi::MonitorMethod;
using abi::MonitorTest;
using abi::Rule;
using abi::SystemMethod;
using Mode = MonitoredConnection::Mode;

namespace {

bool has(const MonitorMethod& method, MonitorFlag flag) {
    return (static_cast<uint8_t>(method.flags) & static_cast<uint8_t>(flag)) != 0;
}

uint64_t field(const abi::Words& words, uint8_t word, uint8_t shift, uint8_t bits) {
    return words[word] >> shift & (bits == 64 ? ~uint64_t(0) : (uint64_t(1) << bits) - 1);
}

/// How many messages of this attachment follow the request.
uint64_t messages_of(const MonitorAttachment& attachment, const abi::Words& words) {
    if (attachment.inline_word != 0 &&
        field(words, attachment.inline_word, attachment.inline_shift, 8) != 255)
        return 0;
    if (attachment.test == MonitorTest::always)
        return 1;
    const uint64_t value = field(words, attachment.word, attachment.shift, attachment.bits);
    switch (attachment.test) {
    case MonitorTest::equal:
        return value == attachment.value ? 1 : 0;
    case MonitorTest::mask:
        return (value & attachment.value) != 0 ? 1 : 0;
    case MonitorTest::count:
        return value;
    default:
        return value != 0 ? 1 : 0;
    }
}

/// What the server gets in, the client shares out.
SystemMethod message_of(MonitorKind kind) {
    constexpr SystemMethod kMessages[] = {SystemMethod::phone_hung_up, SystemMethod::data_write,
                                          SystemMethod::data_read,     SystemMethod::share_out,
                                          SystemMethod::share_in,      SystemMethod::delegate,
                                          SystemMethod::connect_to_me, SystemMethod::ping};
    return kMessages[static_cast<uint8_t>(kind)];
}

/// The call that `task` serves under this trace id. Those that came last are the most likely.
const Call* find_served(const Task& task, uint32_t id) {
    for (const Call* call = task.box.dispatched.back(); call; call = task.box.dispatched.previous(*call))
        if (call->trace_id == id)
            return call;
    return nullptr;
}

} // namespace

Error Monitor::check_sent(Call& call, Task& sender, Phone& phone) {
    if (call.method >= abi::kFirstUserMethod)
        return phone.monitored.contract != 0 ? begin(call, sender, phone) : check_effect(call, sender, phone);
    if (phone.monitored.contract == 0 || call.is(SystemMethod::connect_me_to))
        return Error::ok;
    return follow(call, sender, phone);
}

Error Monitor::check_forwarded(Call& call, Task& forwarder, Phone& phone) {
    if (call.method < abi::kFirstUserMethod)
        return check_sent(call, forwarder, phone);
    if (call.rule != 0)
        let_go(call);
    // The answer goes past the forwarder, so the state of its own connection is not known any more.
    forget_state(phone.monitored);
    phone.monitored.mode = Mode::ignoring;
    return Error::ok;
}

/// The call leaves the connection that it came through; nobody there sees its answer.
void Monitor::let_go(Call& call) {
    if (call.caller_phone && !call.forwarded) {
        MonitoredConnection& connection = call.caller_phone->monitored;
        --connection.in_flight;
        connection.states = table_.states_after_any(table_.method(call.rule - 1u), connection.states);
        connection.turn = static_cast<uint16_t>(connection.last_turn + 1);
    }
    call.rule = 0;
}

Error Monitor::begin(Call& call, Task& sender, Phone& phone) {
    MonitoredConnection& connection = phone.monitored;
    Error verdict = Error::ok;
    if (connection.expected != 0 && connection.mode == Mode::following)
        verdict = object(call, sender, phone, missing(connection));
    connection.expected = 0;
    const abi::MonitorInterface& contract = table_.interface(connection.contract - 1u);
    const uint64_t ordinal = call.method - abi::kFirstUserMethod;
    if (verdict == Error::ok && ordinal < contract.methods) {
        const auto number = contract.first_method + static_cast<uint32_t>(ordinal);
        const MonitorMethod& method = table_.method(number);
        if (has(method, MonitorFlag::present) && (connection.callback || !has(method, MonitorFlag::event))) {
            call.rule = static_cast<uint16_t>(number + 1);
            verdict = begin_known(call, sender, phone);
            if (verdict != Error::ok)
                call.rule = 0;
        }
    }
    if (verdict == Error::ok && call.rule == 0)
        verdict = object(call, sender, phone, {Rule::unknown_method, call.method, {call.method, 0}});
    if (call.rule == 0)
        connection.mode = verdict == Error::ok ? Mode::ignoring : Mode::refusing;
    return verdict;
}

Error Monitor::begin_known(Call& call, Task& sender, Phone& phone) {
    MonitoredConnection& connection = phone.monitored;
    const MonitorMethod& method = table_.method(call.rule - 1u);
    const uint16_t states = connection.in_flight == 0 ? connection.states : connection.ahead;
    Error verdict = Error::ok;
    if (states != 0 && (method.states & states) == 0) {
        call.reported = true;
        verdict = object(call, sender, phone, {Rule::wrong_state, call.method, {states, method.states}});
    }
    if (verdict == Error::ok)
        verdict = check_effect(call, sender, phone);
    if (verdict != Error::ok)
        return verdict;
    if (const MonitorAttachment* excess = expect_attachments(call, phone)) {
        connection.expected = 0;
        connection.mode = Mode::ignoring;
        verdict =
            object(call, sender, phone,
                   {Rule::attachment_size, call.method, {messages_of(*excess, call.words), excess->most}});
        if (verdict != Error::ok)
            return verdict;
    }
    ++connection.in_flight;
    connection.ahead = table_.states_after_any(method, states);
    call.ordered = !has(method, MonitorFlag::parks);
    if (call.ordered)
        call.turn = ++connection.last_turn;
    return Error::ok;
}

const MonitorAttachment* Monitor::expect_attachments(const Call& call, Phone& phone) {
    MonitoredConnection& connection = phone.monitored;
    const MonitorMethod& method = table_.method(call.rule - 1u);
    connection.mode = Mode::following;
    connection.rule = static_cast<uint16_t>(call.rule - 1);
    connection.call = call.trace_id;
    const MonitorAttachment* excess = nullptr;
    for (uint32_t at = 0; at < method.attachments; ++at) {
        const MonitorAttachment& attachment = table_.attachment(method.first_attachment + at);
        const uint64_t count = messages_of(attachment, call.words);
        if (count == 0)
            continue;
        connection.expected = static_cast<uint16_t>(connection.expected | 1u << at);
        if (attachment.test != MonitorTest::count)
            continue;
        connection.handles_left = static_cast<uint8_t>(count);
        if (count > attachment.most)
            excess = &attachment;
    }
    return excess;
}

Monitor::Report Monitor::missing(const MonitoredConnection& connection) const {
    const MonitorMethod& method = table_.method(connection.rule);
    const uint32_t number =
        method.first_attachment + static_cast<uint32_t>(__builtin_ctz(connection.expected));
    return {Rule::attachment_missing,
            abi::kFirstUserMethod + connection.rule - table_.interface(connection.contract - 1u).first_method,
            {0, static_cast<uint64_t>(message_of(table_.attachment(number).kind))}};
}

Error Monitor::follow(Call& call, Task& sender, Phone& phone) {
    MonitoredConnection& connection = phone.monitored;
    if (connection.mode != Mode::following)
        return connection.mode == Mode::ignoring ? Error::ok : Error::protocol;
    const bool is_ping = call.is(SystemMethod::ping);
    if (connection.expected == 0) {
        const Report unexpected{Rule::attachment_order, 0, {call.method, 0}};
        return is_ping ? Error::ok : object(call, sender, phone, unexpected);
    }
    const uint32_t number = table_.method(connection.rule).first_attachment +
                            static_cast<uint32_t>(__builtin_ctz(connection.expected));
    const SystemMethod wanted = message_of(table_.attachment(number).kind);
    if (call.is(wanted))
        return check_arrived(call, sender, phone, number);
    // A client whose message the kernel refused sends a ping, so that the server does not wait for more.
    connection.expected = 0;
    if (is_ping)
        return Error::ok;
    const Error verdict = object(
        call, sender, phone,
        {Rule::attachment_order, method_of_attachment(number), {call.method, static_cast<uint64_t>(wanted)}});
    connection.mode = verdict == Error::ok ? Mode::ignoring : Mode::refusing;
    return verdict;
}

Error Monitor::check_arrived(Call& call, Task& sender, Phone& phone, uint32_t number) {
    MonitoredConnection& connection = phone.monitored;
    const MonitorAttachment& attachment = table_.attachment(number);
    if (attachment.test != MonitorTest::count || --connection.handles_left == 0)
        connection.expected = static_cast<uint16_t>(connection.expected & (connection.expected - 1));
    call.attachment = static_cast<uint16_t>(number + 1);
    if (attachment.kind == MonitorKind::callback && call.words[1] != attachment.detail)
        return object(call, sender, phone,
                      {Rule::attachment_order, method_of_attachment(number), {call.method, call.method}});
    if (attachment.kind != MonitorKind::data_in)
        return Error::ok;
    const uint64_t size = call.words[2];
    if (size <= attachment.most && size >= attachment.detail)
        return Error::ok;
    connection.mode = Mode::ignoring;
    const uint64_t limit = size > attachment.most ? attachment.most : attachment.detail;
    return object(call, sender, phone, {Rule::attachment_size, method_of_attachment(number), {size, limit}});
}

Error Monitor::check_effect(const Call& call, Task& sender, Phone& phone) {
    if (call.parent == 0 || phone.interface == 0)
        return Error::ok;
    const Call* served = find_served(sender, call.parent);
    if (!served || served->rule == 0)
        return Error::ok;
    const MonitorMethod& method = table_.method(served->rule - 1u);
    for (uint32_t at = 0; at < method.effects; ++at) {
        const abi::MonitorEffect& effect = table_.effect(method.first_effect + at);
        if (effect.interface + 1u == phone.monitored.contract &&
            (effect.method == abi::kAnyMethod || effect.method == call.method - abi::kFirstUserMethod))
            return Error::ok;
    }
    return object(*served, sender, phone,
                  {Rule::undeclared_effect, served->method, {phone.interface, call.method}});
}

} // namespace kernel

// SPDX-License-Identifier: MIT
// What the monitor checks when a call is answered.
#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;
using abi::MonitorKind;
using abi::MonitorMethod;
using abi::Policy;
using abi::Rule;

void Monitor::check_answered(Call& call, Task* answerer, abi::Words& answer) {
    const uint64_t error = answer[0];
    Policy policy = Policy::report;
    if (call.rule == 0) {
        policy = check_transfer(call, answerer, answer);
    } else {
        policy = check_error(call, answerer, error);
        check_dropped(call, answerer, error);
        if (call.caller_phone && !call.forwarded) {
            check_complete(call, *call.caller_phone, error);
            check_turn(call, *call.caller_phone, answerer);
            check_state(call, *call.caller_phone, error);
        }
    }
    call.rule = call.attachment = 0;
    if (policy == Policy::report)
        return;
    answer = {static_cast<uint64_t>(Error::protocol)};
    Phone* phone = call.caller_phone;
    if (policy == Policy::end && phone && phone->state == PhoneState::connected)
        end_phone(*phone);
}

/// A server must not give more than its description allows, however much room there is.
Policy Monitor::check_transfer(const Call& call, Task* answerer, const abi::Words& answer) {
    const uint32_t number = call.attachment - 1u;
    const abi::MonitorAttachment& attachment = table_.attachment(number);
    if (!answerer || answer[0] != 0 || attachment.kind != MonitorKind::data_out ||
        answer[2] <= attachment.most)
        return Policy::report;
    return report(call, *answerer, call.sender,
                  {Rule::attachment_size, method_of_attachment(number), {answer[2], attachment.most}});
}

/// A call that its client broke may be answered with whatever describes that.
Policy Monitor::check_error(const Call& call, Task* answerer, uint64_t error) {
    const MonitorMethod& method = table_.method(call.rule - 1u);
    const MonitoredConnection* connection = call.caller_phone ? &call.caller_phone->monitored : nullptr;
    const bool was_broken = connection && connection->call == call.trace_id &&
                            connection->mode != MonitoredConnection::Mode::following;
    if (!answerer || was_broken || (error < 64 && (method.errors >> error & 1) != 0))
        return Policy::report;
    return report(call, *answerer, call.sender, {Rule::undeclared_error, call.method, {error, 0}});
}

/// The runtime answers interrupted for a handler that dropped its right. To a caller that has gone that is
/// proper.
void Monitor::check_dropped(const Call& call, Task* answerer, uint64_t error) {
    const Phone* phone = call.caller_phone;
    if (!answerer || error != static_cast<uint64_t>(Error::interrupted) || !phone ||
        phone->state != PhoneState::connected)
        return;
    report(call, *answerer, call.sender, {Rule::forgotten_answer, call.method, {0, 0}});
}

/// Whoever answers ok has received all that belongs to the call.
void Monitor::check_complete(const Call& call, Phone& phone, uint64_t error) {
    MonitoredConnection& connection = phone.monitored;
    if (error != 0 || connection.call != call.trace_id || connection.expected == 0)
        return;
    if (call.sender && connection.mode == MonitoredConnection::Mode::following)
        report(call, *call.sender, &call.callee->owner(), missing(connection));
    connection.expected = 0;
}

/// Calls that do not park are answered in the order in which they came: one that is left behind was
/// forgotten.
void Monitor::check_turn(const Call& call, Phone& phone, Task* answerer) {
    MonitoredConnection& connection = phone.monitored;
    const auto left = static_cast<int16_t>(static_cast<uint16_t>(call.turn - connection.turn));
    if (!call.ordered || left < 0)
        return;
    connection.turn = static_cast<uint16_t>(call.turn + 1);
    if (left == 0)
        return;
    if (answerer)
        report(call, *answerer, call.sender,
               {Rule::forgotten_answer, call.method, {static_cast<uint64_t>(left), 0}});
    else // the kernel refused this one; what comes before it is answered when it likes
        connection.turn = static_cast<uint16_t>(connection.last_turn + 1);
}

void Monitor::check_state(const Call& call, Phone& phone, uint64_t error) {
    MonitoredConnection& connection = phone.monitored;
    const MonitorMethod& method = table_.method(call.rule - 1u);
    --connection.in_flight;
    if (connection.states == 0)
        return;
    const bool allowed = (method.states & connection.states) != 0;
    if (!call.ordered) {
        connection.states |= table_.states_after(method, connection.states, error);
    } else {
        // Only now it is certain for a call that was sent while others were under way.
        if (!allowed && !call.reported && call.sender)
            report(call, *call.sender, &call.callee->owner(),
                   {Rule::wrong_state, call.method, {connection.states, method.states}});
        if (allowed && error == 0)
            connection.states &= method.states;
        connection.states = table_.states_after(method, connection.states, error);
    }
    if (connection.in_flight == 0)
        connection.ahead = connection.states;
}

} // namespace kernel

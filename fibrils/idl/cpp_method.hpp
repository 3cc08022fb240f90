// SPDX-License-Identifier: MIT
// What the generators of clients and servers both ask about a method.
#pragma once

#include "fibrils/idl/tree.hpp"

#include <string>
#include <vector>

namespace idl {

/// One part of what a call results in: a result field, or a text or an array that comes in a message.
struct AnswerPart {
    const Field* field = nullptr;
    const Attachment* attachment = nullptr;
    std::string type; // in C++
    std::string name;
};

/// A method as the C++ sees it.
struct CppMethod {
    const Interface& interface;
    const Method& method;
    std::vector<AnswerPart> parts;
    std::string answer;       // type of the answer: void, uint32_t, ClockNow
    bool is_struct = false;   // the answer is a struct of its own
    bool own_buffers = false; // a text or an array comes back: the stub has the buffer

    CppMethod(const Interface& interface, const Method& method);
    /// Where the value of a part is: "value" or "value.name".
    std::string value(const AnswerPart& part) const;
};

/// The condition of an attachment as a C++ expression over the arguments; "" if it is always there.
std::string condition(const Attachment& attachment);
/// The error for data that is longer than allowed.
const char* too_long(const Attachment& attachment);
bool is_bytes(const Attachment& attachment); // data, text or array
/// The handler takes it itself: streamed data of a call that parks, because the stub cannot settle it at the
/// end.
bool is_left_to_handler(const Method& method, const Attachment& attachment);
/// Of the client's side, or with `server` of the handler: "int32_t offset, std::string_view name"
std::string parameters(const CppMethod& method, bool server);
/// Through which class a server calls back: of its own interface it sends the events.
std::string caller_type(const Interface& user, const Interface& interface);
/// async::put for all slots. Each path begins with one of the names, as it is.
std::string put_slots(const std::vector<Slot>& slots, const std::string& indent);
/// The methods of the interface that are events, or those that are not.
std::vector<CppMethod> methods_of(const Interface& interface, bool events);
/// The number that an expression of the text has on the wire: kClockInterface's methods are ClockMethod::now.
std::string method_number(const Interface& interface, const Method& method);

} // namespace idl

// SPDX-License-Identifier: MIT
// What a generated client does before it sends a call, and calls with a single transfer, which need no
// async::Operation.
#pragma once

#include "fibrils/idl/cpp_method.hpp"

namespace idl {

/// Whether one data, text or array, and nothing else, always follows the call in a message.
bool is_direct(const CppMethod& method);
/// Statements that set `refused_`, if there is anything to check.
std::string size_checks(const CppMethod& method);
/// Of a text or an array that comes back: room for the most.
std::string buffer(const CppMethod& method, const AnswerPart& part);
/// The statements before a direct call; `refuse` is what to do when refused_ is an error.
std::string before_direct(const CppMethod& method, const std::string& refuse);
/// The expression that makes it: an async::Operation::Outcome.
std::string direct_call(const CppMethod& method);

} // namespace idl

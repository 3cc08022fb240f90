// SPDX-License-Identifier: MIT
// A kernel for unit tests of the runtime: one task, whose phones lead back to itself, and a clock that stands
// still while fibrils run. Only what the runtime needs to be told apart from a real one.
#pragma once

#include "fibrils/fibril.hpp"
#include "kernel/abi/event.hpp"
#include "kernel/abi/ipc.hpp"

#include <functional>
#include <string>
#include <vector>

namespace fake {

/// Runs `body` in a fibril and everything it starts, delivering messages and letting time pass, until nothing
/// can happen any more. Fails the running test when `body` has not returned by then.
void run(std::function<void()> body);

/// A phone to this task, whose calls arrive with `label`.
abi::Handle make_phone(uint64_t label);

/// The next calls are refused by ipc_call itself.
void refuse_calls(abi::Error error, int count);

/// The next call of this method is refused by ipc_call itself.
void refuse_method(uint64_t method, abi::Error error);

/// Calls that were sent so far, delivered or not.
size_t sent_calls();

/// Delivered at the next opportunity, as if the kernel had an event.
void notify(uint64_t method, uint64_t a1);

/// The method that the last event_subscribe named.
uint64_t subscribed_method();

/// Lines that were written to the kernel log since the last call of clear_log.
const std::vector<std::string>& log();
void clear_log();
bool log_contains(const std::string& text);

/// `parent` of the last ipc_call.
uint32_t last_parent();

/// What was closed since the last call of this: handles that are no phones, which are hung up.
std::vector<abi::Handle> take_closed_handles();

/// Calls that were delivered and have been neither answered nor forwarded.
size_t unanswered_calls();

/// How often the runtime asked to be entered again without a message.
size_t pokes();

} // namespace fake

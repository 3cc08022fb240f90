// SPDX-License-Identifier: MIT
// Between the kernel and the fibrils: gives every delivered message to whoever waits for it.
#pragma once

#include "kernel/abi/ipc.hpp"

namespace async {

/// Takes one message of kind call, answer or notification. Never waits; fibrils become ready.
void deliver(const abi::Message& message);

} // namespace async

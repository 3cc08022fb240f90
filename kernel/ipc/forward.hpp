// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/ipc/phone.hpp"

namespace kernel {

/// Passes a dispatched call of `forwarder` (out of its queue, without handle) on through `phone`; nullptr if
/// the forwarder has no such phone. Its answer goes straight to the first caller. On error the first caller
/// has got forward_failed. Errors: no_entry (no phone), hung_up (phone dead), limit (32 hops), permission
/// (phone_hung_up cannot be forwarded), not_supported (the new method is not one a task may send).
abi::Error forward_call(Call& call, Task& forwarder, Phone* phone, const abi::Words& replacement,
                        abi::ForwardMode mode);

} // namespace kernel

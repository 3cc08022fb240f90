// SPDX-License-Identifier: MIT
// The servers `alice` and `bob` of the lessons, and who may be asked for.
#pragma once

#include "servers/apps/keeper_client.hpp"

#include <cstdint>
#include <string_view>

namespace keeper {

/// Service numbers of the interface.
enum class Side : uint32_t { alice = 1, bob = 2 };

const char* name_of(Side side);

/// Serves until the task is ended; returns the exit status when it cannot begin.
int serve(Side side);

/// A phone to the server of that side. Error: no_entry (it does not run).
abi::Result<abi::Handle> connect(Side side);

} // namespace keeper

// SPDX-License-Identifier: MIT
// Does something that may never end, and waits for it only so long.
#pragma once

#include "fibrils/fibril.hpp"

#include <memory>

namespace init {

inline constexpr uint64_t kPatience = 5'000'000; // microseconds that a server may take to be ready

/// The result of `action` (an abi::Result<void>), or timeout after `microseconds`. The action goes on then;
/// what it uses must live for ever.
template<typename Action>
abi::Result<void> do_within(uint64_t microseconds, const char* name, Action action) {
    struct State {
        fibril::Event done;
        abi::Result<void> result;
    };
    auto state = std::make_shared<State>();
    const auto worker = fibril::spawn({.name = name}, [state, action] {
        state->result = action();
        state->done.notify();
    });
    TRY(fibril::detach(TRY(worker)));
    TRY(state->done.wait_until(fibril::now() + microseconds, name));
    return state->result;
}

} // namespace init

// SPDX-License-Identifier: MIT
// WebAssembly: a fibril that gives up the processor unwinds its frames (../context.S), so only the scheduler
// can go on with another one.
#pragma once

#include <cstdint>

namespace fibril::arch {

struct Context;

inline constexpr bool kSwitchesDirectly = false;
inline constexpr bool kEndsDispatches = false;
#define FIBRILS_INLINED

inline void switch_to(Context&, Context&) {}
inline void end_dispatch(Context&, int64_t) {}

} // namespace fibril::arch

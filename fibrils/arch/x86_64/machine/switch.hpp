// SPDX-License-Identifier: MIT
// x86_64: a fibril keeps its stack, so one can go on where another one stops, without the scheduler between
// them.
#pragma once

#include <cstdint>

namespace fibril::arch {

struct Context;

inline constexpr bool kSwitchesDirectly = true;
#ifdef FIBRILS_ON_HOST
inline constexpr bool kEndsDispatches = false; // a unit test's kernel calls task_enter, which has to return
#define FIBRILS_INLINED
#else
inline constexpr bool kEndsDispatches = true;
#define FIBRILS_INLINED [[gnu::always_inline]] // by the linker, which optimizes the program as a whole
#endif

/// Only the fibril of `from`: goes on with the fibril of `to`; returns when `from` is resumed.
void switch_to(Context& from, Context& to);

/// Only the fibril of this context: ends the dispatch as task_enter would with this result; returns when it
/// is resumed in another one.
void end_dispatch(Context& context, int64_t deadline);

} // namespace fibril::arch

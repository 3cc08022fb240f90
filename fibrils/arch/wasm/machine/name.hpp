// SPDX-License-Identifier: MIT
#pragma once

namespace machine {

inline constexpr char kName[] = "wasm32"; // as uname gives it

} // namespace machine

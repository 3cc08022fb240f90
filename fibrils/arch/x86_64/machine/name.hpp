// SPDX-License-Identifier: MIT
#pragma once

namespace machine {

inline constexpr char kName[] = "x86_64"; // as uname gives it

} // namespace machine

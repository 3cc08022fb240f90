// SPDX-License-Identifier: MIT
// What the ladder shows while no call is chosen.
#pragma once

#include "web/inspector/views/desk.hpp"
#include "web/inspector/views/widgets.hpp"

namespace inspector {

/// The last calls that were forwarded or caused others; a click chooses one.
void draw_recent_roots(Desk& desk, Box box);

} // namespace inspector

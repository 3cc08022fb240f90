// SPDX-License-Identifier: MIT
// Select graphic rendition: how the characters that follow look.
#pragma once

#include "servers/display/cell.hpp"
#include "servers/display/parser.hpp"

namespace display {

/// Applies ESC [ ... m. Unknown numbers change nothing.
void select_rendition(const Sequence& sequence, Style& style);

} // namespace display

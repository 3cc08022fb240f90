// SPDX-License-Identifier: MIT
// Lines with heads.
#pragma once

#include "web/inspector/views/widgets.hpp"

namespace inspector {

void draw_dashed(ImVec2 from, ImVec2 to, ImU32 color, float dash, float gap, float width);

/// The head of an arrow that comes from the left (right = false) or from the right; open or filled.
void draw_arrow_head(ImVec2 tip, bool points_right, ImU32 color, bool filled);

} // namespace inspector

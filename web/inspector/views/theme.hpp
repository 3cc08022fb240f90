// SPDX-License-Identifier: MIT
// Colours and measures of every view. The colours are those of the page (web/page/style/tokens.css): brass is
// the accent.
#pragma once

#include "imgui.h"

#include <cstdint>

namespace inspector {

struct Theme {
    bool dark = true;
    float scale = 1; // pixels of the screen in one pixel of the page

    ImU32 ground = 0, panel = 0, raised = 0, hover = 0, selected = 0, line = 0; // surfaces
    ImU32 text = 0, dim = 0, faint = 0;
    ImU32 accent = 0, good = 0, bad = 0, warn = 0;
    ImU32 request = 0, forward = 0, notify = 0; // messages

    /// A length in pixels of the page, on the grid of the screen.
    float px(float length) const;
};

const Theme& theme();
void set_theme(bool dark, float scale);

/// The same colour with another opacity, 0..1.
ImU32 faded(ImU32 color, float opacity);

/// Every task keeps its colour; the kernel is grey.
ImU32 task_color(uint32_t task);

} // namespace inspector

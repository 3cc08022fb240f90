// SPDX-License-Identifier: MIT
// Small pieces that several views draw: text that fits, buttons, badges, bars.
#pragma once

#include "web/inspector/backend/fonts.hpp"
#include "web/inspector/views/theme.hpp"

#include <string>

namespace inspector {

/// A rectangle on the screen, in pixels of the screen.
struct Box {
    ImVec2 min, max;
    float width() const { return max.x - min.x; }
    float height() const { return max.y - min.y; }
    bool contains(ImVec2 point) const {
        return point.x >= min.x && point.x < max.x && point.y >= min.y && point.y < max.y;
    }
};

float text_width(Face face, const std::string& text);
float line_height(Face face);

/// Draws one line and returns its width; what does not fit into `room` ends in an ellipsis.
float draw_text(Face face, ImVec2 at, ImU32 color, const std::string& text, float room = 1e9f);

/// The same, in the middle of a row that is `height` high.
float draw_in_row(Face face, float x, float y, float height, ImU32 color, const std::string& text,
                  float room = 1e9f);

/// Text that ends at `right`.
void draw_right(Face face, float right, float y, float height, ImU32 color, const std::string& text);

/// One letter in a rounded box; returns the width with the gap after it.
float draw_badge(ImVec2 at, float height, char letter);

/// What a badge means, for a tooltip.
const char* badge_meaning(char letter);

/// A short word in a rounded box; returns its width.
float draw_pill(ImVec2 at, float height, ImU32 color, const std::string& text);

/// A bar on a dim track; `fraction` 0..1.
void draw_bar(Box box, float fraction, ImU32 color);

/// A round mark in the colour of a task.
void draw_dot(ImVec2 center, uint32_t task);

enum class Look { plain, on, primary, danger };

/// A button at the cursor of the window, as wide as its label. True when it was pressed.
bool button(const char* label, Look look = Look::plain);

/// The width that button() takes.
float button_width(const char* label);

/// Draws nothing but reacts like a button over the box; moves no cursor.
bool hot_spot(const char* id, Box box, bool* hovered = nullptr);

void tooltip(const std::string& text);

ImDrawList& canvas();

} // namespace inspector

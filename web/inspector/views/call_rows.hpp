// SPDX-License-Identifier: MIT
// How one call looks in the log.
#pragma once

#include "web/inspector/views/desk.hpp"
#include "web/inspector/views/widgets.hpp"

namespace inspector {

inline constexpr float kCallRowHeight = 23; // pixels of the page

/// Left edges of the columns; a column without width is not shown.
struct CallColumns {
    float time = 0, step = 0, route = 0, call = 0, answer = 0, duration = 0, badges = 0, end = 0;
    bool has_time = false, has_step = false, has_duration = false;
};

struct RowState {
    bool chosen = false, hovered = false;
    bool family = false; // has the same root as the chosen call
};

/// What fits into the width: narrow panes lose the time first, then the step, then the duration.
CallColumns columns_for(Box box);

void draw_call_header(Box box, const CallColumns& columns);
void draw_call_row(const Desk& desk, const Call& call, Box box, const CallColumns& columns, RowState state);

/// "shell -> vfs -> tmpfs" with the colours of the tasks; returns the width.
float draw_route(const Desk& desk, const Call& call, float x, float y, float height, float room);

ImU32 answer_color(const Call& call);

} // namespace inspector

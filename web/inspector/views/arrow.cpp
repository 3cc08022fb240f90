// SPDX-License-Identifier: MIT
#include "web/inspector/views/arrow.hpp"

#include <algorithm>
#include <cmath>

namespace inspector {

void draw_dashed(ImVec2 from, ImVec2 to, ImU32 color, float dash, float gap, float width) {
    float dx = to.x - from.x, dy = to.y - from.y, length = std::sqrt(dx * dx + dy * dy);
    if (length < 1)
        return;
    for (float at = 0; at < length; at += dash + gap) {
        float end = std::min(at + dash, length);
        canvas().AddLine({from.x + dx * at / length, from.y + dy * at / length},
                         {from.x + dx * end / length, from.y + dy * end / length}, color, width);
    }
}

void draw_arrow_head(ImVec2 tip, bool points_right, ImU32 color, bool filled) {
    const Theme& t = theme();
    float back = points_right ? -t.px(8) : t.px(8), side = t.px(4);
    ImVec2 upper(tip.x + back, tip.y - side), lower(tip.x + back, tip.y + side);
    if (filled) {
        // Clockwise, or its smooth edge is drawn inside out.
        if (points_right)
            canvas().AddTriangleFilled(upper, tip, lower, color);
        else
            canvas().AddTriangleFilled(lower, tip, upper, color);
        return;
    }
    canvas().AddLine(upper, tip, color, t.px(1.5f));
    canvas().AddLine(lower, tip, color, t.px(1.5f));
}

} // namespace inspector

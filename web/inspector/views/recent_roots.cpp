// SPDX-License-Identifier: MIT
#include "web/inspector/views/recent_roots.hpp"

#include "web/inspector/model/format.hpp"
#include "web/inspector/views/call_rows.hpp"

#include <algorithm>

namespace inspector {

namespace {

void draw_recent_root(Desk& desk, Row row, Box box) {
    const Theme& t = theme();
    const Call& call = desk.model.calls.at(row);
    ImGui::PushID(int(row));
    bool hovered = false;
    if (hot_spot("root", box, &hovered))
        desk.choose(row);
    ImGui::PopID();
    if (hovered) {
        canvas().AddRectFilled({box.min.x - t.px(8), box.min.y}, box.max, t.hover, t.px(5));
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    float name_x = box.min.x + std::min(t.px(230), box.width() * 0.5f);
    draw_route(desk, call, box.min.x, box.min.y, box.height(), name_x - box.min.x - t.px(8));
    draw_in_row(Face::strong, name_x, box.min.y, box.height(), t.text, method_text(call, desk.model.names),
                box.max.x - name_x);
}

} // namespace

void draw_recent_roots(Desk& desk, Box box) {
    const Theme& t = theme();
    const CallLog& log = desk.model.calls;
    float x = box.min.x + t.px(20), y = box.min.y + t.px(20);
    draw_text(Face::strong, {x, y}, t.text, "No call is chosen");
    y += t.px(24);
    draw_text(Face::body, {x, y}, t.dim,
              "Choose one in the log, or one of the last that caused others:", box.max.x - x - t.px(10));
    y += t.px(28);
    for (Row row = log.end_row(); row-- > log.first_row() && y + t.px(26) < box.max.y;) {
        const Call& call = log.at(row);
        if (call.parent_row != kNoRow || (call.first_child == kNoRow && !call.forwarded()))
            continue;
        draw_recent_root(desk, row, {{x, y}, {box.max.x - t.px(16), y + t.px(26)}});
        y += t.px(26);
    }
}

} // namespace inspector

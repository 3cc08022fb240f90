// SPDX-License-Identifier: MIT
#include "web/inspector/views/violations_view.hpp"

#include "web/inspector/model/format.hpp"

namespace inspector {

namespace {

constexpr float kRowHeight = 40;

std::string who(const ViolationRow& row, const TaskTable& tasks) {
    const std::string culprit = tasks.name(row.culprit);
    return row.partner == 0 ? culprit : culprit + ", with " + tasks.name(row.partner);
}

} // namespace

void ViolationsView::draw(Desk& desk, Box box) {
    const Theme& t = theme();
    float y = box.min.y + t.px(8);
    if (desk.model.violations.rows().empty())
        draw_text(Face::small, {box.min.x + t.px(12), y}, t.dim,
                  desk.model.violations.total() ? "None since the trace is on."
                                                : "Every message kept to the description of its interface.",
                  box.width() - t.px(24));
    for (const ViolationRow& row : desk.model.violations.rows()) {
        if (y + t.px(kRowHeight) > box.max.y)
            break;
        draw_row(desk, row, {{box.min.x + t.px(12), y}, {box.max.x - t.px(12), y + t.px(kRowHeight)}});
        y += t.px(kRowHeight);
    }
}

void ViolationsView::draw_row(Desk& desk, const ViolationRow& row, Box box) {
    const Theme& t = theme();
    const float half = box.height() * 0.5f;
    const std::string method = violated_method(row, desk.model.names) + ": ";
    const float width = draw_in_row(Face::strong, box.min.x, box.min.y, half, t.text, method, box.width());
    draw_in_row(Face::small, box.min.x + width, box.min.y, half, t.bad, violated_rule(row, desk.model.names),
                box.width() - width);
    draw_in_row(Face::small, box.min.x, box.min.y + half, half, t.dim,
                time_text(row.time) + "   " + who(row, desk.model.tasks), box.width());
    const Row call = desk.model.calls.find(row.call);
    const std::string id = "violation" + std::to_string(row.time) + "." + std::to_string(row.call);
    bool hovered = false;
    if (call != kNoRow && hot_spot(id.c_str(), box, &hovered)) {
        desk.choose(call);
        desk.page = Page::ladder;
    }
    if (hovered)
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
}

std::string ViolationsView::mirror(const Desk& desk) const {
    std::string text = "Time\tTask\tMethod\tRule";
    for (const ViolationRow& row : desk.model.violations.rows())
        text += "\n" + time_text(row.time) + "\t" + who(row, desk.model.tasks) + "\t" +
                violated_method(row, desk.model.names) + "\t" + violated_rule(row, desk.model.names);
    return text;
}

} // namespace inspector

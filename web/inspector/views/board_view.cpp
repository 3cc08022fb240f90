// SPDX-License-Identifier: MIT
#include "web/inspector/views/board_view.hpp"

#include "web/inspector/model/format.hpp"

#include <algorithm>
#include <cmath>

namespace inspector {

namespace {

constexpr float kPanelWidth = 146, kPanelHeight = 66, kGapX = 26, kGapY = 50;
constexpr float kTravelSeconds = 0.55f, kSpacingSeconds = 0.02f;
constexpr size_t kMaxLights = 90;

ImU32 light_color(Pulse::Kind kind) {
    const Theme& t = theme();
    switch (kind) {
    case Pulse::Kind::forward:
        return t.forward;
    case Pulse::Kind::answer:
        return t.good;
    case Pulse::Kind::failure:
        return t.bad;
    case Pulse::Kind::notification:
        return t.notify;
    case Pulse::Kind::request:
        break;
    }
    return t.request;
}

ImVec2 point_on(ImVec2 a, ImVec2 b, ImVec2 c, ImVec2 d, float t) {
    float s = 1 - t, wa = s * s * s, wb = 3 * s * s * t, wc = 3 * s * t * t, wd = t * t * t;
    return {wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y};
}

} // namespace

void BoardView::draw(Desk& desk, Box box) {
    const Theme& t = theme();
    layout_.update(desk.model.tasks.sorted());
    take_pulses(desk);
    grow_older(std::min(ImGui::GetIO().DeltaTime, 0.1f));
    ImGui::SetCursorScreenPos(box.min);
    ImGui::BeginChild("board", {box.width(), box.height()}, false, ImGuiWindowFlags_NoNav);
    lay_out(desk, {ImGui::GetCursorScreenPos(), {box.max.x, box.max.y}});
    hovered_ = 0;
    for (const auto& [task, panel] : panels_)
        if (ImGui::IsWindowHovered() && panel.contains(ImGui::GetIO().MousePos))
            hovered_ = task;
    draw_cords(desk);
    for (const auto& [task, panel] : panels_)
        draw_panel(desk, task, panel);
    draw_jacks(desk);
    draw_lights();
    if (panels_.empty())
        draw_text(Face::body, {box.min.x + t.px(20), box.min.y + t.px(20)}, t.dim, "No tasks yet.");
    draw_hint(desk, box);
    ImGui::EndChild();
    desk.moving = !lights_.empty() || !heat_.empty() || !glow_.empty();
}

void BoardView::take_pulses(Desk& desk) {
    std::vector<Pulse> pulses = desk.model.traffic.take_pulses();
    if (desk.still)
        lights_.clear();
    float wait = 0;
    for (const Pulse& pulse : pulses) {
        glow_[pulse.to] = 1;
        heat_[uint32_t(pulse.from) << 16 | pulse.to] = 1;
        bool back = pulse.kind == Pulse::Kind::answer || pulse.kind == Pulse::Kind::failure;
        if (back)
            heat_[uint32_t(pulse.to) << 16 | pulse.from] = 1;
        if (!desk.still && lights_.size() < kMaxLights)
            lights_.push_back({pulse, wait -= kSpacingSeconds});
    }
}

void BoardView::grow_older(float seconds) {
    for (Light& light : lights_)
        light.age += seconds;
    lights_.erase(
        std::remove_if(lights_.begin(), lights_.end(), [](const Light& l) { return l.age > kTravelSeconds; }),
        lights_.end());
    for (auto* fading : {&heat_, &glow_})
        for (auto at = fading->begin(); at != fading->end();)
            at = (at->second -= seconds * 1.1f) <= 0 ? fading->erase(at) : std::next(at);
}

void BoardView::lay_out(const Desk& desk, Box box) {
    const Theme& t = theme();
    float margin = t.px(20), width = t.px(kPanelWidth), height = t.px(kPanelHeight);
    float room = box.width() - 2 * margin + t.px(kGapX);
    auto columns = uint32_t(std::max(1.0f, std::floor(room / (width + t.px(kGapX)))));
    float step = columns > 1 ? std::min(room / float(columns), t.px(kPanelWidth + 90)) : width;
    uint32_t rows = (layout_.extent() + columns - 1) / columns;
    // The cords hang between the rows: they get what room there is.
    float spare = (box.max.y - box.min.y - 2 * margin) / float(std::max(1u, rows));
    float line = std::floor(std::clamp(spare, height + t.px(kGapY), height + t.px(kGapY + 70)));
    panels_.clear();
    for (const auto& [task, place] : layout_.places()) {
        // Every second row is shifted, so that cords between rows do not lie on each other.
        float shift = place / columns % 2 && columns > 1 ? std::min(t.px(12), step - width) : 0;
        ImVec2 min(std::floor(box.min.x + margin + float(place % columns) * step + shift),
                   std::floor(box.min.y + margin + float(place / columns) * line));
        panels_[task] = {min, {min.x + width, min.y + height}};
    }
    ImGui::Dummy({1, 2 * margin + float(rows) * line - t.px(4)});
}

void BoardView::draw_panel(Desk& desk, uint32_t task, Box box) {
    const Theme& t = theme();
    const TaskFacts* facts = desk.model.tasks.find(task);
    if (!facts)
        return;
    ImU32 color = task_color(task);
    auto glow = glow_.find(task);
    ImGui::PushID(int(task));
    if (hot_spot("panel", box))
        desk.open_task(task);
    ImGui::PopID();
    bool hovered = hovered_ == task;
    if (hovered)
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    canvas().AddRectFilled({box.min.x, box.min.y + t.px(2)}, {box.max.x, box.max.y + t.px(3)},
                           IM_COL32(0, 0, 0, t.dark ? 70 : 22), t.px(9));
    canvas().AddRectFilled(box.min, box.max, faded(color, 0.9f), t.px(8));
    canvas().AddRectFilled({box.min.x, box.min.y + t.px(4)}, box.max, hovered ? t.raised : t.panel, t.px(6));
    float light = glow == glow_.end() ? 0 : glow->second;
    canvas().AddRect(box.min, box.max, light > 0 ? faded(color, 0.3f + 0.6f * light) : t.line, t.px(8), 0,
                     hovered ? t.px(1.5f) : 1);
    draw_in_row(Face::strong, box.min.x + t.px(11), box.min.y + t.px(10), t.px(18), t.text,
                desk.model.tasks.name(task), box.width() - t.px(22));
    draw_in_row(Face::small, box.min.x + t.px(11), box.min.y + t.px(28), t.px(15), t.faint,
                std::to_string(task) + "  " + bytes_text(facts->memory), box.width() - t.px(22));
    draw_lamps(*facts, box);
}

void BoardView::draw_lamps(const TaskFacts& task, Box box) {
    const Theme& t = theme();
    const std::pair<uint32_t, ImU32> lamps[] = {
        {task.incoming, t.request}, {task.dispatched, t.good}, {task.answers, t.warn}};
    float x = box.max.x - t.px(14), y = box.min.y + t.px(36);
    for (auto lamp = std::rbegin(lamps); lamp != std::rend(lamps); ++lamp) {
        const auto& [length, color] = *lamp;
        if (length)
            canvas().AddCircleFilled({x, y}, t.px(5.5f), faded(color, 0.25f), 20);
        canvas().AddCircleFilled({x, y}, t.px(3), length ? color : faded(t.faint, 0.35f), 16);
        x -= t.px(12);
    }
}

ImVec2 BoardView::jack_of(const Box& panel, uint32_t other, bool caller) const {
    // Callers plug in below on the left, callees are reached on the right; spread by the other end.
    float part = float(other * 37 % 16) / 15.0f;
    float x = panel.min.x + theme().px(14) + part * (panel.width() * 0.5f - theme().px(22));
    return {caller ? x : x + panel.width() * 0.5f, panel.max.y};
}

bool BoardView::cord_between(uint32_t from, uint32_t to, Cord& cord) const {
    auto caller = panels_.find(from), callee = panels_.find(to);
    if (caller == panels_.end() || callee == panels_.end() || from == to)
        return false;
    cord.from = jack_of(caller->second, to, true);
    cord.to = jack_of(callee->second, from, false);
    float dx = cord.to.x - cord.from.x, dy = cord.to.y - cord.from.y;
    float sag = theme().px(22) + std::sqrt(dx * dx + dy * dy) * 0.16f;
    cord.from_pull = {cord.from.x + dx * 0.15f, cord.from.y + sag};
    cord.to_pull = {cord.to.x - dx * 0.15f, cord.to.y + sag};
    return true;
}

void BoardView::draw_cords(const Desk& desk) {
    for (const auto& entry : desk.model.traffic.cables())
        draw_cord(entry.second);
}

void BoardView::draw_cord(const Cable& cable) {
    const Theme& t = theme();
    Cord cord;
    if (!cord_between(cable.from, cable.to, cord))
        return;
    auto heat = heat_.find(uint32_t(cable.from) << 16 | cable.to);
    float warm = heat == heat_.end() ? 0 : heat->second;
    bool mine = hovered_ && (cable.from == hovered_ || cable.to == hovered_);
    float opacity = mine ? 0.95f : hovered_ ? 0.12f : 0.38f + 0.55f * warm;
    ImU32 color = faded(task_color(cable.from), opacity);
    float width = t.px(1.4f) + float(std::min(3.0, std::log10(double(cable.calls + 1)))) * t.scale * 0.5f;
    canvas().AddBezierCubic(cord.from, cord.from_pull, cord.to_pull, cord.to, color, width, 28);
}

void BoardView::draw_jacks(const Desk& desk) {
    const Theme& t = theme();
    for (const auto& entry : desk.model.traffic.cables()) {
        Cord cord;
        if (!cord_between(entry.second.from, entry.second.to, cord))
            continue;
        ImU32 color = task_color(entry.second.from);
        canvas().AddCircleFilled(cord.from, t.px(4), t.ground, 14);
        canvas().AddCircleFilled(cord.from, t.px(2.8f), color, 14);
        canvas().AddCircleFilled(cord.to, t.px(4.2f), t.ground, 14);
        canvas().AddCircle(cord.to, t.px(3.2f), color, 14, t.px(1.4f));
    }
}

void BoardView::draw_lights() {
    const Theme& t = theme();
    for (const Light& light : lights_) {
        Cord cord;
        bool back = light.pulse.kind == Pulse::Kind::answer || light.pulse.kind == Pulse::Kind::failure;
        uint32_t from = back ? light.pulse.to : light.pulse.from,
                 to = back ? light.pulse.from : light.pulse.to;
        if (light.age < 0 || !cord_between(from, to, cord))
            continue;
        float part = light.age / kTravelSeconds;
        part = part * part * (3 - 2 * part);
        ImVec2 at = point_on(cord.from, cord.from_pull, cord.to_pull, cord.to, back ? 1 - part : part);
        ImU32 color = light_color(light.pulse.kind);
        canvas().AddCircleFilled(at, t.px(6.5f), faded(color, 0.22f), 20);
        canvas().AddCircleFilled(at, t.px(3.2f), color, 16);
    }
}

void BoardView::draw_hint(const Desk& desk, Box box) {
    const Theme& t = theme();
    if (!hovered_)
        return;
    uint64_t out = 0, in = 0;
    for (const auto& entry : desk.model.traffic.cables()) {
        out += entry.second.from == hovered_ ? entry.second.calls : 0;
        in += entry.second.to == hovered_ ? entry.second.calls + entry.second.forwards : 0;
    }
    std::string text =
        desk.model.tasks.name(hovered_) + ": " + count_text(out) + " calls out, " + count_text(in) + " in";
    float width = text_width(Face::body, text) + t.px(20), height = t.px(26);
    ImVec2 min(box.max.x - width - t.px(12), box.max.y - height - t.px(10));
    canvas().AddRectFilled(min, {min.x + width, min.y + height}, t.raised, t.px(6));
    draw_in_row(Face::body, min.x + t.px(10), min.y, height, t.text, text);
}

std::string BoardView::mirror(const Desk& desk) const {
    std::string text = "From\tTo\tInterface\tCalls\tForwards";
    for (const auto& entry : desk.model.traffic.cables()) {
        const Cable& cable = entry.second;
        text += "\n" + desk.model.tasks.name(cable.from) + "\t" + desk.model.tasks.name(cable.to) + "\t" +
                desk.model.names.interface_name(cable.interface) + "\t" + std::to_string(cable.calls) + "\t" +
                std::to_string(cable.forwards);
    }
    return text;
}

void BoardView::restart() {
    layout_ = {};
    panels_.clear();
    heat_.clear();
    glow_.clear();
    lights_.clear();
}

} // namespace inspector

// SPDX-License-Identifier: MIT
#include "web/inspector/views/call_detail.hpp"

#include "web/inspector/model/format.hpp"
#include "web/inspector/views/call_rows.hpp"

#include <algorithm>
#include <cmath>

namespace inspector {

namespace {

constexpr float kHeadHeight = 38, kLabelWidth = 92, kLineHeight = 21;

/// A label and, right of it, the place for a value. Moves the cursor to the next line.
ImVec2 begin_line(const std::string& label) {
    const Theme& t = theme();
    ImVec2 at = ImGui::GetCursorScreenPos();
    draw_in_row(Face::small, at.x, at.y, t.px(kLineHeight), t.faint, label, t.px(kLabelWidth - 8));
    ImGui::Dummy({1, t.px(kLineHeight)});
    return {at.x + t.px(kLabelWidth), at.y};
}

void draw_line(const std::string& label, const std::string& value, ImU32 color, Face face = Face::body) {
    const Theme& t = theme();
    float room = ImGui::GetContentRegionAvail().x - t.px(kLabelWidth);
    ImVec2 at = begin_line(label);
    draw_in_row(face, at.x, at.y, t.px(kLineHeight), color, value, room);
}

void draw_words(const std::string& label, const std::vector<NamedWord>& words) {
    const Theme& t = theme();
    if (words.empty())
        return;
    float room = ImGui::GetContentRegionAvail().x - t.px(kLabelWidth);
    ImVec2 at = begin_line(label);
    float x = at.x;
    for (const NamedWord& word : words) {
        float width = text_width(Face::body, word.name) + text_width(Face::mono, word.value) + t.px(21);
        if (x + width > at.x + room && x > at.x) {
            at = begin_line("");
            x = at.x;
        }
        canvas().AddRectFilled({x, at.y + t.px(1)}, {x + width - t.px(5), at.y + t.px(kLineHeight - 1)},
                               theme().raised, t.px(4));
        float pen = x + t.px(6);
        pen += draw_in_row(Face::body, pen, at.y, t.px(kLineHeight), t.dim, word.name) + t.px(5);
        draw_in_row(Face::mono, pen, at.y, t.px(kLineHeight), t.text, word.value, at.x + room - pen);
        x += width;
    }
}

struct Phase {
    const char* name;
    uint32_t steps;
    ImU32 color;
};

/// Queued, in service, answer waiting: in dispatches, so that it is right even while the clock stands still.
std::vector<Phase> phases_of(const Call& call) {
    const Theme& t = theme();
    std::vector<Phase> phases;
    const Moment& arrival = call.delivered;
    if (!arrival.seen() || !call.answered.seen())
        return phases;
    phases.push_back({"queued", arrival.step - call.sent.step, t.warn});
    const Moment* since = &arrival;
    for (const Hop& hop : call.hops) {
        phases.push_back({"served", hop.passed.step - since->step, t.request});
        if (!hop.delivered.seen())
            return {};
        phases.push_back({"forwarded", hop.delivered.step - hop.passed.step, t.forward});
        since = &hop.delivered;
    }
    phases.push_back({"served", call.answered.step - since->step, t.request});
    if (call.returned.seen())
        phases.push_back({"answer waits", call.returned.step - call.answered.step, t.good});
    return phases;
}

void draw_phases(const Call& call) {
    const Theme& t = theme();
    std::vector<Phase> phases = phases_of(call);
    float total = 0;
    for (const Phase& phase : phases)
        total += float(phase.steps) + 0.4f;
    if (phases.empty())
        return;
    float room = std::min(ImGui::GetContentRegionAvail().x - t.px(kLabelWidth + 4), t.px(420));
    ImVec2 at = begin_line("dispatches");
    float x = at.x, top = at.y + t.px(6), bottom = at.y + t.px(kLineHeight - 6);
    for (const Phase& phase : phases) {
        float width = (float(phase.steps) + 0.4f) / total * room;
        canvas().AddRectFilled({x, top}, {x + width - t.px(1), bottom}, faded(phase.color, 0.85f), t.px(3));
        if (Box{{x, at.y}, {x + width, at.y + t.px(kLineHeight)}}.contains(ImGui::GetIO().MousePos))
            tooltip(std::string(phase.name) + ": " + std::to_string(phase.steps) + " dispatches");
        x += width;
    }
}

} // namespace

float CallDetail::height(float available) {
    return std::clamp(theme().px(wanted_), theme().px(90), std::max(theme().px(90), available * 0.6f));
}

void CallDetail::draw(Desk& desk, Box box) {
    const Theme& t = theme();
    // A copy: a click may change the choice while the panel is drawn.
    const Call call = desk.model.calls.at(desk.chosen);
    canvas().AddRectFilled(box.min, box.max, t.panel);
    canvas().AddLine({box.min.x, box.min.y + 0.5f}, {box.max.x, box.min.y + 0.5f}, t.line);
    draw_grip(box);
    draw_head(desk, call, {box.min, {box.max.x, box.min.y + t.px(kHeadHeight)}});
    ImGui::SetCursorScreenPos({box.min.x + t.px(14), box.min.y + t.px(kHeadHeight + 2)});
    ImGui::BeginChild("detail", {box.width() - t.px(16), box.height() - t.px(kHeadHeight + 4)}, false,
                      ImGuiWindowFlags_NoNav);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    draw_facts(desk, call);
    draw_relatives(desk, call);
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

void CallDetail::draw_grip(Box box) {
    const Theme& t = theme();
    bool hovered = false;
    hot_spot("grip", {{box.min.x, box.min.y - t.px(3)}, {box.max.x, box.min.y + t.px(4)}}, &hovered);
    bool held = ImGui::IsItemActive();
    if (hovered || held) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
        canvas().AddLine({box.min.x, box.min.y + 0.5f}, {box.max.x, box.min.y + 0.5f}, t.accent, t.px(2));
    }
    if (held)
        wanted_ = (box.max.y - ImGui::GetIO().MousePos.y) / t.scale;
}

void CallDetail::draw_head(Desk& desk, const Call& call, Box box) {
    const Theme& t = theme();
    float close = box.max.x - t.px(32), ladder = close - button_width("Ladder") - t.px(2);
    float x = box.min.x + t.px(14);
    x += draw_in_row(Face::strong, x, box.min.y, box.height(), t.text, method_text(call, desk.model.names),
                     ladder - x - t.px(10));
    x += t.px(8);
    if (call.id && x + t.px(40) < ladder)
        x += draw_in_row(Face::small, x, box.min.y, box.height(), t.faint, "#" + std::to_string(call.id),
                         ladder - x) +
             t.px(8);
    for (char letter : badges(call))
        if (x + t.px(24) < ladder)
            x += draw_badge({x, box.min.y}, box.height(), letter);
    ImGui::SetCursorScreenPos({ladder, box.min.y + t.px(7)});
    if (button("Ladder", Look::primary))
        desk.page = Page::ladder;
    bool hovered = false;
    Box cross{{close, box.min.y}, {box.max.x, box.max.y}};
    if (hot_spot("close detail", cross, &hovered))
        desk.chosen = kNoRow;
    draw_in_row(Face::strong, close + t.px(11), box.min.y, box.height(), hovered ? t.text : t.dim,
                "\xc3\x97");
}

void CallDetail::draw_facts(Desk& desk, const Call& call) {
    const Theme& t = theme();
    const InterfaceTable& names = desk.model.names;
    float room = ImGui::GetContentRegionAvail().x - t.px(kLabelWidth);
    ImVec2 at = begin_line("route");
    draw_route(desk, call, at.x, at.y, t.px(kLineHeight), room);
    draw_words("arguments", argument_words(call, names));
    for (const Hop& hop : call.hops)
        draw_line("forward",
                  desk.model.tasks.name(hop.from) + " \xe2\x86\x92 " + desk.model.tasks.name(hop.to) +
                      " as " + method_text(hop, names) + (hop.from_me ? ", sender replaced" : ""),
                  t.forward);
    if (call.state != CallState::notification) {
        std::string text = call.has_answer() ? error_name(call.error) : answer_text(call, names);
        if (call.has_answer() && call.error)
            text += ": " + error_text(call.error);
        draw_line("answer", text, answer_color(call));
        draw_words("results", result_words(call, names));
    }
    if (call.bytes)
        draw_line("copied", bytes_text(call.bytes), t.text);
    if (call.shared_bytes)
        draw_line("shared", bytes_text(call.shared_bytes), t.text);
    std::string when = time_text(call.sent.time) + " s, dispatch " + std::to_string(call.sent.step);
    if (call.end().seen() && call.state != CallState::notification)
        when += ", took " + std::to_string(steps_taken(call)) + " dispatches and " +
                std::to_string(call.end().time - call.sent.time) + " \xc2\xb5s";
    draw_line("sent at", when, t.text);
    draw_phases(call);
    if (call.truncated)
        draw_line("note", "a word was longer than 32 bits and is cut", t.warn);
}

void CallDetail::draw_relatives(Desk& desk, const Call& call) {
    const Theme& t = theme();
    const CallLog& log = desk.model.calls;
    int shown = 0;
    auto relative = [&](const char* label, Row row) {
        const Call& other = log.at(row);
        float room = ImGui::GetContentRegionAvail().x - t.px(kLabelWidth);
        ImVec2 at = begin_line(label);
        bool hovered = false;
        ImGui::PushID(++shown);
        if (hot_spot("relative", {at, {at.x + room, at.y + t.px(kLineHeight)}}, &hovered))
            desk.choose(row);
        ImGui::PopID();
        if (hovered)
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        std::string text = route_text(other, desk.model.tasks, " \xe2\x86\x92 ") + "   " +
                           method_text(other, desk.model.names);
        draw_in_row(Face::body, at.x, at.y, t.px(kLineHeight), hovered ? t.accent : t.text, text, room);
    };
    if (log.contains(call.parent_row))
        relative("caused by", call.parent_row);
    for (Row child = call.first_child; log.contains(child) && shown < 20; child = log.at(child).next_sibling)
        relative(child == call.first_child ? "causes" : "", child);
}

} // namespace inspector

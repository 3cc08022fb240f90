// SPDX-License-Identifier: MIT
#include "web/inspector/views/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace inspector {

namespace {

struct ButtonColors {
    ImU32 ground, edge, text;
};

ButtonColors colors_of(Look look, bool hovered) {
    const Theme& t = theme();
    switch (look) {
    case Look::on:
        return {faded(t.accent, hovered ? 0.30f : 0.20f), faded(t.accent, 0.55f), t.accent};
    case Look::primary:
        return {faded(t.accent, hovered ? 1.0f : 0.88f), t.accent, t.dark ? t.ground : t.panel};
    case Look::danger:
        return {faded(t.bad, hovered ? 0.32f : 0.16f), faded(t.bad, 0.6f), t.bad};
    case Look::plain:
        break;
    }
    return {hovered ? t.raised : t.panel, t.line, hovered ? t.text : t.dim};
}

ImU32 badge_color(char letter) {
    switch (letter) {
    case 'F':
        return theme().forward;
    case 'E':
        return theme().bad;
    case 'N':
        return theme().notify;
    case 'A':
        return theme().warn;
    default:
        return theme().dim;
    }
}

} // namespace

ImDrawList& canvas() {
    return *ImGui::GetWindowDrawList();
}

float text_width(Face face, const std::string& text) {
    ImFont* f = font(face);
    return f->CalcTextSizeA(f->FontSize, 1e9f, 0.0f, text.c_str(), text.c_str() + text.size()).x;
}

float line_height(Face face) {
    return font(face)->FontSize;
}

float draw_text(Face face, ImVec2 at, ImU32 color, const std::string& text, float room) {
    if (text.empty() || room <= 0)
        return 0;
    ImFont* f = font(face);
    const char* begin = text.c_str();
    const char* end = begin + text.size();
    ImVec2 place(std::floor(at.x), std::floor(at.y));
    float width = f->CalcTextSizeA(f->FontSize, 1e9f, 0.0f, begin, end).x;
    if (width <= room) {
        canvas().AddText(f, f->FontSize, place, color, begin, end);
        return width;
    }
    const std::string dots = "\xe2\x80\xa6";
    float dots_width = text_width(face, dots);
    const char* cut = begin;
    width = f->CalcTextSizeA(f->FontSize, std::max(0.0f, room - dots_width), 0.0f, begin, end, &cut).x;
    if (cut > begin)
        canvas().AddText(f, f->FontSize, place, color, begin, cut);
    canvas().AddText(f, f->FontSize, ImVec2(place.x + width, place.y), color, dots.c_str());
    return width + dots_width;
}

float draw_in_row(Face face, float x, float y, float height, ImU32 color, const std::string& text,
                  float room) {
    return draw_text(face, ImVec2(x, y + (height - line_height(face)) * 0.5f), color, text, room);
}

void draw_right(Face face, float right, float y, float height, ImU32 color, const std::string& text) {
    draw_in_row(face, right - text_width(face, text), y, height, color, text);
}

float draw_badge(ImVec2 at, float height, char letter) {
    const Theme& t = theme();
    ImU32 color = badge_color(letter);
    float side = std::min(height, t.px(16));
    ImVec2 min(at.x, at.y + std::floor((height - side) * 0.5f));
    canvas().AddRectFilled(min, ImVec2(min.x + side, min.y + side), faded(color, 0.20f), t.px(4));
    std::string text(1, letter);
    float width = text_width(Face::small, text);
    draw_text(
        Face::small,
        ImVec2(min.x + std::round((side - width) * 0.5f), min.y + (side - line_height(Face::small)) * 0.5f),
        color, text);
    return side + t.px(3);
}

const char* badge_meaning(char letter) {
    switch (letter) {
    case 'F':
        return "forwarded to another task";
    case 'E':
        return "failed";
    case 'N':
        return "notification of the kernel";
    case 'A':
        return "answered by the kernel itself";
    case 'D':
        return "the kernel moved data for it";
    default:
        return "";
    }
}

float draw_pill(ImVec2 at, float height, ImU32 color, const std::string& text) {
    const Theme& t = theme();
    float width = text_width(Face::small, text) + t.px(14);
    canvas().AddRectFilled(at, ImVec2(at.x + width, at.y + height), faded(color, 0.16f), height * 0.5f);
    draw_in_row(Face::small, at.x + t.px(7), at.y, height, color, text);
    return width;
}

void draw_bar(Box box, float fraction, ImU32 color) {
    float radius = box.height() * 0.5f;
    canvas().AddRectFilled(box.min, box.max, faded(theme().faint, 0.22f), radius);
    float filled = std::min(1.0f, std::max(0.0f, fraction)) * box.width();
    if (filled >= 1.0f)
        canvas().AddRectFilled(box.min, ImVec2(box.min.x + std::max(filled, box.height()), box.max.y), color,
                               radius);
}

void draw_dot(ImVec2 center, uint32_t task) {
    canvas().AddCircleFilled(center, theme().px(3.5f), task_color(task), 16);
}

float button_width(const char* label) {
    return text_width(Face::body, label) + theme().px(20);
}

bool button(const char* label, Look look) {
    const Theme& t = theme();
    ImVec2 min = ImGui::GetCursorScreenPos();
    ImVec2 size(button_width(label), t.px(26));
    bool pressed = ImGui::InvisibleButton(label, size);
    bool hovered = ImGui::IsItemHovered();
    if (hovered)
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ButtonColors colors = colors_of(look, hovered);
    ImVec2 max(min.x + size.x, min.y + size.y);
    canvas().AddRectFilled(min, max, colors.ground, t.px(6));
    canvas().AddRect(min, max, colors.edge, t.px(6));
    draw_in_row(Face::body, min.x + t.px(10), min.y, size.y, colors.text, label);
    return pressed;
}

bool hot_spot(const char* id, Box box, bool* hovered) {
    ImVec2 cursor = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(box.min);
    ImVec2 size(std::max(1.0f, box.width()), std::max(1.0f, box.height()));
    bool pressed = ImGui::InvisibleButton(id, size);
    if (hovered)
        *hovered = ImGui::IsItemHovered();
    ImGui::SetCursorScreenPos(cursor);
    return pressed;
}

void tooltip(const std::string& text) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(theme().px(10), theme().px(7)));
    ImGui::BeginTooltip();
    ImGui::TextUnformatted(text.c_str());
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

} // namespace inspector

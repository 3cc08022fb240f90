// SPDX-License-Identifier: MIT
#include "web/inspector/views/theme.hpp"

#include <cmath>
#include <iterator>

namespace inspector {

namespace {

Theme current;

constexpr ImU32 rgb(uint32_t color) {
    return IM_COL32(color >> 16 & 0xff, color >> 8 & 0xff, color & 0xff, 0xff);
}

void use_dark_colors(Theme& t) {
    t.ground = rgb(0x11141a);
    t.panel = rgb(0x161a21);
    t.raised = rgb(0x1e242e);
    t.hover = rgb(0x1b212a);
    t.selected = rgb(0x2c2a22);
    t.line = rgb(0x262d38);
    t.text = rgb(0xd8dee6);
    t.dim = rgb(0x97a3b1);
    t.faint = rgb(0x7a8694);
    t.accent = rgb(0xe5b454);
    t.good = rgb(0x7fc77a);
    t.bad = rgb(0xf2857f);
    t.warn = rgb(0xe5b454);
    t.request = rgb(0x7db2f5);
    t.forward = rgb(0x4fcfc4);
    t.notify = rgb(0xbfa3ff);
}

void use_light_colors(Theme& t) {
    t.ground = rgb(0xfdfcfa);
    t.panel = rgb(0xf6f4ef);
    t.raised = rgb(0xe9e5dd);
    t.hover = rgb(0xf3f0e9);
    t.selected = rgb(0xf5e9d0);
    t.line = rgb(0xdcd8d0);
    t.text = rgb(0x262b31);
    t.dim = rgb(0x5d656f);
    t.faint = rgb(0x6e757e);
    t.accent = rgb(0x8a5a00);
    t.good = rgb(0x2c6b29);
    t.bad = rgb(0xb3261e);
    t.warn = rgb(0x8a5a00);
    t.request = rgb(0x1b54b0);
    t.forward = rgb(0x05756f);
    t.notify = rgb(0x6a3fc0);
}

// Hues that are told apart on the dark and on the light ground.
constexpr uint32_t kDarkHues[] = {0x6cb6ff, 0xf2b84b, 0x7ee0a1, 0xff8fb1, 0xc3a6ff,
                                  0x4fd6cf, 0xffa36b, 0xb6d96c, 0x9db4d0, 0xf28ee0};
constexpr uint32_t kLightHues[] = {0x1466c0, 0xa06400, 0x1d8a4e, 0xc0346a, 0x6a45c9,
                                   0x0a8580, 0xb9531a, 0x5d7f12, 0x4d637f, 0xa5329a};

void apply_to_widgets(const Theme& t) {
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    style.WindowPadding = ImVec2(0, 0);
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.ChildBorderSize = 0;
    style.FrameRounding = t.px(6);
    style.FramePadding = ImVec2(t.px(9), t.px(5));
    style.ItemSpacing = ImVec2(t.px(8), t.px(6));
    style.PopupRounding = t.px(6);
    style.ScrollbarSize = t.px(10);
    style.ScrollbarRounding = t.px(5);
    auto set = [&](ImGuiCol slot, ImU32 color) {
        style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(color);
    };
    set(ImGuiCol_Text, t.text);
    set(ImGuiCol_TextDisabled, t.faint);
    set(ImGuiCol_WindowBg, t.ground);
    set(ImGuiCol_ChildBg, IM_COL32_BLACK_TRANS);
    set(ImGuiCol_PopupBg, t.raised);
    set(ImGuiCol_Border, t.line);
    set(ImGuiCol_FrameBg, t.panel);
    set(ImGuiCol_FrameBgHovered, t.panel);
    set(ImGuiCol_FrameBgActive, t.panel);
    set(ImGuiCol_TextSelectedBg, faded(t.accent, 0.35f));
    set(ImGuiCol_ScrollbarBg, IM_COL32_BLACK_TRANS);
    set(ImGuiCol_ScrollbarGrab, faded(t.faint, 0.45f));
    set(ImGuiCol_ScrollbarGrabHovered, faded(t.faint, 0.7f));
    set(ImGuiCol_ScrollbarGrabActive, faded(t.faint, 0.9f));
}

} // namespace

float Theme::px(float length) const {
    return std::round(length * scale);
}

const Theme& theme() {
    return current;
}

void set_theme(bool dark, float scale) {
    current.dark = dark;
    current.scale = scale;
    dark ? use_dark_colors(current) : use_light_colors(current);
    apply_to_widgets(current);
}

ImU32 faded(ImU32 color, float opacity) {
    auto alpha = ImU32(float(color >> IM_COL32_A_SHIFT & 0xff) * opacity);
    return (color & ~IM_COL32_A_MASK) | alpha << IM_COL32_A_SHIFT;
}

ImU32 task_color(uint32_t task) {
    if (task == 0)
        return current.faint;
    uint32_t hue = task % std::size(kDarkHues);
    return rgb(current.dark ? kDarkHues[hue] : kLightHues[hue]);
}

} // namespace inspector

// SPDX-License-Identifier: MIT
#include "web/inspector/views/scroller.hpp"

#include <algorithm>

namespace inspector {

void Scroller::update(Box box, size_t rows, float row_height, uint64_t dropped) {
    rows_ = double(rows);
    row_height_ = row_height;
    page_ = std::max(1.0, double(box.height() / row_height));
    if (dropped > dropped_)
        top_ -= double(dropped - dropped_);
    dropped_ = dropped;
    float wheel = ImGui::GetIO().MouseWheel;
    if (wheel != 0 && ImGui::IsWindowHovered() && box.contains(ImGui::GetIO().MousePos))
        move_to(top_ - double(wheel));
    top_ = follow_ ? last_top() : std::clamp(top_, 0.0, last_top());
}

void Scroller::move_to(double top) {
    top_ = std::clamp(top, 0.0, last_top());
    follow_ = top >= last_top() - 0.01;
}

void Scroller::show(size_t row) {
    double wanted = double(row);
    if (wanted < top_)
        move_to(wanted);
    else if (wanted + 1 > top_ + page_)
        move_to(wanted + 1 - page_);
    if (wanted + 1 < rows_)
        follow_ = false;
}

void Scroller::draw_bar(Box box) {
    if (rows_ <= page_)
        return;
    const Theme& t = theme();
    Box track{{box.max.x - bar_width(), box.min.y}, box.max};
    float length = std::max(t.px(24), float(page_ / rows_) * track.height());
    float room = track.height() - length;
    float start = track.min.y + room * float(top_ / last_top());
    bool hovered = false;
    hot_spot("bar", track, &hovered);
    if (ImGui::IsItemActivated()) {
        float inside = ImGui::GetIO().MousePos.y - start;
        grabbed_at_ = inside >= 0 && inside <= length ? inside : length * 0.5f;
    }
    bool held = ImGui::IsItemActive();
    if (held && room > 0)
        move_to(double((ImGui::GetIO().MousePos.y - grabbed_at_ - track.min.y) / room) * last_top());
    canvas().AddRectFilled(ImVec2(track.min.x + t.px(2), start),
                           ImVec2(track.max.x - t.px(2), start + length),
                           faded(t.faint, held      ? 0.9f
                                          : hovered ? 0.7f
                                                    : 0.45f),
                           t.px(3));
}

} // namespace inspector

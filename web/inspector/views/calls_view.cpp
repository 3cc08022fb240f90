// SPDX-License-Identifier: MIT
#include "web/inspector/views/calls_view.hpp"

#include "web/inspector/model/format.hpp"
#include "web/inspector/model/ladder.hpp"

#include <algorithm>
#include <cstdio>

namespace inspector {

namespace {

constexpr float kToolbarHeight = 42, kHeaderHeight = 24;

bool contains_word(const std::string& text, const std::string& word) {
    return (" " + text + " ").find(" " + word + " ") != std::string::npos;
}

void toggle_word(std::string& text, const std::string& word) {
    std::string padded = " " + text + " ";
    if (size_t at = padded.find(" " + word + " "); at != std::string::npos)
        padded.erase(at, word.size() + 1);
    else
        padded += word;
    size_t begin = padded.find_first_not_of(' '), end = padded.find_last_not_of(' ');
    text = begin == std::string::npos ? "" : padded.substr(begin, end - begin + 1);
}

} // namespace

void CallsView::draw(Desk& desk, Box box) {
    const Theme& t = theme();
    follow_filter(desk);
    rows_.update(desk.model.calls, desk.model.tasks, desk.model.names);
    float top = box.min.y + t.px(kToolbarHeight);
    bool open = desk.model.calls.contains(desk.chosen);
    float bottom = open ? box.max.y - detail_.height(box.height()) : box.max.y;
    draw_toolbar(desk, {box.min, {box.max.x, top}});
    draw_list(desk, {{box.min.x, top}, {box.max.x, bottom}});
    if (open)
        detail_.draw(desk, {{box.min.x, bottom}, box.max});
}

void CallsView::follow_filter(const Desk& desk) {
    if (desk.filter == applied_filter_)
        return;
    applied_filter_ = desk.filter;
    std::snprintf(typed_, sizeof typed_, "%s", applied_filter_.c_str());
    rows_.set_filter(CallFilter(applied_filter_));
    scroller_.follow(true);
}

void CallsView::draw_toolbar(Desk& desk, Box box) {
    const Theme& t = theme();
    float y = box.min.y + t.px(8), gap = t.px(6);
    float buttons = button_width("Errors") + button_width("Follow") + button_width("Clear") + 3 * gap;
    float filter_right = std::max(box.min.x + t.px(120), box.max.x - t.px(8) - buttons);
    draw_filter(desk, {{box.min.x + t.px(8), y}, {filter_right, y + t.px(26)}});
    bool errors = contains_word(desk.filter, "is:error");
    ImGui::SetCursorScreenPos({filter_right + gap, y});
    if (button("Errors", errors ? Look::on : Look::plain))
        toggle_word(desk.filter, "is:error");
    ImGui::SameLine(0, gap);
    if (button("Follow", scroller_.follows() ? Look::on : Look::plain))
        scroller_.follow(!scroller_.follows());
    ImGui::SameLine(0, gap);
    if (button("Clear")) {
        desk.model.calls.clear();
        desk.chosen = kNoRow;
    }
}

void CallsView::draw_filter(Desk& desk, Box box) {
    const Theme& t = theme();
    ImGui::SetCursorScreenPos(box.min);
    ImGui::SetNextItemWidth(box.width());
    if (wants_focus_)
        ImGui::SetKeyboardFocusHere();
    wants_focus_ = false;
    float pad = std::max(0.0f, (box.height() - line_height(Face::body)) * 0.5f);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(t.px(9), pad));
    if (ImGui::InputTextWithHint("##filter", "Filter: vfs open, from:cat, is:error, -task:init", typed_,
                                 sizeof typed_))
        desk.filter = typed_;
    ImGui::PopStyleVar();
    bool typing = ImGui::IsItemActive(), wrong = !rows_.filter().problem().empty();
    canvas().AddRect(box.min, box.max, wrong ? t.bad : typing ? t.accent : t.line, t.px(6));
    if (wrong && ImGui::IsItemHovered())
        tooltip(rows_.filter().problem());
    if (typing || !typed_[0])
        return;
    Box cross{{box.max.x - t.px(26), box.min.y}, box.max};
    bool hovered = false;
    if (hot_spot("clear filter", cross, &hovered))
        desk.filter.clear();
    draw_in_row(Face::body, cross.min.x + t.px(9), cross.min.y, cross.height(), hovered ? t.text : t.dim,
                "\xc3\x97");
}

void CallsView::draw_list(Desk& desk, Box box) {
    const Theme& t = theme();
    CallColumns columns = columns_for(box);
    Box header{box.min, {box.max.x, box.min.y + t.px(kHeaderHeight)}};
    draw_call_header(header, columns);
    Box body{{box.min.x, header.max.y}, box.max};
    scroller_.update(body, rows_.size(), t.px(kCallRowHeight), rows_.dropped());
    page_rows_ = size_t(body.height() / t.px(kCallRowHeight));
    if (rows_.size() == 0)
        return draw_empty(desk, body);
    canvas().PushClipRect(body.min, body.max, true);
    draw_rows(desk, body, columns);
    canvas().PopClipRect();
    scroller_.draw_bar(body);
}

void CallsView::draw_rows(Desk& desk, Box box, const CallColumns& columns) {
    const CallLog& log = desk.model.calls;
    Box area{box.min, {box.max.x - Scroller::bar_width(), box.max.y}};
    bool hovered = false;
    hot_spot("rows", area, &hovered);
    bool clicked = hovered && ImGui::IsMouseClicked(0), twice = hovered && ImGui::IsMouseDoubleClicked(0);
    float height = theme().px(kCallRowHeight), y = box.min.y - std::floor(scroller_.offset());
    Row chosen_root = log.contains(desk.chosen) ? root_of(log, desk.chosen) : kNoRow;
    for (size_t i = scroller_.first_row(); i < rows_.size() && y < box.max.y; ++i, y += height) {
        Box row_box{{box.min.x, y}, {box.max.x, y + height}};
        bool under = hovered && row_box.contains(ImGui::GetIO().MousePos);
        Row row = rows_.at(i);
        if (under && twice)
            desk.page = Page::ladder;
        if (under && clicked) {
            desk.choose(row);
            scroller_.follow(false);
        }
        RowState state{row == desk.chosen, under, chosen_root != kNoRow && root_of(log, row) == chosen_root};
        draw_call_row(desk, log.at(row), row_box, columns, state);
    }
}

void CallsView::draw_empty(const Desk& desk, Box box) {
    const Theme& t = theme();
    const CallLog& log = desk.model.calls;
    std::string text = desk.paused && log.size() == 0 ? "The trace is off."
                                                      : "No calls yet. Type a command into the terminal.";
    if (log.size() > 0)
        text = rows_.filter().problem().empty() ? "No call matches the filter." : rows_.filter().problem();
    float width = std::min(text_width(Face::body, text), box.width() - t.px(24));
    draw_text(Face::body, {(box.min.x + box.max.x - width) * 0.5f, box.min.y + t.px(40)}, t.dim, text,
              width + 1);
}

void CallsView::move_choice(Desk& desk, int by) {
    if (rows_.size() == 0)
        return;
    size_t at = desk.model.calls.contains(desk.chosen) ? rows_.index_of(desk.chosen) : rows_.size();
    auto wanted = std::clamp(std::ptrdiff_t(at) + by, std::ptrdiff_t(0), std::ptrdiff_t(rows_.size()) - 1);
    desk.choose(rows_.at(size_t(wanted)));
    scroller_.show(size_t(wanted));
}

bool CallsView::key(Desk& desk, Key key) {
    auto page = int(std::max<size_t>(page_rows_, 2) - 1);
    switch (key) {
    case Key::up:
        move_choice(desk, -1);
        return true;
    case Key::down:
        move_choice(desk, 1);
        return true;
    case Key::page_up:
        move_choice(desk, -page);
        return true;
    case Key::page_down:
        move_choice(desk, page);
        return true;
    case Key::home:
        move_choice(desk, -1'000'000'000);
        return true;
    case Key::end:
        scroller_.follow(true);
        return true;
    case Key::enter:
        desk.page = Page::ladder;
        return true;
    case Key::escape:
        desk.chosen = kNoRow;
        return true;
    default:
        return false;
    }
}

std::string CallsView::mirror(const Desk& desk) const {
    const Model& model = desk.model;
    std::string text = "Step\tRoute\tCall\tArguments\tAnswer\tDuration";
    for (size_t i = scroller_.first_row(); i < std::min(rows_.size(), scroller_.first_row() + page_rows_);
         ++i) {
        const Call& call = model.calls.at(rows_.at(i));
        text += "\n" + std::to_string(call.sent.step) + "\t" + route_text(call, model.tasks, " to ") + "\t" +
                method_text(call, model.names) + "\t" + joined(argument_words(call, model.names)) + "\t" +
                answer_text(call, model.names) + "\t" + duration_text(call);
    }
    return text;
}

void CallsView::restart() {
    rows_.set_filter(CallFilter(applied_filter_));
    scroller_ = {};
}

} // namespace inspector

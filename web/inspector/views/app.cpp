// SPDX-License-Identifier: MIT
#include "web/inspector/views/app.hpp"

#include "web/inspector/model/format.hpp"
#include "web/inspector/views/board_view.hpp"
#include "web/inspector/views/calls_view.hpp"
#include "web/inspector/views/ladder_view.hpp"
#include "web/inspector/views/tasks_view.hpp"
#include "web/inspector/views/violations_view.hpp"

namespace inspector {

App::App() {
    views_[size_t(Page::calls)] = std::make_unique<CallsView>();
    views_[size_t(Page::ladder)] = std::make_unique<LadderView>();
    views_[size_t(Page::tasks)] = std::make_unique<TasksView>();
    views_[size_t(Page::board)] = std::make_unique<BoardView>();
    views_[size_t(Page::rules)] = std::make_unique<ViolationsView>();
}

App& app() {
    static App instance;
    return instance;
}

void App::draw() {
    const Theme& t = theme();
    ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("inspector", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse |
                     ImGuiWindowFlags_NoNav);
    float top = t.px(40), bottom = size.y - t.px(24);
    desk_.moving = false;
    draw_tabs({{0, 0}, {size.x, top}});
    view().draw(desk_, {{0, top}, {size.x, bottom}});
    draw_status({{0, bottom}, {size.x, size.y}});
    ImGui::End();
    follow_pause();
    fresh_frames_ = fresh_frames_ > 0 ? fresh_frames_ - 1 : 0;
}

void App::draw_tabs(Box box) {
    const Theme& t = theme();
    canvas().AddRectFilled(box.min, box.max, t.panel);
    canvas().AddLine({box.min.x, box.max.y - 0.5f}, {box.max.x, box.max.y - 0.5f}, t.line);
    float x = box.min.x + t.px(8);
    for (size_t i = 0; i < views_.size(); ++i) {
        const char* title = views_[i]->title();
        const uint32_t count = i == size_t(Page::rules) ? desk_.model.violations.total() : 0;
        const std::string label = count == 0 ? title : title + (" " + count_text(count));
        float width = text_width(Face::strong, label) + t.px(22);
        bool here = size_t(desk_.page) == i, hovered = false;
        if (hot_spot(title, {{x, box.min.y}, {x + width, box.max.y}}, &hovered))
            desk_.page = Page(i);
        if (hovered)
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        const ImU32 color = count != 0 ? t.bad : here || hovered ? t.text : t.dim;
        draw_in_row(Face::strong, x + t.px(11), box.min.y, box.height(), color, label);
        if (here)
            canvas().AddRectFilled({x + t.px(8), box.max.y - t.px(3)}, {x + width - t.px(8), box.max.y},
                                   t.accent, t.px(2));
        x += width;
    }
    const char* pause = desk_.paused ? "Resume" : "Pause";
    float width = button_width(pause);
    if (x + width + t.px(8) > box.max.x)
        return;
    ImGui::SetCursorScreenPos({box.max.x - width - t.px(8), box.min.y + t.px(7)});
    if (button(pause, desk_.paused ? Look::on : Look::plain))
        desk_.paused = !desk_.paused;
}

void App::draw_status(Box box) {
    const Theme& t = theme();
    const CallLog& log = desk_.model.calls;
    canvas().AddRectFilled(box.min, box.max, t.panel);
    canvas().AddLine({box.min.x, box.min.y + 0.5f}, {box.max.x, box.min.y + 0.5f}, t.line);
    ImU32 lamp = desk_.paused ? t.warn : log.records() ? t.good : t.faint;
    canvas().AddCircleFilled({box.min.x + t.px(14), (box.min.y + box.max.y) * 0.5f}, t.px(3.5f), lamp, 16);
    std::string text = desk_.paused ? "trace off" : log.records() ? "live" : "waiting for the trace";
    text += "   " + count_text(log.seen()) + " calls   " + count_text(desk_.model.tasks.living()) + " tasks";
    if (log.missing_records())
        text += "   " + count_text(log.missing_records()) + " records missed";
    draw_in_row(Face::small, box.min.x + t.px(24), box.min.y, box.height(), t.dim, text,
                box.width() - t.px(32));
}

void App::follow_pause() {
    if (desk_.paused != was_paused_) {
        was_paused_ = desk_.paused;
        desk_.announcement = desk_.paused ? "Trace off" : "Trace on";
        desk_.model.calls.note_gap();
    }
}

int App::next_frame() const {
    if (desk_.moving && !desk_.still)
        return 16;
    return fresh_frames_ > 0 ? 16 : -1;
}

void App::key(Key key) {
    if (!view().key(desk_, key) && key == Key::space)
        desk_.paused = !desk_.paused;
}

void App::letter(char letter) {
    if (letter >= '1' && letter < '1' + kPageCount) {
        desk_.page = Page(letter - '1');
        desk_.announcement = view().title();
    }
    if (letter == '/') {
        desk_.page = Page::calls;
        static_cast<CallsView&>(view()).focus_filter();
    }
}

void App::show(Page page, const char* filter) {
    desk_.page = page;
    if (filter)
        desk_.filter = filter;
    desk_.announcement = view().title();
}

void App::restart() {
    desk_.model.restart();
    desk_.chosen = kNoRow;
    desk_.task = 0;
    desk_.kill = 0;
    for (auto& view : views_)
        view->restart();
}

uint32_t App::take_kill() {
    uint32_t task = desk_.kill;
    desk_.kill = 0;
    return task;
}

const char* App::mirror() {
    mirror_ = view().mirror(desk_);
    return mirror_.c_str();
}

const char* App::take_announcement() {
    if (desk_.announcement.empty())
        return nullptr;
    spoken_.swap(desk_.announcement);
    desk_.announcement.clear();
    return spoken_.c_str();
}

} // namespace inspector

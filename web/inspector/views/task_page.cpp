// SPDX-License-Identifier: MIT
#include "web/inspector/views/task_page.hpp"

#include "web/inspector/model/format.hpp"
#include "web/inspector/views/tasks_view.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace inspector {

namespace {

constexpr float kHead = 46, kLine = 24;

/// The next line of the page, as wide as the page.
Box next_line(float height) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float width = ImGui::GetContentRegionAvail().x - theme().px(14);
    ImGui::Dummy({1, height});
    return {at, {at.x + width, at.y + height}};
}

void draw_title(const char* text, size_t count) {
    const Theme& t = theme();
    Box line = next_line(t.px(34));
    float x =
        line.min.x + draw_in_row(Face::strong, line.min.x, line.min.y + t.px(8), t.px(20), t.text, text);
    draw_in_row(Face::small, x + t.px(8), line.min.y + t.px(8), t.px(20), t.faint, std::to_string(count));
    canvas().AddLine({line.min.x, line.max.y - t.px(2)}, {line.max.x, line.max.y - t.px(2)}, t.line);
}

void draw_nothing(const char* text) {
    Box line = next_line(theme().px(kLine));
    draw_in_row(Face::body, line.min.x, line.min.y, line.height(), theme().faint, text, line.width());
}

void draw_figure(Box box, const char* name, const std::string& value) {
    const Theme& t = theme();
    canvas().AddRectFilled(box.min, box.max, t.panel, t.px(7));
    canvas().AddRect(box.min, box.max, t.line, t.px(7));
    draw_in_row(Face::small, box.min.x + t.px(10), box.min.y + t.px(6), t.px(15), t.dim, name,
                box.width() - t.px(16));
    draw_in_row(Face::strong, box.min.x + t.px(10), box.min.y + t.px(22), t.px(18), t.text, value,
                box.width() - t.px(16));
}

} // namespace

void TaskPage::draw(Desk& desk, Box box) {
    const Theme& t = theme();
    const TaskFacts* task = desk.model.tasks.find(desk.task);
    draw_head(desk, task, {box.min, {box.max.x, box.min.y + t.px(kHead)}});
    if (!task || desk.task == 0)
        return;
    const TaskFacts facts = *task;
    ImGui::SetCursorScreenPos({box.min.x + t.px(14), box.min.y + t.px(kHead)});
    ImGui::BeginChild("task page", {box.width() - t.px(16), box.height() - t.px(kHead)}, false,
                      ImGuiWindowFlags_NoNav);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    draw_figures(facts);
    draw_phones(desk);
    draw_queue(desk, 1, "Incoming calls");
    draw_queue(desk, 2, "Calls in work");
    draw_queue(desk, 3, "Answers to take");
    ImGui::Dummy({1, t.px(12)});
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

void TaskPage::draw_head(Desk& desk, const TaskFacts* task, Box box) {
    const Theme& t = theme();
    bool hovered = false;
    uint32_t id = desk.task;
    float y = box.min.y + t.px(10);
    if (hot_spot("back", {box.min, {box.min.x + t.px(40), box.max.y}}, &hovered))
        desk.task = 0;
    if (hovered)
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    draw_in_row(Face::strong, box.min.x + t.px(14), box.min.y, box.height(), hovered ? t.accent : t.dim,
                "\xe2\x86\x90");
    float x = box.min.x + t.px(40), right = box.max.x - t.px(14);
    draw_dot({x + t.px(4), (box.min.y + box.max.y) * 0.5f}, id);
    x += t.px(14);
    x += draw_in_row(Face::strong, x, box.min.y, box.height(), t.text, desk.model.tasks.name(id),
                     right - x - t.px(170)) +
         t.px(10);
    if (!task) {
        draw_in_row(Face::body, x, box.min.y, box.height(), t.faint, "has ended");
        return;
    }
    x += draw_pill({x, box.min.y + t.px(14)}, t.px(18), state_color(*task), state_text(*task)) + t.px(8);
    if (box.width() / t.scale > 560)
        draw_in_row(Face::small, x, box.min.y, box.height(), t.dim,
                    "id " + std::to_string(id) + ", made by " + desk.model.tasks.name(task->creator) +
                        (task->born ? ", born at " + time_text(task->born) + " s" : ""),
                    right - x - t.px(190));
    if (task->alive)
        draw_kill(desk, right, y);
    float log_x = right - button_width("Calls") -
                  (task->alive ? button_width(asked_ == id ? "Kill it?" : "Kill") + t.px(6) : 0);
    ImGui::SetCursorScreenPos({log_x, y});
    if (button("Calls"))
        desk.show_calls_of(id);
}

void TaskPage::draw_kill(Desk& desk, float right, float y) {
    const char* label = asked_ == desk.task ? "Kill it?" : "Kill";
    ImGui::SetCursorScreenPos({right - button_width(label), y});
    bool pressed = button(label, asked_ == desk.task ? Look::danger : Look::plain);
    bool hovered = ImGui::IsItemHovered();
    if (pressed)
        press_kill(desk);
    else if (!hovered && ImGui::IsMouseClicked(0))
        asked_ = 0;
}

void TaskPage::press_kill(Desk& desk) {
    const TaskFacts* task = desk.model.tasks.find(desk.task);
    if (!task || !task->alive)
        return;
    if (asked_ == desk.task) {
        desk.kill = desk.task;
        asked_ = 0;
        desk.announcement = "Killing " + desk.model.tasks.name(desk.task);
    } else {
        asked_ = desk.task;
        desk.announcement = "Press again to kill " + desk.model.tasks.name(desk.task);
    }
}

bool TaskPage::forget_kill() {
    return std::exchange(asked_, 0) != 0;
}

void TaskPage::draw_figures(const TaskFacts& task) {
    const Theme& t = theme();
    const std::pair<const char*, std::string> figures[] = {
        {"memory", bytes_text(task.memory)},
        {"kernel memory", bytes_text(task.kernel_memory)},
        {"dispatches", count_text(task.dispatches)},
        {"calls sent", count_text(task.calls_sent)},
        {"calls received", count_text(task.calls_received)},
        {"forwards", count_text(task.forwards)},
        {"notifications", count_text(task.notified)},
        {"handles", count_text(task.handles)}};
    float room = ImGui::GetContentRegionAvail().x - t.px(14), gap = t.px(8);
    auto across = std::max(2, std::min(4, int(room / t.px(130))));
    float width = std::floor((room - gap * float(across - 1)) / float(across));
    Box line{};
    int column = across;
    for (const auto& [name, value] : figures) {
        if (column == across) {
            line = next_line(t.px(54));
            column = 0;
        }
        float x = line.min.x + float(column++) * (width + gap);
        draw_figure({{x, line.min.y}, {x + width, line.min.y + t.px(46)}}, name, value);
    }
    Box queues = next_line(t.px(40));
    draw_queues(task, queues);
}

void TaskPage::draw_phones(Desk& desk) {
    const Theme& t = theme();
    const auto& phones =
        desk.model.detail.task == desk.task ? desk.model.detail.phones : std::vector<PhoneRow>{};
    draw_title("Phones", phones.size());
    if (phones.empty())
        draw_nothing("none");
    for (const PhoneRow& phone : phones) {
        Box line = next_line(t.px(kLine));
        float x = line.min.x, step = line.width();
        draw_in_row(Face::mono, x, line.min.y, line.height(), t.faint, std::to_string(phone.handle & 0xfff),
                    t.px(40));
        draw_dot({x + t.px(46), line.min.y + line.height() * 0.5f}, phone.peer);
        draw_in_row(Face::body, x + t.px(56), line.min.y, line.height(), t.text,
                    phone.peer ? desk.model.tasks.name(phone.peer) : "nobody", step * 0.32f - t.px(20));
        std::string interface = desk.model.names.interface_name(phone.interface);
        draw_in_row(Face::body, x + t.px(40) + step * 0.32f, line.min.y, line.height(), t.dim, interface,
                    step * 0.22f);
        ImU32 state = phone.state == 2 ? t.good : phone.state == 1 ? t.warn : t.faint;
        draw_in_row(Face::small, x + t.px(40) + step * 0.55f, line.min.y, line.height(), state,
                    phone_state_text(phone.state), step * 0.2f);
        if (phone.active_calls)
            draw_right(Face::mono, line.max.x, line.min.y, line.height(), t.warn,
                       std::to_string(phone.active_calls) + " open");
    }
}

void TaskPage::draw_queue(Desk& desk, uint32_t queue, const char* title) {
    const Theme& t = theme();
    std::vector<QueuedCall> calls;
    if (desk.model.detail.task == desk.task)
        std::copy_if(desk.model.detail.calls.begin(), desk.model.detail.calls.end(),
                     std::back_inserter(calls), [&](const QueuedCall& call) { return call.queue == queue; });
    draw_title(title, calls.size());
    if (calls.empty())
        draw_nothing("empty");
    for (size_t i = 0; i < calls.size(); ++i) {
        const QueuedCall& call = calls[i];
        Box line = next_line(t.px(kLine));
        ImGui::PushID(int(queue * 10'000 + i));
        bool hovered = false;
        if (hot_spot("queued", line, &hovered) && desk.model.calls.find(call.id) != kNoRow) {
            desk.choose(desk.model.calls.find(call.id));
            desk.page = Page::ladder;
        }
        ImGui::PopID();
        if (hovered)
            canvas().AddRectFilled(line.min, line.max, t.hover, t.px(4));
        draw_in_row(Face::mono, line.min.x, line.min.y, line.height(), t.faint, "#" + std::to_string(call.id),
                    t.px(64));
        draw_dot({line.min.x + t.px(72), line.min.y + line.height() * 0.5f}, call.sender);
        float name_x = line.min.x + t.px(82), split = line.min.x + line.width() * 0.42f;
        draw_in_row(Face::body, name_x, line.min.y, line.height(), t.text, desk.model.tasks.name(call.sender),
                    split - name_x - t.px(8));
        std::string what =
            queue == 3 ? error_name(call.method) : desk.model.names.method_name(call.interface, call.method);
        draw_in_row(Face::strong, split, line.min.y, line.height(), t.text, what, line.max.x - split);
    }
}

} // namespace inspector

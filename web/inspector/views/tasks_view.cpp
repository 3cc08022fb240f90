// SPDX-License-Identifier: MIT
#include "web/inspector/views/tasks_view.hpp"

#include "web/inspector/model/format.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace inspector {

namespace {

constexpr float kHeader = 26, kTaskHeight = 46, kDeadHeight = 26;

float log_fraction(uint64_t value, uint64_t full) {
    return value ? float(std::log2(double(value) + 1) / std::log2(double(full) + 1)) : 0;
}

} // namespace

ImU32 state_color(const TaskFacts& task) {
    const Theme& t = theme();
    if (task.alive)
        return task.born || task.memory ? t.good : t.dim;
    return state_text(task).rfind("fault", 0) == 0 ? t.bad : t.faint;
}

void draw_queues(const TaskFacts& task, Box box) {
    const Theme& t = theme();
    const struct {
        const char* name;
        const char* letters; // where the name does not fit
        uint32_t length;
        ImU32 color;
        const char* meaning;
    } queues[] = {{"in", "in", task.incoming, t.request, "calls that wait to be taken"},
                  {"work", "wk", task.dispatched, t.good, "calls taken and not yet answered"},
                  {"ans", "an", task.answers, t.warn, "answers that wait to be taken"},
                  {"note", "nt", task.notifications, t.notify, "notifications that wait to be taken"}};
    float width = std::floor(box.width() / 4);
    float x = box.min.x, middle = (box.min.y + box.max.y) * 0.5f;
    for (const auto& queue : queues) {
        Box cell{{x, box.min.y}, {x + width - t.px(8), box.max.y}};
        ImU32 ink = queue.length ? queue.color : t.faint;
        draw_in_row(Face::small, cell.min.x, middle - t.px(15), t.px(15), t.faint,
                    cell.width() < t.px(48) ? queue.letters : queue.name, cell.width());
        draw_right(Face::mono, cell.max.x, middle - t.px(15), t.px(15), ink, std::to_string(queue.length));
        draw_bar({{cell.min.x, middle + t.px(4)}, {cell.max.x, middle + t.px(8)}},
                 log_fraction(queue.length, 64), ink);
        if (cell.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered())
            tooltip(std::to_string(queue.length) + " " + queue.meaning);
        x += width;
    }
}

TasksView::Columns TasksView::columns_for(Box box) {
    const Theme& t = theme();
    float width = box.width() / t.scale;
    Columns c;
    c.has_calls = width >= 520;
    c.end = box.max.x - t.px(16);
    c.calls = c.end - (c.has_calls ? t.px(110) : 0);
    c.queues = c.calls - t.px(std::clamp(width * 0.36f, 168.0f, 300.0f));
    c.memory = c.queues - t.px(std::clamp(width * 0.2f, 76.0f, 150.0f));
    c.name = box.min.x + t.px(14);
    return c;
}

void TasksView::draw(Desk& desk, Box box) {
    const Theme& t = theme();
    if (desk.task != 0)
        return page_.draw(desk, box);
    Columns columns = columns_for(box);
    Box header{box.min, {box.max.x, box.min.y + t.px(kHeader)}};
    draw_header(header, columns);
    ImGui::SetCursorScreenPos({box.min.x, header.max.y});
    ImGui::BeginChild("tasks", {box.width(), box.max.y - header.max.y}, false, ImGuiWindowFlags_NoNav);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    bool dead_titled = false;
    largest_ = 1;
    for (const TaskFacts* task : desk.model.tasks.sorted())
        largest_ = std::max(largest_, task->memory);
    for (const TaskFacts* task : desk.model.tasks.sorted()) {
        if (!task->alive && !dead_titled) {
            dead_titled = true;
            ImVec2 at = ImGui::GetCursorScreenPos();
            draw_in_row(Face::small, columns.name, at.y + t.px(6), t.px(24), t.faint, "ENDED");
            ImGui::Dummy({1, t.px(30)});
        }
        ImVec2 at = ImGui::GetCursorScreenPos();
        float height = t.px(task->alive ? kTaskHeight : kDeadHeight);
        ImGui::Dummy({1, height});
        if (show_ && task->id == at_)
            ImGui::SetScrollHereY();
        Box row{{box.min.x, at.y}, {box.max.x, at.y + height}};
        if (row.max.y < header.max.y || row.min.y > box.max.y)
            continue;
        task->alive ? draw_task(desk, *task, row, columns) : draw_dead(desk, *task, row, columns);
    }
    show_ = false;
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

void TasksView::draw_header(Box box, const Columns& c) {
    const Theme& t = theme();
    draw_in_row(Face::small, c.name, box.min.y, box.height(), t.faint, "TASK");
    draw_in_row(Face::small, c.memory, box.min.y, box.height(), t.faint, "MEMORY");
    draw_in_row(Face::small, c.queues, box.min.y, box.height(), t.faint, "QUEUES");
    if (c.has_calls)
        draw_right(Face::small, c.end, box.min.y, box.height(), t.faint, "CALLS");
    canvas().AddLine({box.min.x, box.max.y - 0.5f}, {box.max.x, box.max.y - 0.5f}, t.line);
}

void TasksView::draw_task(Desk& desk, const TaskFacts& task, Box box, const Columns& c) {
    const Theme& t = theme();
    bool hovered = false;
    ImGui::PushID(int(task.id));
    if (hot_spot("task", box, &hovered))
        desk.open_task(task.id);
    ImGui::PopID();
    if (task.id == at_)
        canvas().AddRectFilled(box.min, box.max, t.selected);
    if (hovered) {
        canvas().AddRectFilled(box.min, box.max, t.hover);
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    canvas().AddLine({box.min.x, box.max.y - 0.5f}, {box.max.x, box.max.y - 0.5f}, faded(t.line, 0.45f));
    float upper = box.min.y + t.px(6), lower = box.min.y + t.px(24), half = t.px(18);
    draw_dot({c.name + t.px(4), upper + half * 0.5f}, task.id);
    float room = c.memory - c.name - t.px(24);
    draw_in_row(Face::strong, c.name + t.px(14), upper, half, t.text, desk.model.tasks.name(task.id), room);
    std::string facts = "id " + std::to_string(task.id) + ", " + state_text(task) + ", " +
                        std::to_string(task.phones) + " phones";
    draw_in_row(Face::small, c.name + t.px(14), lower, t.px(16), t.dim, facts, room);
    float memory_room = c.queues - c.memory - t.px(18);
    draw_in_row(Face::mono, c.memory, upper, half, t.text, bytes_text(task.memory), memory_room);
    draw_bar({{c.memory, lower + t.px(4)}, {c.memory + memory_room, lower + t.px(8)}},
             float(task.memory) / float(largest_), t.dim);
    draw_queues(task, {{c.queues, box.min.y}, {c.calls - t.px(4), box.max.y}});
    if (!c.has_calls)
        return;
    draw_right(Face::mono, c.end, upper, half, t.text, count_text(task.calls_sent) + " out");
    draw_right(Face::mono, c.end, lower, t.px(16), t.dim, count_text(task.calls_received) + " in");
}

void TasksView::draw_dead(Desk& desk, const TaskFacts& task, Box box, const Columns& c) {
    const Theme& t = theme();
    bool hovered = false;
    ImGui::PushID(int(task.id));
    if (hot_spot("task", box, &hovered))
        desk.show_calls_of(task.id);
    ImGui::PopID();
    if (hovered)
        canvas().AddRectFilled(box.min, box.max, t.hover);
    std::string name = desk.model.tasks.name(task.id);
    float x = c.name + t.px(14);
    x += draw_in_row(Face::body, x, box.min.y, box.height(), t.dim, name, c.memory - x);
    draw_in_row(Face::small, x + t.px(8), box.min.y, box.height(), t.faint, "id " + std::to_string(task.id),
                c.memory - x);
    draw_in_row(Face::small, c.memory, box.min.y, box.height(), state_color(task), state_text(task),
                c.queues - c.memory);
    draw_in_row(Face::small, c.queues, box.min.y, box.height(), t.faint, "at " + time_text(task.died) + " s",
                c.calls - c.queues);
}

/// The keyboard goes over the living tasks.
void TasksView::move(Desk& desk, int by) {
    std::vector<const TaskFacts*> living;
    for (const TaskFacts* task : desk.model.tasks.sorted())
        if (task->alive)
            living.push_back(task);
    if (living.empty())
        return;
    auto here =
        std::find_if(living.begin(), living.end(), [&](const TaskFacts* task) { return task->id == at_; });
    auto last = int(living.size()) - 1;
    bool nowhere =
        here == living.end(); // then the first arrow down is the first task, the first one up the last
    int index = (nowhere ? (by > 0 ? -1 : last + 1) : int(here - living.begin())) + by;
    const TaskFacts& task = *living[size_t(std::clamp(index, 0, last))];
    at_ = task.id;
    show_ = true;
    desk.announcement = desk.model.tasks.name(at_) + ", " + state_text(task) + ", " + bytes_text(task.memory);
}

bool TasksView::key_of_list(Desk& desk, Key key) {
    constexpr int kFar = 1'000'000;
    switch (key) {
    case Key::up:
    case Key::down:
        move(desk, key == Key::up ? -1 : 1);
        return true;
    case Key::home:
    case Key::end:
        move(desk, key == Key::home ? -kFar : kFar);
        return true;
    case Key::enter: {
        const TaskFacts* task = desk.model.tasks.find(at_);
        if (!task)
            return false;
        desk.open_task(at_);
        desk.announcement = desk.model.tasks.name(at_) + ". Delete kills it, Escape goes back.";
        return true;
    }
    default:
        return false;
    }
}

bool TasksView::key_of_page(Desk& desk, Key key) {
    if (key == Key::remove) {
        page_.press_kill(desk);
        return true;
    }
    if (key != Key::escape)
        return false;
    if (!page_.forget_kill())
        desk.task = 0;
    return true;
}

bool TasksView::key(Desk& desk, Key key) {
    return desk.task == 0 ? key_of_list(desk, key) : key_of_page(desk, key);
}

std::string TasksView::mirror(const Desk& desk) const {
    std::string text = "Task\tId\tState\tMemory\tIncoming\tIn work\tAnswers\tNotifications\tPhones";
    for (const TaskFacts* task : desk.model.tasks.sorted())
        if (task->alive && (desk.task == 0 || desk.task == task->id))
            text += "\n" + desk.model.tasks.name(task->id) + "\t" + std::to_string(task->id) + "\t" +
                    state_text(*task) + "\t" + bytes_text(task->memory) + "\t" +
                    std::to_string(task->incoming) + "\t" + std::to_string(task->dispatched) + "\t" +
                    std::to_string(task->answers) + "\t" + std::to_string(task->notifications) + "\t" +
                    std::to_string(task->phones);
    return text;
}

} // namespace inspector

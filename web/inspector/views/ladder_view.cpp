// SPDX-License-Identifier: MIT
#include "web/inspector/views/ladder_view.hpp"

#include "web/inspector/model/format.hpp"
#include "web/inspector/views/arrow.hpp"
#include "web/inspector/views/recent_roots.hpp"

#include <algorithm>
#include <cmath>

namespace inspector {

namespace {

constexpr float kTitleHeight = 37, kNamesHeight = 34, kRungHeight = 30, kGutter = 50, kMinColumn = 132;
constexpr double kRefreshSeconds = 0.2; // while the tree grows

ImU32 rung_color(const Rung& rung, const Call& call) {
    const Theme& t = theme();
    switch (rung.kind) {
    case Rung::Kind::forward:
        return t.forward;
    case Rung::Kind::answer:
        return call.error || call.failed() ? t.bad : t.good;
    case Rung::Kind::notification:
        return t.notify;
    case Rung::Kind::request:
        break;
    }
    return t.request;
}

std::string rung_text(const Rung& rung, const Call& call, const InterfaceTable& names) {
    auto with_words = [](std::string text, const std::string& words) {
        return words.empty() ? text : text + "  " + words;
    };
    switch (rung.kind) {
    case Rung::Kind::forward:
        return "forward " + method_text(call.hops[rung.hop], names);
    case Rung::Kind::answer: {
        std::string text = with_words(error_name(call.error), joined(result_words(call, names)));
        return call.bytes ? text + "  " + bytes_text(call.bytes) + " copied" : text;
    }
    default:
        return with_words(method_text(call, names), joined(argument_words(call, names)));
    }
}

} // namespace

void LadderView::refresh(const Desk& desk) {
    const CallLog& log = desk.model.calls;
    bool other = desk.chosen != shown_ || !log.contains(ladder_.root);
    double now = ImGui::GetTime();
    if (!other && (log.revision() == revision_ || now - refreshed_ < kRefreshSeconds))
        return;
    if (other)
        scroller_ = {};
    scroller_.follow(false);
    ladder_ = make_ladder(log, desk.chosen);
    shown_ = desk.chosen;
    revision_ = log.revision();
    refreshed_ = now;
}

void LadderView::restart() {
    ladder_ = {};
    shown_ = kNoRow;
}

void LadderView::draw(Desk& desk, Box box) {
    const Theme& t = theme();
    if (!desk.model.calls.contains(desk.chosen))
        return draw_recent_roots(desk, box);
    refresh(desk);
    Box head{box.min, {box.max.x, box.min.y + t.px(kTitleHeight)}};
    draw_head(desk, head);
    // Sideways scrolling belongs to the toolkit, up and down to the scroller.
    float wide = t.px(kGutter) + t.px(kMinColumn) * float(ladder_.columns.size()) + t.px(20);
    ImGui::SetCursorScreenPos({box.min.x, head.max.y});
    ImGui::BeginChild("ladder", {box.width(), box.max.y - head.max.y}, false,
                      ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                          ImGuiWindowFlags_NoNav);
    shift_ = wide > box.width() ? ImGui::GetScrollX() : 0;
    if (wide > box.width()) {
        ImGui::Dummy({wide, 1});
        if (ImGui::IsWindowHovered())
            ImGui::SetScrollX(ImGui::GetScrollX() - ImGui::GetIO().MouseWheelH * t.px(40));
    }
    float bottom = box.max.y - (wide > box.width() ? ImGui::GetStyle().ScrollbarSize : 0);
    Box names{{box.min.x, head.max.y}, {box.max.x, head.max.y + t.px(kNamesHeight)}};
    Box lines{{box.min.x, names.max.y}, {box.max.x, bottom}};
    scroller_.update(lines, ladder_.rungs.size() + 1, t.px(kRungHeight), 0);
    lay_out(lines);
    draw_columns(desk, names, lines);
    canvas().PushClipRect(lines.min, lines.max, true);
    for (const Activation& activation : ladder_.activations)
        draw_activation(activation, lines);
    for (size_t i = scroller_.first_row();
         i < ladder_.rungs.size() && row_y(i) < lines.max.y + t.px(kRungHeight); ++i)
        draw_rung(desk, ladder_.rungs[i], i, lines);
    canvas().PopClipRect();
    scroller_.draw_bar(lines);
    ImGui::EndChild();
}

void LadderView::lay_out(Box box) {
    const Theme& t = theme();
    float count = std::max(1.0f, float(ladder_.columns.size()));
    float fitting = (box.width() - t.px(kGutter + 20)) / count;
    column_width_ = std::floor(std::clamp(fitting, t.px(kMinColumn), t.px(320)));
    left_ = box.min.x + t.px(kGutter) - shift_;
    top_ = box.min.y - std::floor(scroller_.offset() + float(scroller_.first_row()) * t.px(kRungHeight));
}

float LadderView::column_x(uint32_t column) const {
    return std::floor(left_ + column_width_ * (float(column) + 0.5f));
}

float LadderView::row_y(size_t rung) const {
    return top_ + theme().px(kRungHeight) * (float(rung) + 0.75f);
}

void LadderView::draw_head(Desk& desk, Box box) {
    const Theme& t = theme();
    const Call& root = desk.model.calls.at(ladder_.root);
    float x = box.min.x + t.px(14);
    x += draw_in_row(Face::strong, x, box.min.y, box.height(), t.text, method_text(root, desk.model.names),
                     box.max.x - x - t.px(90));
    std::string facts = std::to_string(ladder_.rungs.size()) + " messages, " +
                        std::to_string(ladder_.columns.size()) + " tasks";
    if (ladder_.hidden_calls)
        facts += ", " + std::to_string(ladder_.hidden_calls) + " calls more are not drawn";
    if (std::string took = duration_text(root); !took.empty())
        facts += ", took " + took;
    draw_in_row(Face::small, x + t.px(12), box.min.y, box.height(), t.dim, facts, box.max.x - x - t.px(84));
    ImGui::SetCursorScreenPos({box.max.x - button_width("Log") - t.px(8), box.min.y + t.px(5)});
    if (button("Log"))
        desk.page = Page::calls;
}

void LadderView::draw_columns(const Desk& desk, Box box, Box lines) {
    const Theme& t = theme();
    canvas().PushClipRect(box.min, {box.max.x, lines.max.y}, true);
    canvas().AddRectFilled(box.min, box.max, t.panel);
    canvas().AddLine({box.min.x, box.max.y - 0.5f}, {box.max.x, box.max.y - 0.5f}, t.line);
    for (uint32_t i = 0; i < ladder_.columns.size(); ++i) {
        uint16_t task = ladder_.columns[i];
        float x = column_x(i), room = column_width_ - t.px(34);
        std::string name = desk.model.tasks.name(task);
        float width = std::min(text_width(Face::strong, name), room) + t.px(30);
        Box chip{{x - width * 0.5f, box.min.y + t.px(5)}, {x + width * 0.5f, box.max.y - t.px(6)}};
        canvas().AddRectFilled(chip.min, chip.max, faded(task_color(task), 0.16f), t.px(6));
        draw_dot({chip.min.x + t.px(11), (chip.min.y + chip.max.y) * 0.5f}, task);
        draw_in_row(Face::strong, chip.min.x + t.px(20), chip.min.y, chip.height(), t.text, name, room);
        draw_dashed({x + 0.5f, lines.min.y}, {x + 0.5f, lines.max.y}, faded(t.faint, 0.5f), t.px(3), t.px(4),
                    1);
    }
    canvas().PopClipRect();
}

void LadderView::draw_activation(const Activation& a, Box box) {
    const Theme& t = theme();
    float from = row_y(a.first),
          to = a.last >= ladder_.rungs.size() ? row_y(a.last) - t.px(8) : row_y(a.last);
    if (to < box.min.y || from > box.max.y)
        return;
    float x = column_x(a.column) + float(a.depth) * t.px(5) - t.px(4);
    ImU32 color = task_color(ladder_.columns[a.column]);
    canvas().AddRectFilled({x, from}, {x + t.px(8), to}, t.ground, t.px(2));
    canvas().AddRectFilled({x, from}, {x + t.px(8), to}, faded(color, 0.40f), t.px(2));
    canvas().AddRect({x, from}, {x + t.px(8), to}, faded(color, 0.8f), t.px(2));
}

void LadderView::draw_band(Desk& desk, const Rung& rung, size_t index, Box box) {
    const Theme& t = theme();
    float y = row_y(index), height = t.px(kRungHeight);
    Box row{{box.min.x, y - height * 0.72f}, {box.max.x - Scroller::bar_width(), y + height * 0.28f}};
    bool hovered = ImGui::IsWindowHovered() && row.contains(ImGui::GetIO().MousePos);
    if (rung.row == desk.chosen || hovered)
        canvas().AddRectFilled(row.min, row.max,
                               faded(rung.row == desk.chosen ? t.selected : t.hover, 0.55f));
    if (hovered && ImGui::IsMouseClicked(0) && box.contains(ImGui::GetIO().MousePos)) {
        desk.choose(rung.row);
        // The same tree with another call marked: it need not move.
        shown_ = root_of(desk.model.calls, rung.row) == ladder_.root ? desk.chosen : shown_;
    }
}

void LadderView::draw_rung(const Desk& desk, const Rung& rung, size_t index, Box box) {
    const Theme& t = theme();
    const Call& call = desk.model.calls.at(rung.row);
    float y = row_y(index), height = t.px(kRungHeight);
    draw_in_row(Face::mono, box.min.x + t.px(10), y - height * 0.72f, height, t.faint,
                std::to_string(rung.moment.step), t.px(kGutter - 12));
    ImU32 color = rung_color(rung, call);
    if (rung.from == rung.to)
        draw_loop(rung, y, color);
    else
        draw_straight(rung, y, color, rung.kind == Rung::Kind::answer);
    draw_label(desk, rung, y, color, box);
}

void LadderView::draw_straight(const Rung& rung, float y, ImU32 color, bool dashed) {
    const Theme& t = theme();
    bool right = rung.to > rung.from;
    float side = right ? t.px(5) : -t.px(5), width = t.px(1.5f);
    ImVec2 from(column_x(rung.from) + side, y), tip(column_x(rung.to) - side, y);
    ImVec2 end(tip.x - (right ? t.px(6) : -t.px(6)), y);
    if (dashed)
        draw_dashed(from, end, color, t.px(5), t.px(3), width);
    else
        canvas().AddLine(from, end, color, width);
    if (rung.kind == Rung::Kind::forward) {
        // Bent: the call turns in the forwarder, it does not start there.
        float back = right ? -t.px(14) : t.px(14), radius = t.px(7);
        ImVec2 start(from.x + back, y - t.px(15));
        canvas().PathLineTo(start);
        canvas().PathLineTo({start.x, y - radius});
        canvas().PathBezierQuadraticCurveTo({start.x, y}, {start.x + (right ? radius : -radius), y}, 8);
        canvas().PathLineTo(from);
        canvas().PathStroke(color, 0, width);
    }
    draw_arrow_head(tip, right, color, rung.arrived);
}

void LadderView::draw_loop(const Rung& rung, float y, ImU32 color) {
    const Theme& t = theme();
    float x = column_x(rung.from) + t.px(5), out = x + t.px(26);
    canvas().AddBezierCubic({x, y - t.px(9)}, {out, y - t.px(10)}, {out, y}, {x + t.px(6), y}, color,
                            t.px(1.5f), 16);
    draw_arrow_head({x, y}, false, color, rung.arrived);
}

void LadderView::draw_label(const Desk& desk, const Rung& rung, float y, ImU32 color, Box box) {
    const Theme& t = theme();
    std::string text = rung_text(rung, desk.model.calls.at(rung.row), desk.model.names);
    // A row has one arrow only, so its label may go on behind the head, over the next column.
    bool right = rung.to >= rung.from;
    float near = column_x(rung.from), far = column_x(rung.to), beyond = column_width_ * 0.8f, room, x;
    if (right) {
        x = near + t.px(rung.from == rung.to ? 36 : 16);
        room = std::min(far + beyond, box.max.x - t.px(16)) - x;
    } else {
        float start = std::max(far - beyond, box.min.x + t.px(kGutter));
        float end = near - t.px(rung.kind == Rung::Kind::forward ? 26 : 16);
        room = end - start;
        x = end - std::min(text_width(Face::small, text), room);
    }
    float width = std::min(text_width(Face::small, text), room), top = y - line_height(Face::small) - t.px(2);
    canvas().AddRectFilled({x - t.px(2), top}, {x + width + t.px(2), y - t.px(2)}, faded(t.ground, 0.8f),
                           t.px(3));
    draw_text(Face::small, {x, top}, rung.kind == Rung::Kind::request ? t.text : color, text, room + 1);
}

bool LadderView::key(Desk& desk, Key key) {
    switch (key) {
    case Key::up:
        scroller_.scroll(-1);
        return true;
    case Key::down:
        scroller_.scroll(1);
        return true;
    case Key::page_up:
        scroller_.scroll(-8);
        return true;
    case Key::page_down:
        scroller_.scroll(8);
        return true;
    case Key::escape:
        desk.page = Page::calls;
        return true;
    default:
        return false;
    }
}

std::string LadderView::mirror(const Desk& desk) const {
    std::string text = "Dispatch\tFrom\tTo\tMessage";
    if (!desk.model.calls.contains(desk.chosen))
        return text;
    for (const Rung& rung : ladder_.rungs) {
        if (!desk.model.calls.contains(rung.row))
            continue;
        const Call& call = desk.model.calls.at(rung.row);
        text += "\n" + std::to_string(rung.moment.step) + "\t" +
                desk.model.tasks.name(ladder_.columns[rung.from]) + "\t" +
                desk.model.tasks.name(ladder_.columns[rung.to]) + "\t" +
                (rung.kind == Rung::Kind::answer ? "answer " : "") + rung_text(rung, call, desk.model.names);
    }
    return text;
}

} // namespace inspector

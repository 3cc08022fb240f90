// SPDX-License-Identifier: MIT
#include "web/inspector/views/call_rows.hpp"

#include "web/inspector/model/format.hpp"

#include <algorithm>
#include <cmath>

namespace inspector {

namespace {

constexpr int kMaxIndent = 6;

int depth_of(const CallLog& log, const Call& call) {
    int depth = 0;
    for (Row row = call.parent_row; depth < kMaxIndent && log.contains(row); row = log.at(row).parent_row)
        ++depth;
    return depth;
}

const std::string kDots = "\xe2\x80\xa6";

float route_width(const Desk& desk, const std::vector<uint32_t>& stops) {
    const Theme& t = theme();
    float arrow = text_width(Face::body, "\xe2\x86\x92") + t.px(10), width = -arrow;
    for (uint32_t stop : stops)
        width += arrow + (stop == kSkipped ? text_width(Face::body, kDots)
                                           : t.px(11) + text_width(Face::body, desk.model.tasks.name(stop)));
    return width;
}

void draw_ground(const Call& call, Box box, RowState state) {
    const Theme& t = theme();
    if (state.chosen)
        canvas().AddRectFilled(box.min, box.max, t.selected);
    else if (state.hovered)
        canvas().AddRectFilled(box.min, box.max, t.hover);
    else if (call.failed())
        canvas().AddRectFilled(box.min, box.max, faded(t.bad, 0.07f));
    if (state.family)
        canvas().AddRectFilled(box.min, {box.min.x + t.px(3), box.max.y},
                               state.chosen ? t.accent : faded(t.accent, 0.5f));
    canvas().AddLine({box.min.x, box.max.y - 0.5f}, {box.max.x, box.max.y - 0.5f}, faded(t.line, 0.45f));
}

float draw_indent(int depth, float x, Box box) {
    const Theme& t = theme();
    for (int i = 0; i < depth; ++i, x += t.px(11))
        canvas().AddLine({x + t.px(3.5f), box.min.y}, {x + t.px(3.5f), box.max.y}, faded(t.faint, 0.45f));
    return x;
}

void draw_call_name(const Desk& desk, const Call& call, float x, float right, Box box) {
    const Theme& t = theme();
    std::string name = method_text(call, desk.model.names), prefix;
    if (size_t dot = name.find('.'); dot != std::string::npos) {
        prefix = name.substr(0, dot + 1);
        name.erase(0, dot + 1);
    }
    ImU32 color = call.state == CallState::notification ? t.notify : t.text;
    x = draw_indent(depth_of(desk.model.calls, call), x, box);
    x += draw_in_row(Face::body, x, box.min.y, box.height(), t.dim, prefix, right - x);
    x += draw_in_row(Face::strong, x, box.min.y, box.height(), color, name, right - x) + t.px(8);
    draw_in_row(Face::mono, x, box.min.y, box.height(), t.dim, joined(argument_words(call, desk.model.names)),
                right - x);
}

} // namespace

CallColumns columns_for(Box box) {
    const Theme& t = theme();
    float width = box.width() / t.scale;
    CallColumns c;
    c.has_time = width >= 740;
    c.has_step = width >= 560;
    c.has_duration = width >= 430;
    c.end = box.max.x - t.px(14);
    c.badges = c.end - t.px(width >= 480 ? 58 : 40);
    c.duration = c.badges - (c.has_duration ? t.px(76) : 0);
    c.answer = c.duration - t.px(std::clamp(width * 0.17f, 80.0f, 220.0f));
    c.time = box.min.x + t.px(12);
    c.step = c.time + (c.has_time ? t.px(82) : 0);
    c.route = c.step + (c.has_step ? t.px(60) : 0);
    c.call = c.route + t.px(std::clamp(width * 0.26f, 126.0f, 280.0f));
    return c;
}

void draw_call_header(Box box, const CallColumns& c) {
    const Theme& t = theme();
    auto title = [&](float x, const char* text, float right) {
        draw_in_row(Face::small, x, box.min.y, box.height(), t.faint, text, right - x - t.px(6));
    };
    if (c.has_time)
        title(c.time, "SECONDS", c.step);
    if (c.has_step)
        title(c.step, "STEP", c.route);
    title(c.route, "FROM \xe2\x86\x92 TO", c.call);
    title(c.call, "CALL", c.answer);
    title(c.answer, "ANSWER", c.duration);
    if (c.has_duration)
        draw_right(Face::small, c.badges - t.px(10), box.min.y, box.height(), t.faint, "TOOK");
    canvas().AddLine({box.min.x, box.max.y - 0.5f}, {box.max.x, box.max.y - 0.5f}, t.line);
}

ImU32 answer_color(const Call& call) {
    const Theme& t = theme();
    if (call.failed())
        return t.bad;
    return call.has_answer() ? t.good : t.faint;
}

float draw_route(const Desk& desk, const Call& call, float x, float y, float height, float room) {
    const Theme& t = theme();
    const float start = x, right = x + room, middle = y + std::floor(height * 0.5f);
    std::vector<uint32_t> stops = route_stops(call, 64);
    if (route_width(desk, stops) > room && stops.size() > 3)
        stops = route_stops(call, 4);
    if (route_width(desk, stops) > room && stops.size() > 2)
        stops = route_stops(call, 3);
    if (route_width(desk, stops) > room && stops.size() > 2)
        stops = {stops.front(), stops.back()}; // the badge tells of the forwards
    for (size_t i = 0; i < stops.size() && x + t.px(11) < right; ++i) {
        if (i > 0)
            x += draw_in_row(Face::body, x + t.px(5), y, height, t.faint, "\xe2\x86\x92",
                             right - x - t.px(5)) +
                 t.px(10);
        if (stops[i] == kSkipped) {
            x += draw_in_row(Face::body, x, y, height, t.faint, kDots, right - x);
            continue;
        }
        if (x + t.px(24) > right)
            break;
        draw_dot({x + t.px(4), middle}, stops[i]);
        x += t.px(11);
        x += draw_in_row(Face::body, x, y, height, t.text, desk.model.tasks.name(stops[i]), right - x);
    }
    return x - start;
}

void draw_call_row(const Desk& desk, const Call& call, Box box, const CallColumns& c, RowState state) {
    const Theme& t = theme();
    const float y = box.min.y, height = box.height(), gap = t.px(8);
    draw_ground(call, box, state);
    if (c.has_time)
        draw_in_row(Face::mono, c.time, y, height, t.faint, time_text(call.sent.time), c.step - c.time - gap);
    if (c.has_step)
        draw_in_row(Face::mono, c.step, y, height, t.faint, std::to_string(call.sent.step),
                    c.route - c.step - gap);
    draw_route(desk, call, c.route, y, height, c.call - c.route - gap);
    draw_call_name(desk, call, c.call, c.answer - gap, box);
    draw_in_row(Face::mono, c.answer, y, height, answer_color(call), answer_text(call, desk.model.names),
                c.duration - c.answer - gap);
    if (c.has_duration)
        draw_right(Face::mono, c.badges - t.px(10), y, height, t.dim, duration_text(call));
    float x = c.badges;
    for (char letter : badges(call)) {
        if (x + t.px(16) > c.end + t.px(2))
            break;
        x += draw_badge({x, y}, height, letter);
    }
}

} // namespace inspector

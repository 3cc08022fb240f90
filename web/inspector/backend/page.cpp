// SPDX-License-Identifier: MIT
// What the page calls: data in, frames out. Buffers belong to the page and are read during the call only.
#include "web/inspector/backend/fonts.hpp"
#include "web/inspector/backend/input.hpp"
#include "web/inspector/views/app.hpp"
#include "web/inspector/views/theme.hpp"

#include "backends/imgui_impl_opengl3.h"
#include "imgui.h"

#include <GLES3/gl3.h>
#include <emscripten.h>

namespace inspector {

namespace {

constexpr const char* kShaderVersion = "#version 300 es";

void clear_screen(ImVec2 size) {
    ImVec4 ground = ImGui::ColorConvertU32ToFloat4(theme().ground);
    glViewport(0, 0, int(size.x), int(size.y));
    glClearColor(ground.x, ground.y, ground.z, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
}

} // namespace

extern "C" {

/// Once; the page has made a WebGL2 context current. Returns 0 when the context cannot draw.
EMSCRIPTEN_KEEPALIVE int inspector_start() {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().LogFilename = nullptr;
    connect_input();
    return ImGui_ImplOpenGL3_Init(kShaderVersion) ? 1 : 0;
}

/// Sizes in pixels of the screen; `scale` of them make one pixel of the page.
EMSCRIPTEN_KEEPALIVE void inspector_resize(int width, int height, float scale) {
    ImGui::GetIO().DisplaySize = ImVec2(float(width), float(height));
    set_theme(theme().dark, scale);
}

EMSCRIPTEN_KEEPALIVE void inspector_theme(int dark) {
    set_theme(dark != 0, theme().scale);
}

EMSCRIPTEN_KEEPALIVE void inspector_reduce_motion(int reduce) {
    app().set_still(reduce != 0);
}

/// The browser took the context away, with everything on the graphics card; no frames until it is back.
EMSCRIPTEN_KEEPALIVE void inspector_context_lost() {
    ImGui_ImplOpenGL3_Shutdown();
}
EMSCRIPTEN_KEEPALIVE void inspector_context_restored() {
    ImGui_ImplOpenGL3_Init(kShaderVersion);
}

/// Draws; `seconds` since the last frame. Returns after how many milliseconds the next one is wanted without
/// input or new data, or -1 for never.
EMSCRIPTEN_KEEPALIVE int inspector_frame(float seconds) {
    if (!font(Face::body) || ImGui::GetIO().DisplaySize.x < 1)
        return -1;
    ImGui::GetIO().DeltaTime = seconds > 0 ? seconds : 0.001f;
    if (take_new_atlas())
        ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    app().draw();
    ImGui::Render();
    clear_screen(ImGui::GetIO().DisplaySize);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    return ImGui::GetIO().WantTextInput ? 100 : app().next_frame();
}

EMSCRIPTEN_KEEPALIVE void inspector_trace(const void* records, int count) {
    app().model().append(static_cast<const abi::TraceRecord*>(records), size_t(count));
}
EMSCRIPTEN_KEEPALIVE void inspector_tasks(const void* tasks, int count) {
    app().model().tasks.update(static_cast<const abi::TaskInfo*>(tasks), size_t(count));
}
EMSCRIPTEN_KEEPALIVE void inspector_phones(int task, const void* phones, int count) {
    app().model().set_phones(uint32_t(task), static_cast<const abi::PhoneInfo*>(phones), size_t(count));
}
EMSCRIPTEN_KEEPALIVE void inspector_calls(int task, const void* calls, int count) {
    app().model().set_calls(uint32_t(task), static_cast<const abi::CallInfo*>(calls), size_t(count));
}
EMSCRIPTEN_KEEPALIVE void inspector_interface(int id, const char* name) {
    app().model().names.add_interface(uint32_t(id), name);
}
EMSCRIPTEN_KEEPALIVE void inspector_method(int interface, int number, const char* name, const char* arguments,
                                           const char* results) {
    app().model().names.add_method(uint32_t(interface), uint32_t(number), name, arguments, results);
}
EMSCRIPTEN_KEEPALIVE void inspector_restart() {
    app().restart();
}

/// Opens a view, counted from 0 in the order of the tabs; the log of calls with that filter, or null as it
/// is.
EMSCRIPTEN_KEEPALIVE void inspector_show(int page, const char* filter) {
    app().show(Page(page), filter);
}

/// The task whose phones and queues are on the screen, 0 for none.
EMSCRIPTEN_KEEPALIVE int inspector_wanted_task() {
    return int(app().wanted_task());
}
/// A task that the user wants to end, once; 0 for none.
EMSCRIPTEN_KEEPALIVE int inspector_take_kill() {
    return int(app().take_kill());
}
/// 0 while the user has paused the trace.
EMSCRIPTEN_KEEPALIVE int inspector_wants_trace() {
    return app().paused() ? 0 : 1;
}
/// What the screen shows, for people who cannot see it: lines, cells divided by tabs, the first one a header.
EMSCRIPTEN_KEEPALIVE const char* inspector_mirror() {
    return app().mirror();
}
/// A sentence to be spoken, once; null for none.
EMSCRIPTEN_KEEPALIVE const char* inspector_take_announcement() {
    return app().take_announcement();
}

} // extern "C"

} // namespace inspector

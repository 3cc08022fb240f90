// SPDX-License-Identifier: MIT
#include "web/inspector/backend/input.hpp"

#include "web/inspector/views/app.hpp"

#include "imgui.h"

#include <emscripten.h>

#include <iterator>
#include <string>

namespace inspector {

namespace {

std::string clipboard; // what was pasted or copied last
bool copied = false;   // by ImGui, and the page does not know yet

constexpr ImGuiKey kKeys[] = {ImGuiKey_Tab,       ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow,
                              ImGuiKey_DownArrow, ImGuiKey_PageUp,    ImGuiKey_PageDown,   ImGuiKey_Home,
                              ImGuiKey_End,       ImGuiKey_Insert,    ImGuiKey_Delete,     ImGuiKey_Backspace,
                              ImGuiKey_Space,     ImGuiKey_Enter,     ImGuiKey_Escape,     ImGuiKey_A,
                              ImGuiKey_C,         ImGuiKey_V,         ImGuiKey_X,          ImGuiKey_Y,
                              ImGuiKey_Z};

// Dear ImGui 1.87 brought a queue of input events; before it, states are written directly.
#if IMGUI_VERSION_NUM >= 18700
void map_keys() {}
void set_key(int key, bool down) {
    ImGui::GetIO().AddKeyEvent(kKeys[key], down);
}
#if IMGUI_VERSION_NUM < 18900 // there, the modifiers had other names
constexpr auto ImGuiMod_Ctrl = ImGuiKey_ModCtrl, ImGuiMod_Shift = ImGuiKey_ModShift,
               ImGuiMod_Alt = ImGuiKey_ModAlt;
#endif
void set_modifiers(bool control, bool shift, bool alt) {
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, control);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, shift);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Alt, alt);
}
void set_pointer(float x, float y) {
    ImGui::GetIO().AddMousePosEvent(x, y);
}
void set_button(int button, bool down) {
    ImGui::GetIO().AddMouseButtonEvent(button, down);
}
void turn_wheel(float x, float y) {
    ImGui::GetIO().AddMouseWheelEvent(x, y);
}
#else
void map_keys() {
    for (size_t i = 0; i < std::size(kKeys); ++i)
        ImGui::GetIO().KeyMap[kKeys[i]] = int(i);
}
void set_key(int key, bool down) {
    ImGui::GetIO().KeysDown[key] = down;
}
void set_modifiers(bool control, bool shift, bool alt) {
    ImGui::GetIO().KeyCtrl = control;
    ImGui::GetIO().KeyShift = shift;
    ImGui::GetIO().KeyAlt = alt;
}
void set_pointer(float x, float y) {
    ImGui::GetIO().MousePos = ImVec2(x, y);
}
void set_button(int button, bool down) {
    ImGui::GetIO().MouseDown[button] = down;
}
void turn_wheel(float x, float y) {
    ImGui::GetIO().MouseWheelH += x;
    ImGui::GetIO().MouseWheel += y;
}
#endif

void connect_clipboard() {
#if IMGUI_VERSION_NUM >= 19110
    ImGui::GetPlatformIO().Platform_GetClipboardTextFn = [](ImGuiContext*) { return clipboard.c_str(); };
    ImGui::GetPlatformIO().Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
        clipboard = text;
        copied = true;
    };
#else
    ImGui::GetIO().GetClipboardTextFn = [](void*) { return clipboard.c_str(); };
    ImGui::GetIO().SetClipboardTextFn = [](void*, const char* text) {
        clipboard = text;
        copied = true;
    };
#endif
}

} // namespace

void connect_input() {
    map_keys();
    connect_clipboard();
    ImGui::GetIO().KeyRepeatDelay = 1e9f; // the browser repeats keys, in the user's own rhythm
}

extern "C" {

/// Positions in pixels of the screen, from the upper left corner of the canvas; far outside when it has left.
EMSCRIPTEN_KEEPALIVE void inspector_pointer(float x, float y) {
    set_pointer(x, y);
}
EMSCRIPTEN_KEEPALIVE void inspector_button(int button, int down) {
    set_button(button, down != 0);
}
/// In lines of text.
EMSCRIPTEN_KEEPALIVE void inspector_wheel(float x, float y) {
    turn_wheel(x, y);
}

EMSCRIPTEN_KEEPALIVE void inspector_modifiers(int control, int shift, int alt) {
    set_modifiers(control != 0, shift != 0, alt != 0);
}

/// A key is for the text field that has the cursor, else for the view.
EMSCRIPTEN_KEEPALIVE void inspector_key(int key, int down) {
    bool typing = ImGui::GetIO().WantTextInput;
    set_key(key, down != 0);
    if (down && !typing)
        app().key(Key(key));
}

/// Text that was typed or pasted, UTF-8.
EMSCRIPTEN_KEEPALIVE void inspector_text(const char* text) {
    if (ImGui::GetIO().WantTextInput)
        ImGui::GetIO().AddInputCharactersUTF8(text);
    else
        app().letter(text[0]);
}

/// Text for the clipboard, or null when nothing was copied since the last time.
EMSCRIPTEN_KEEPALIVE const char* inspector_take_copied() {
    bool is_new = copied;
    copied = false;
    return is_new ? clipboard.c_str() : nullptr;
}

/// 0 arrow, 1 text, 2 hand, 3 resize up and down.
EMSCRIPTEN_KEEPALIVE int inspector_cursor() {
    switch (ImGui::GetMouseCursor()) {
    case ImGuiMouseCursor_TextInput:
        return 1;
    case ImGuiMouseCursor_Hand:
        return 2;
    case ImGuiMouseCursor_ResizeNS:
        return 3;
    default:
        return 0;
    }
}

} // extern "C"

} // namespace inspector

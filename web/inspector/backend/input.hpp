// SPDX-License-Identifier: MIT
// Keyboard, pointer and clipboard between the page and Dear ImGui. The page sends keys only while the
// inspector has the focus.
#pragma once

namespace inspector {

/// Keys that mean something here; the same order as in glue/Keyboard.ts.
enum class Key {
    tab,
    left,
    right,
    up,
    down,
    page_up,
    page_down,
    home,
    end,
    insert,
    remove,
    backspace,
    space,
    enter,
    escape,
    a,
    c,
    v,
    x,
    y,
    z,
};

/// Once, after the ImGui context was made.
void connect_input();

} // namespace inspector

// SPDX-License-Identifier: MIT
// One way to look at the machine.
#pragma once

#include "web/inspector/backend/input.hpp"
#include "web/inspector/views/desk.hpp"
#include "web/inspector/views/widgets.hpp"

namespace inspector {

class View {
  public:
    virtual ~View() = default;

    virtual const char* title() const = 0;

    /// Draws into the box, once a frame while the view is on screen.
    virtual void draw(Desk& desk, Box box) = 0;

    /// A key that no text field wants. True when it meant something.
    virtual bool key(Desk& desk, Key key) { return false; }

    /// The visible facts as text: lines, cells divided by tabs, the first line a header.
    virtual std::string mirror(const Desk& desk) const = 0;

    /// The machine starts again: what the view remembers of it is void.
    virtual void restart() {}
};

} // namespace inspector

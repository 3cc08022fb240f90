// SPDX-License-Identifier: MIT
// From keys to what a terminal gets: layout, modifiers, dead keys, and the sequences that xterm sends. All
// keyboards of a machine feed one of these, so that Shift on one of them shifts the other.
#pragma once

#include "servers/input/layout.hpp"

#include <string>

namespace input {

/// What the program in the terminal has asked for.
struct Modes {
    bool application_cursor = false; // DECCKM, ESC [ ? 1 h
    bool application_keypad = false; // ESC =
};

struct Action {
    enum class Kind {
        none,
        text,     // bytes for the terminal
        terminal, // Alt and F1 to F4: show terminal `number`
        scroll,   // Shift and Page Up (-1) or Page Down (1): look back by `number` pages
    };
    Kind kind = Kind::none;
    std::string text;
    int number = 0;
};

class Keyboard {
  public:
    explicit Keyboard(const Layout& layout) : layout_(&layout) {}

    Action handle(KeyEvent event, const Modes& modes);
    /// Lights that a keyboard should show: kNumLockLight and its siblings.
    uint8_t lights() const { return lights_; }

  private:
    bool handle_modifier(KeyEvent event);
    bool handle_lock(Key key);
    bool down(Key key) const { return (modifiers_ >> (key - kLeftControl) & 1) != 0; }
    bool shift() const { return down(kLeftShift) || down(kRightShift); }
    bool control() const { return down(kLeftControl) || down(kRightControl); }
    bool alt() const { return down(kLeftAlt) || (down(kRightAlt) && !layout_->has_third_level); }
    bool third() const { return down(kRightAlt) && layout_->has_third_level; }
    int modifier_parameter() const { return 1 + shift() + 2 * alt() + 4 * control(); }

    Action handle_function(Key key, const Modes& modes);
    Action handle_keypad(Key key, const Modes& modes);
    Action handle_character(Key key);
    std::string control_text(char32_t character) const;
    Action text(std::string bytes) const;

    const Layout* layout_;
    uint8_t modifiers_ = 0; // bit i: kLeftControl + i is down
    uint8_t lights_ = kNumLockLight;
    char32_t dead_ = 0; // waits for its character
};

} // namespace input

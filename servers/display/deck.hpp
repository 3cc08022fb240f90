// SPDX-License-Identifier: MIT
// Several terminals behind one picture; one of them is shown.
#pragma once

#include "servers/display/renderer.hpp"

#include <vector>

namespace display {

class Deck {
  public:
    Deck(const Surface& surface, int count);

    int count() const { return int(terminals_.size()); }
    int columns() const { return renderer_.columns(); }
    int rows() const { return renderer_.rows(); }

    /// What the program at terminal `number` writes. Returns what the terminal answers to it.
    std::string write(int number, std::string_view bytes);
    /// Whether somebody listens to what is typed at a terminal: only then it has a cursor.
    void set_alive(int number, bool alive) { terminals_[size_t(number)].alive = alive; }

    /// Shows another terminal; a number that there is not changes nothing. Returns whether it does for the
    /// first time.
    bool show(int number);
    int shown() const { return shown_; }
    const Screen& shown_screen() const { return terminals_[size_t(shown_)].screen; }
    /// Looks back by half pages (negative: further back).
    void scroll(int half_pages);
    void look_at_end() { terminals_[size_t(shown_)].screen.look_at_end(); }

    /// Brings the picture up to date.
    void draw();

  private:
    struct Terminal {
        Screen screen;
        bool alive = false;
        bool seen = false;
    };
    Renderer renderer_;
    std::vector<Terminal> terminals_;
    int shown_ = 0;
};

} // namespace display

// SPDX-License-Identifier: MIT
#include "servers/display/deck.hpp"

#include <utility>

namespace display {

Deck::Deck(const Surface& surface, int count) : renderer_(surface) {
    for (int i = 0; i < count; i++)
        terminals_.push_back({Screen(columns(), rows())});
    terminals_[0].seen = true;
}

std::string Deck::write(int number, std::string_view bytes) {
    Screen& screen = terminals_[size_t(number)].screen;
    screen.write(bytes);
    return screen.take_replies();
}

bool Deck::show(int number) {
    if (number < 0 || number >= count() || number == shown_)
        return false;
    shown_ = number;
    Terminal& terminal = terminals_[size_t(number)];
    terminal.screen.change_all();
    return !std::exchange(terminal.seen, true);
}

void Deck::scroll(int half_pages) {
    const int lines = std::max(1, rows() / 2);
    terminals_[size_t(shown_)].screen.look_back(-half_pages * lines);
}

void Deck::draw() {
    Terminal& terminal = terminals_[size_t(shown_)];
    renderer_.draw(terminal.screen, terminal.alive);
}

} // namespace display
